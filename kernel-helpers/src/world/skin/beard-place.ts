import { distance, smoothstep } from "../math/scalar";

/** Where a beard grows on the base head, 0 … 1: jaw and chin, moustache, sideburns, but not the lips. */
export function beardPlace(x: number, y: number, z: number): number {
  const side = Math.abs(x);
  const jaw =
    smoothstep(6.8, 6.66, y - 0.22 * smoothstep(0.35, 0.72, side)) * smoothstep(5.85, 6.15, y + (z - 1) * 0.12);
  const moustache = smoothstep(0.3, 0.22, side) * smoothstep(6.86, 6.8, y) * smoothstep(6.6, 6.66, y);
  const sideburn =
    smoothstep(0.58, 0.66, side) * smoothstep(7.3, 7.1, y) * smoothstep(6.4, 6.6, y) * smoothstep(0.5, 0.62, z);
  const fromLips = distance(x * 0.9, (y - 6.62) * 1.9);
  return Math.max(jaw, moustache, sideburn) * smoothstep(0.18, 0.3, fromLips);
}

/** Where a grown beard is left to grow, 0 … 1: not on the throat, from the bend below the chin on, or up to the nose. */
export function trimmedPlace(x: number, y: number, z: number): number {
  const aboveThroat = smoothstep(6.04, 6.22, y + 0.12 * smoothstep(0.8, 1.1, z));
  const belowNose = Math.abs(x) < 0.34 ? smoothstep(6.86, 6.8, y) : 1;
  return beardPlace(x, y, z) * aboveThroat * belowNose;
}
