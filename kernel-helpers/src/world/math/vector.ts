import { cos, sin } from "../../base/exact-math";
/** A point or direction in head space: x to the person's left, y up, z to the front. 1 unit = 1 dm = 100 mm. */
export type Vec3 = [x: number, y: number, z: number];
export type ReadonlyVec3 = readonly [x: number, y: number, z: number];

/** A 3 x 3 matrix, row by row. */
export type Mat3 = [number, number, number, number, number, number, number, number, number];
export type ReadonlyMat3 = Readonly<Mat3>;

/** Millimetres in one unit of head space (the base mesh is modelled in decimetres). */
export const MM_PER_UNIT = 100;

/** A length in millimetres as a length in head space. */
export const mm = (millimetres: number): number => millimetres / MM_PER_UNIT;

export const RADIANS_PER_DEGREE = Math.PI / 180;

export const add = (a: ReadonlyVec3, b: ReadonlyVec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: ReadonlyVec3, b: ReadonlyVec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: ReadonlyVec3, factor: number): Vec3 => [a[0] * factor, a[1] * factor, a[2] * factor];

/** a + factor · b */
export const addScaled = (a: ReadonlyVec3, b: ReadonlyVec3, factor: number): Vec3 => [
  a[0] + factor * b[0],
  a[1] + factor * b[1],
  a[2] + factor * b[2],
];

/** a + t · (b - a), component by component. */
export const mixVec = (a: ReadonlyVec3, b: ReadonlyVec3, t: number): Vec3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

export const dot = (a: ReadonlyVec3, b: ReadonlyVec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: ReadonlyVec3, b: ReadonlyVec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export const length = (a: ReadonlyVec3): number => Math.sqrt(dot(a, a));

/** The vector at length 1; the zero vector stays zero. */
export function normalize(a: ReadonlyVec3): Vec3 {
  const l = length(a) || 1;
  return [a[0] / l, a[1] / l, a[2] / l];
}

/** The part of `a` that lies in the plane with the unit normal `n`, at length 1. */
export const tangentTo = (n: ReadonlyVec3, a: ReadonlyVec3): Vec3 => normalize(addScaled(a, n, -dot(a, n)));

/** Vertex `index` of a flat [n,3] array. */
export const vertexAt = (positions: ArrayLike<number>, index: number): Vec3 => [
  positions[index * 3],
  positions[index * 3 + 1],
  positions[index * 3 + 2],
];

/** Writes a vector as vertex `index` of a flat [n,3] array. */
export function writeVertex(positions: Float32Array, index: number, v: ReadonlyVec3): void {
  positions[index * 3] = v[0];
  positions[index * 3 + 1] = v[1];
  positions[index * 3 + 2] = v[2];
}

/** Rotation about x by `angle` radians (a nod; positive looks down). */
export function rotationX(angle: number): Mat3 {
  const c = cos(angle);
  const s = sin(angle);
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

/** Rotation about y by `angle` radians (a turn; positive to the person's left). */
export function rotationY(angle: number): Mat3 {
  const c = cos(angle);
  const s = sin(angle);
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

/** Rotation about z by `angle` radians (a tilt). */
export function rotationZ(angle: number): Mat3 {
  const c = cos(angle);
  const s = sin(angle);
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}

/** The matrix product a · b. */
export function multiply(a: ReadonlyMat3, b: ReadonlyMat3): Mat3 {
  const product: Mat3 = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      product[i * 3 + j] = a[i * 3] * b[j] + a[i * 3 + 1] * b[3 + j] + a[i * 3 + 2] * b[6 + j];
    }
  }
  return product;
}

/** The matrix-vector product m · v. */
export const transform = (m: ReadonlyMat3, v: ReadonlyVec3): Vec3 => [
  m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
  m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
  m[6] * v[0] + m[7] * v[1] + m[8] * v[2],
];

export const transpose = (m: ReadonlyMat3): Mat3 => [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
