import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { writeAtomic } from "../base/files";
import { warnOnce } from "../base/warn";

/**
 * A Float32 array on disk: 8 bytes magic, 4 bytes length, 4 bytes zero, 16 bytes of the SHA-256 of the values, then the
 * values, little-endian.
 */
const MAGIC = Buffer.from("F32ARR1\n");
const HEADER = 32;

const digest = (values: Uint8Array): Buffer => createHash("sha256").update(values).digest().subarray(0, 16);

export function writeFloats(file: string, values: Float32Array): void {
  const body = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const content = Buffer.alloc(HEADER + body.length);
  MAGIC.copy(content);
  content.writeUInt32LE(values.length, 8);
  digest(body).copy(content, 16);
  content.set(body, HEADER);
  writeAtomic(file, content);
}

/** Reads what `writeFloats` wrote; undefined if there is no such file, or a damaged one, of which the user is told. */
export function readFloats(file: string): Float32Array | undefined {
  if (!fs.existsSync(file)) return undefined;
  const content = fs.readFileSync(file);
  const length = content.length >= HEADER ? content.readUInt32LE(8) : -1;
  const body = content.subarray(HEADER);
  if (
    !content.subarray(0, 8).equals(MAGIC) ||
    body.length !== length * 4 ||
    content.readUInt32LE(12) !== 0 ||
    !digest(body).equals(content.subarray(16, HEADER))
  ) {
    warnOnce(`${file} is damaged (its checksum does not match) and will be computed again`);
    return undefined;
  }
  return new Float32Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.length));
}
