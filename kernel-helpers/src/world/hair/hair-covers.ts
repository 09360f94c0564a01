import type { ReadonlyVec3 } from "../math/vector";
import type { HairMesh, PersonGeometry } from "../types";
import { strandCoverage } from "./strand-coverage";

/** Hair that lets less than this share of light through covers what is behind it. */
const COVERED_BELOW = 0.5;

/**
 * Whether hair hides a point of a person's neutral head from somebody in front: bangs over a forehead. A beard counts
 * as hair.
 * @param point near the skin, in head space
 */
export function hairCovers({ hair }: Pick<PersonGeometry, "hair">, point: ReadonlyVec3): boolean {
  return hair !== null && lightThroughHair(hair, point) < COVERED_BELOW;
}

/** Share of light from straight ahead (+z) that reaches a point through the hair before it, in [0, 1]. */
export function lightThroughHair({ positions, attributes, triangles }: HairMesh, [x, y, z]: ReadonlyVec3): number {
  let light = 1;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t] * 3;
    const b = triangles[t + 1] * 3;
    const c = triangles[t + 2] * 3;
    const ax = positions[a] - x;
    const ay = positions[a + 1] - y;
    const bx = positions[b] - x;
    const by = positions[b + 1] - y;
    const cx = positions[c] - x;
    const cy = positions[c + 1] - y;
    // twice the areas of the parts into which the point divides the triangle, seen from the front
    const wa = bx * cy - by * cx;
    const wb = cx * ay - cy * ax;
    const wc = ax * by - ay * bx;
    const area = wa + wb + wc;
    if (area === 0 || wa * area < 0 || wb * area < 0 || wc * area < 0) continue;
    const front = (wa * positions[a + 2] + wb * positions[b + 2] + wc * positions[c + 2]) / area;
    if (front <= z) continue;
    const at = (column: number): number =>
      (wa * attributes[triangles[t] * 4 + column] +
        wb * attributes[triangles[t + 1] * 4 + column] +
        wc * attributes[triangles[t + 2] * 4 + column]) /
      area;
    light *= 1 - strandCoverage(at(0), at(1), attributes[triangles[t] * 4 + 2]);
  }
  return light;
}
