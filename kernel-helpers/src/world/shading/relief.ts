import type { ReadonlyVec3 } from "../math/vector";
import type { Fragment } from "./fragment";

/** Where the normal points along `up` this closely (sine), no direction across the surface is defined. */
const UPRIGHT = 0.1;

/**
 * Tilts a point's normal by the slopes of a fine relief.
 * @param up direction that the slopes' directions are derived from: across = up × normal, upwards = normal × across
 * @param across rise per length towards across
 * @param rise rise per length upwards
 * @returns how much further up (cosine with the world's y) the surface now faces
 */
export function tiltNormal(f: Fragment, up: ReadonlyVec3, across: number, rise: number): number {
  if (across === 0 && rise === 0) return 0;
  const { nx, ny, nz } = f;
  let tx = up[1] * nz - up[2] * ny;
  let ty = up[2] * nx - up[0] * nz;
  let tz = up[0] * ny - up[1] * nx;
  const length = Math.sqrt(tx * tx + ty * ty + tz * tz);
  if (length < UPRIGHT) return 0;
  tx /= length;
  ty /= length;
  tz /= length;
  const x = nx - across * tx - rise * (ny * tz - nz * ty);
  const y = ny - across * ty - rise * (nz * tx - nx * tz);
  const z = nz - across * tz - rise * (nx * ty - ny * tx);
  const inverse = 1 / Math.sqrt(x * x + y * y + z * z);
  f.nx = x * inverse;
  f.ny = y * inverse;
  f.nz = z * inverse;
  return f.ny - ny;
}
