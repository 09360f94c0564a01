import {
  addScaled,
  cross,
  dot,
  normalize,
  scale,
  subtract,
  vertexAt,
  writeVertex,
  type ReadonlyVec3,
  type Vec3,
} from "../math/vector";
import type { HangingPart } from "../types";

/** The way a thread would hang when pulled by `pull` (length 1) in front of a surface that faces `outward`. */
export function hangingDirection(pull: Vec3, outward: Vec3, leastOutward: number): Vec3 {
  const towards = dot(pull, outward);
  if (towards >= leastOutward) return pull;
  const along = normalize(addScaled(pull, outward, -towards));
  return addScaled(scale(along, Math.sqrt(1 - leastOutward * leastOutward)), outward, leastOutward);
}

/**
 * Turns a hanging part about its pivot into the direction of the pull; changes `positions` and `normals` [n,3].
 * @param first the object's first vertex in these arrays
 * @param pull length 1, in the frame of the positions
 * @param shift by how much the skin below has moved the part
 */
export function hangPart(
  { v0, v1, pivot, rest, outward, leastOutward }: HangingPart,
  first: number,
  pull: Vec3,
  shift: Vec3,
  { positions, normals }: { positions: Float32Array; normals: Float32Array },
): void {
  const turn = turnBetween(rest, hangingDirection(pull, outward, leastOutward));
  const moved = addScaled(pivot, shift, 1);
  for (let vertex = first + v0; vertex < first + v1; vertex++) {
    const offset = subtract(vertexAt(positions, vertex), moved);
    writeVertex(positions, vertex, addScaled(moved, turn(offset), 1));
    writeVertex(normals, vertex, turn(vertexAt(normals, vertex)));
  }
}

/** The smallest turn that takes one unit vector to another, not opposite one (Rodrigues' formula). */
function turnBetween(from: ReadonlyVec3, to: ReadonlyVec3): (v: Vec3) => Vec3 {
  const axis = cross(from, to);
  const cosine = dot(from, to);
  return (v) => {
    const across = addScaled(scale(v, cosine), cross(axis, v), 1);
    return addScaled(across, axis, dot(axis, v) / (1 + cosine));
  };
}
