import { sha256 } from "../../base/hash";
import type { HeadModel } from "../types";

/** Raise this when the layout of the file or the way in which the head is built changes. */
const FORMAT = 2;

const CHUNKS = {
  positions: Float32Array,
  uv: Float32Array,
  masks: Float32Array,
  triangles: Uint32Array,
  morphOffsets: Float32Array,
  morphVertices: Uint16Array,
} as const;
type ChunkName = keyof typeof CHUNKS;
const CHUNK_NAMES = Object.keys(CHUNKS) as ChunkName[];

type HeadArrays = Pick<HeadModel, ChunkName>;
type HeadTables = Omit<HeadModel, ChunkName>;

interface Header {
  format: number;
  lengths: Record<ChunkName, number>;
  tables: HeadTables;
}

/** Arrays start at multiples of this many bytes. */
const ALIGNMENT = 8;
const LENGTH_BYTES = 4;
/** SHA-256 in hexadecimal, as text. */
const HASH_BYTES = 64;
const padded = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * A head model as one file: length of the header (uint32), header (JSON), then the arrays, each padded to 8 bytes,
 * last the SHA-256 of all that.
 * Bytes are in the machine's order, which is little-endian wherever Node runs with tfjs-node.
 */
export function encodeHead(head: HeadModel): Buffer {
  const { positions, uv, masks, triangles, morphVertices, morphOffsets, ...tables } = head;
  const arrays: HeadArrays = { positions, uv, masks, triangles, morphVertices, morphOffsets };
  const body = Buffer.concat(
    CHUNK_NAMES.map((name) => {
      const array = arrays[name];
      const chunk = Buffer.alloc(padded(array.byteLength));
      chunk.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      return chunk;
    }),
  );
  const lengths = Object.fromEntries(CHUNK_NAMES.map((name) => [name, arrays[name].length])) as Header["lengths"];
  const header: Header = { format: FORMAT, lengths, tables };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  const content = Buffer.concat([length, text, body]);
  return Buffer.concat([content, Buffer.from(sha256(content), "latin1")]);
}

/** The head model in a file's bytes, or null if the file is damaged or of another format: then it is built anew. */
export function decodeHead(file: Buffer): HeadModel | null {
  const parsed = readHeader(file);
  if (!parsed) return null;
  const { header, body } = parsed;
  if (header.format !== FORMAT) return null;
  const memory = new Uint8Array(body).buffer;
  let offset = 0;
  const take = <A extends { BYTES_PER_ELEMENT: number }>(
    name: ChunkName,
    kind: new (m: ArrayBuffer, o: number, l: number) => A,
  ): A => {
    const array = new kind(memory, offset, header.lengths[name]);
    offset += padded(header.lengths[name] * array.BYTES_PER_ELEMENT);
    return array;
  };
  return {
    ...header.tables,
    positions: take("positions", CHUNKS.positions),
    uv: take("uv", CHUNKS.uv),
    masks: take("masks", CHUNKS.masks),
    triangles: take("triangles", CHUNKS.triangles),
    morphOffsets: take("morphOffsets", CHUNKS.morphOffsets),
    morphVertices: take("morphVertices", CHUNKS.morphVertices),
  };
}

function readHeader(file: Buffer): { header: Header; body: Buffer } | null {
  if (file.length < LENGTH_BYTES + HASH_BYTES) return null;
  const content = file.subarray(0, -HASH_BYTES);
  if (sha256(content) !== file.toString("latin1", content.length)) return null;
  const end = LENGTH_BYTES + content.readUInt32LE();
  return {
    header: JSON.parse(content.toString("utf8", LENGTH_BYTES, end)) as Header,
    body: content.subarray(end),
  };
}
