/** The parts of the base mesh that are kept, in the order in which they lie in the vertex array. */
export const HEAD_PARTS = ["body", "l-eye", "r-eye", "upper-teeth", "lower-teeth", "tongue", "hair", "lashes"] as const;
export type HeadPart = (typeof HEAD_PARTS)[number];

/** Points of the skeleton, each the mean of a small cube of helper vertices that moves with the morphs. */
export const HEAD_JOINTS = [
  "neck",
  "head",
  "head-2",
  "jaw",
  "mouth",
  "l-eye",
  "r-eye",
  "spine-1",
  "l-shoulder",
  "r-shoulder",
] as const;
export type HeadJoint = (typeof HEAD_JOINTS)[number];

/** Half-open ranges: vertices [v0, v1) and entries [t0, t1) of `HeadModel.triangles` (multiples of 3). */
export interface PartRange {
  v0: number;
  v1: number;
  t0: number;
  t1: number;
}

/** Which entries of the morph arrays belong to a morph target: [offset, offset + count). */
export interface MorphRange {
  offset: number;
  count: number;
}

/** Columns of `HeadModel.masks`. */
export const MASK_COUNT = 4;
export enum Mask {
  Lips = 0,
  Eyelids = 1,
  InsideMouth = 2,
  Ears = 3,
}

/** The base head of MakeHuman / MPFB2 from the collar up, with its morph targets. Never written to. */
export interface HeadModel {
  vertexCount: number;
  /** Rest positions, Float32 [n,3]: the coordinates in which skin, hairline and neckline are defined. */
  positions: Float32Array;
  /** Texture coordinates, Float32 [n,2] in [0,1], v up. */
  uv: Float32Array;
  /** Float32 [n,4] in [0,1], columns as in `Mask`; 0 outside the body part. */
  masks: Float32Array;
  /** Corner indices, Uint32 [t,3], none degenerate. */
  triangles: Uint32Array;
  parts: Record<HeadPart, PartRange>;
  joints: Record<HeadJoint, readonly number[]>;
  morphs: Readonly<Record<string, MorphRange>>;
  /** Uint16 [m]: the vertex that an entry moves. */
  morphVertices: Uint16Array;
  /** Float32 [m,3]: by how much at weight 1. */
  morphOffsets: Float32Array;
}
