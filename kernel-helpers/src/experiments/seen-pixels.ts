import { applyAffine } from "../augmentation/affine";
import type { ActivationMap } from "../cam/feature-map";
import type { CroppedPhotograph } from "../cam/on-photograph";
import { sampleMap } from "../cam/resize";

/**
 * Maps on the pixels of the photograph that the teacher saw: the numbers of `onPhotograph` without its NaN, bit for bit and
 * in its order, all maps at once. Attention is shared out on hundreds of photographs for every model, and this takes half
 * of the time.
 *
 * @param regionOf the region of every pixel of the photograph
 * @returns the maps as one row, and the regions of the same pixels
 */
export function onSeenPixels(
  maps: readonly ActivationMap[],
  regionOf: Uint8Array,
  { crop, inputSize, height, width }: CroppedPhotograph,
): { maps: ActivationMap[]; regionOf: Uint8Array } {
  const rows = maps.map(() => new Float32Array(height * width));
  const regions = new Uint8Array(height * width);
  let seen = 0;
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const [x, y] = applyAffine(crop, column + 0.5, row + 0.5);
      if (!(x >= 0 && y >= 0 && x < inputSize && y < inputSize)) continue;
      for (let m = 0; m < maps.length; m++) rows[m][seen] = sampleMap(maps[m], x / inputSize, y / inputSize);
      regions[seen++] = regionOf[pixel];
    }
  }
  const asMap = (row: Float32Array): ActivationMap => ({ values: row.subarray(0, seen), height: 1, width: seen });
  return { maps: rows.map(asMap), regionOf: regions.subarray(0, seen) };
}
