import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { UserError } from "../base/errors";
import { writeAtomic } from "../base/files";
import { HalfArray, type Halves } from "../base/half";
import { warnOnce } from "../base/warn";

/**
 * Numbers on disk: 8 bytes magic, 4 bytes length, 4 bytes zero, 16 bytes of the SHA-256 of the values, then the values,
 * little-endian.
 */
interface Format {
  magic: Buffer;
  /** Of one number. */
  bytes: number;
}
const FLOATS: Format = { magic: Buffer.from("F32ARR1\n"), bytes: 4 };
const HALVES: Format = { magic: Buffer.from("F16ARR1\n"), bytes: 2 };
const HEADER = 32;

const digest = (values: Uint8Array): Buffer => createHash("sha256").update(values).digest().subarray(0, 16);

export const writeFloats = (file: string, values: Float32Array): void => write(file, FLOATS, values);

export const writeHalves = (file: string, values: HalfArray): void => write(file, HALVES, values.bits());

function write(file: string, { magic }: Format, values: Float32Array | Uint16Array): void {
  const body = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const content = Buffer.alloc(HEADER + body.length);
  magic.copy(content);
  content.writeUInt32LE(values.length, 8);
  digest(body).copy(content, 16);
  content.set(body, HEADER);
  writeAtomic(file, content, { flush: false }); // tens of thousands of them, each with its checksum
}

/** Reads what `writeFloats` wrote; undefined if there is no such file, or a damaged one, of which the user is told. */
export function readFloats(file: string): Float32Array | undefined {
  const body = read(file, FLOATS);
  return body && new Float32Array(body);
}

/** Reads what `writeHalves` wrote, in the same way. */
export function readHalves(file: string): HalfArray | undefined {
  const body = read(file, HALVES);
  return body && new HalfArray(new Uint16Array(body));
}

function read(file: string, { magic, bytes }: Format): ArrayBuffer | undefined {
  if (!fs.existsSync(file)) return undefined;
  const content = fs.readFileSync(file);
  const length = content.length >= HEADER ? content.readUInt32LE(8) : -1;
  const body = content.subarray(HEADER);
  if (
    !content.subarray(0, 8).equals(magic) ||
    body.length !== length * bytes ||
    content.readUInt32LE(12) !== 0 ||
    !digest(body).equals(content.subarray(16, HEADER))
  ) {
    warnOnce(`${file} is damaged (its checksum does not match) and will be computed again`);
    return undefined;
  }
  return body.buffer.slice(body.byteOffset, body.byteOffset + body.length);
}

/** A file of `writeHalves` that stays on disk; each piece is read when it is asked for. Read it whole once to check it. */
export class HalfFile implements Halves {
  private piece = new Uint16Array(0);

  constructor(
    private readonly file: string,
    readonly length: number,
  ) {}

  /** @throws UserError if the file is not what it was any more. */
  bits(start: number, count: number): Uint16Array {
    if (this.piece.length !== count) this.piece = new Uint16Array(count);
    const size = count * HALVES.bytes;
    const handle = fs.openSync(this.file, "r");
    try {
      const read = fs.readSync(handle, this.piece, 0, size, HEADER + start * HALVES.bytes);
      if (read !== size) throw new UserError(`${this.file} has become shorter while it was read: run again`);
    } finally {
      fs.closeSync(handle);
    }
    return this.piece;
  }
}
