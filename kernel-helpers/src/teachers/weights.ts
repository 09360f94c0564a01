import * as fs from "node:fs";
import { messageOf, UserError } from "../base/errors";
import { sha256 } from "../base/hash";

export interface Weight {
  shape: number[];
  values: Float32Array;
}

interface ManifestWeight {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: { dtype: string; scale: number; min: number };
}
type Manifest = { weights: ManifestWeight[] }[];

/**
 * Reads the weights of a tfjs manifest (float32, or uint8 with scale and minimum).
 *
 * @throws UserError if the file's SHA-256 is not the expected one: a truncated download, or another version.
 */
export function readWeights(manifestFile: string, binaryFile: string, expectedSha256: string): Map<string, Weight> {
  const binary = read(binaryFile);
  if (sha256(binary) !== expectedSha256) {
    throw new UserError(
      `the weights ${binaryFile} (${binary.length} bytes) are not the expected ones; run "npm ci" to fetch them again`,
    );
  }
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const entry of (JSON.parse(read(manifestFile).toString("utf8")) as Manifest).flatMap((group) => group.weights)) {
    const { values, bytes } = decode(binary, offset, entry);
    weights.set(entry.name, { shape: entry.shape, values });
    offset += bytes;
  }
  if (offset !== binary.length) throw new Error(`${manifestFile} describes ${offset} of ${binary.length} bytes`);
  return weights;
}

function decode(binary: Buffer, offset: number, entry: ManifestWeight): { values: Float32Array; bytes: number } {
  const n = entry.shape.reduce((product, side) => product * side, 1);
  const dtype = entry.quantization?.dtype ?? entry.dtype;
  if (dtype === "uint8") {
    const { scale, min } = entry.quantization ?? { scale: 1, min: 0 };
    return { values: Float32Array.from(binary.subarray(offset, offset + n), (q) => q * scale + min), bytes: n };
  }
  if (dtype !== "float32") throw new Error(`weight ${entry.name}: unknown type ${dtype}`);
  const bytes = Uint8Array.prototype.slice.call(binary, offset, offset + 4 * n);
  return { values: new Float32Array(bytes.buffer), bytes: 4 * n };
}

function read(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UserError(`could not read the weights ${file} (${messageOf(error)}); run "npm ci"`);
  }
}
