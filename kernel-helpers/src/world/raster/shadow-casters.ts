import { latticeHash } from "../math/noise";
import { Material } from "../types";

/** Light meets about this many triangles of hair at most: each stands for several where hair is dense. */
const HAIR_TRIANGLES = 10_000;
/** Stream of the choice among hair cards. */
const THINNING_SEED = 23;
const CORNERS_PER_QUAD = 6;

/** The part of a mesh that throws shadows. */
export interface ShadowCasters {
  /** Uint32 [s,3]; hair comes last. */
  triangles: Uint32Array;
  /** First triangle of hair. */
  hairTriangle: number;
}

/**
 * The triangles that throw shadows: all but lashes, and an even random choice of the quads of hair. Cards are drawn
 * solid for light, so leaving some out also stands for the light that passes between strands.
 * @param triangles Uint32 [t,3]; hair, where there is any, comes as pairs of triangles at the end
 * @param materials one `Material` per triangle, Uint8 [t]
 */
export function shadowCasters(triangles: Uint32Array, materials: Uint8Array): ShadowCasters {
  const firstHair = materials.indexOf(Material.Hair);
  const end = firstHair < 0 ? materials.length : firstHair;
  const share = HAIR_TRIANGLES / Math.max(1, materials.length - end);
  const casters = new Uint32Array(triangles.length);
  let length = 0;
  const take = (from: number, to: number): void => {
    casters.set(triangles.subarray(from, to), length);
    length += to - from;
  };
  for (let t = 0; t < end; t++) {
    if ((materials[t] as Material) !== Material.Lash) take(t * 3, t * 3 + 3);
  }
  const hairTriangle = length / 3;
  for (let o = end * 3, quad = 0; o < triangles.length; o += CORNERS_PER_QUAD, quad++) {
    if (latticeHash(quad, 0, 0, THINNING_SEED) < share) take(o, Math.min(o + CORNERS_PER_QUAD, triangles.length));
  }
  return { triangles: casters.slice(0, length), hairTriangle };
}
