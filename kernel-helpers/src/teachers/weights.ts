import * as fs from "node:fs";
import { messageOf, UserError } from "../base/errors";
import { halfFloat } from "../base/half";
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
type Groups = { weights: ManifestWeight[] }[];
/** The manifest by itself, or inside the file that describes a whole graph. */
type Manifest = Groups | { weightsManifest: Groups };

/**
 * Reads the weights of a tfjs manifest (float32, float16, or uint8 with scale and minimum; int32 is skipped: only a
 * graph's own constants have it).
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
  const manifest = JSON.parse(read(manifestFile).toString("utf8")) as Manifest;
  const groups = Array.isArray(manifest) ? manifest : manifest.weightsManifest;
  for (const entry of groups.flatMap((group) => group.weights)) {
    const { values, bytes } = decode(binary, offset, entry);
    if (values) weights.set(entry.name, { shape: entry.shape, values });
    offset += bytes;
  }
  if (offset !== binary.length) throw new Error(`${manifestFile} describes ${offset} of ${binary.length} bytes`);
  return weights;
}

function decode(binary: Buffer, offset: number, entry: ManifestWeight): { values?: Float32Array; bytes: number } {
  const n = entry.shape.reduce((product, side) => product * side, 1);
  const dtype = entry.quantization?.dtype ?? entry.dtype;
  if (dtype === "uint8") {
    const { scale, min } = entry.quantization ?? { scale: 1, min: 0 };
    return { values: Float32Array.from(binary.subarray(offset, offset + n), (q) => q * scale + min), bytes: n };
  }
  if (dtype === "float16") {
    return {
      values: Float32Array.from({ length: n }, (_, i) => halfFloat(binary.readUInt16LE(offset + 2 * i))),
      bytes: 2 * n,
    };
  }
  if (dtype === "int32") return { bytes: 4 * n };
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

/** A kernel [filters, channels, height, width], as ONNX and PyTorch have it, as [height, width, channels, filters]. */
export function channelsLast({ shape, values }: Weight): Weight {
  const [filters, channels, height, width] = shape;
  const turned = new Float32Array(values.length);
  let i = 0;
  for (let f = 0; f < filters; f++) {
    for (let c = 0; c < channels; c++) {
      for (let place = 0; place < height * width; place++) turned[(place * channels + c) * filters + f] = values[i++];
    }
  }
  return { shape: [height, width, channels, filters], values: turned };
}

/** The way back: a kernel [height, width, channels, filters] as [filters, channels, height, width]. */
export function channelsFirst({ shape, values }: Weight): Weight {
  const [height, width, channels, filters] = shape;
  const turned = new Float32Array(values.length);
  let i = 0;
  for (let place = 0; place < height * width; place++) {
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f++) turned[(f * channels + c) * height * width + place] = values[i++];
    }
  }
  return { shape: [filters, channels, height, width], values: turned };
}
