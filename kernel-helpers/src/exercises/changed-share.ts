import { UserError } from "../base/errors";

/** What two photographs must have: sRGB bytes [size, size, 3]. */
export interface Pixels {
  rgb: Uint8Array;
  size: number;
}

/**
 * The share of the pixels, a fraction, in which two photographs of one moment differ by more than `level` of 255 in some
 * colour: `changedShare(clean, wearing)`.
 *
 * @throws UserError if they differ in size
 */
export function changedShare(a: Pixels, b: Pixels, { level = 8 }: { level?: number } = {}): number {
  if (a.rgb.length !== b.rgb.length) {
    throw new UserError(`changedShare needs two photographs of one size, came ${a.size} and ${b.size} pixels`);
  }
  let changed = 0;
  for (let i = 0; i < a.rgb.length; i += 3) {
    const differs = [0, 1, 2].some((c) => Math.abs(a.rgb[i + c] - b.rgb[i + c]) > level);
    if (differs) changed++;
  }
  return changed / (a.rgb.length / 3);
}
