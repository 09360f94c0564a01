import { smoothstep } from "../math/scalar";
import { mixVec, mm, type ReadonlyVec3, type Vec3 } from "../math/vector";
import { Mask, MASK_COUNT, type HeadModel } from "../types";

/** Mask value from which a vertex belongs to an ear. */
const ON_EAR = 0.5;
/** Hair passes an ear at this distance. */
const CLEARANCE = mm(2);
/** From this high above an ear hair begins to turn behind it. */
const TURN = mm(8);

/** The room that the ears take up, the same on both sides: |x|, y and z from … to. */
export interface EarRoom {
  x: readonly [low: number, high: number];
  y: readonly [low: number, high: number];
  z: readonly [low: number, high: number];
}

/** @param positions of the person's neutral head, Float32 [n,3] */
export function findEars(head: HeadModel, positions: Float32Array): EarRoom {
  const low: Vec3 = [Infinity, Infinity, Infinity];
  const high: Vec3 = [-Infinity, -Infinity, -Infinity];
  for (let vertex = head.parts.body.v0; vertex < head.parts.body.v1; vertex++) {
    if (head.masks[vertex * MASK_COUNT + Mask.Ears] < ON_EAR) continue;
    for (let c = 0; c < 3; c++) {
      const value = c === 0 ? Math.abs(positions[vertex * 3]) : positions[vertex * 3 + c];
      low[c] = Math.min(low[c], value);
      high[c] = Math.max(high[c], value);
    }
  }
  return { x: [low[0], high[0]], y: [low[1], high[1]], z: [low[2], high[2]] };
}

/** Moves a point (in place) that lies within an ear behind it, as hair is tucked. */
export function tuckBehindEar(point: Vec3, { x, y, z }: EarRoom): void {
  const side = Math.abs(point[0]);
  const back = z[0] - CLEARANCE;
  if (point[2] <= back || point[2] >= z[1] || side <= x[0] || side >= x[1] + CLEARANCE || point[1] <= y[0]) return;
  const share = smoothstep(y[1] + TURN, y[1], point[1]);
  point[2] += (back - point[2]) * share;
}

/** Where along a piece of a strand it is looked at. */
const STEPS = [0.25, 0.5, 0.75, 1];

/** Whether a line of points runs through an ear. */
export function crossesEar(points: readonly ReadonlyVec3[], { x, y, z }: EarRoom): boolean {
  return points.some(
    (point, k) =>
      k > 0 &&
      STEPS.some((share) => {
        const [px, py, pz] = mixVec(points[k - 1], point, share);
        const side = Math.abs(px);
        return side > x[0] && side < x[1] && py > y[0] && py < y[1] && pz > z[0] && pz < z[1];
      }),
  );
}
