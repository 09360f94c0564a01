import { PICTURE_SIZE, RASTER_SIZE, SUPERSAMPLING } from "../camera/camera";
import { Label } from "./labels";
import type { ShadedPicture } from "./shade";

/**
 * Where there is hair, a pixel receives light from the pixels around it (weights 1 2 1 across and down), as through a
 * lens: hairs are finer than pixels, and their transparency is dithered to a few samples each. Light and coverage are
 * spread alike, so that hair gets neither brighter nor darker before a background. Changes `light` and `coverage`.
 */
export function softenHair({ light, coverage, labels }: ShadedPicture): void {
  const showsHair = whereHairIs(labels);
  const sharp = { light: light.slice(), coverage: coverage.slice() };
  for (let y = 1; y < PICTURE_SIZE - 1; y++) {
    for (let x = 1; x < PICTURE_SIZE - 1; x++) {
      const pixel = y * PICTURE_SIZE + x;
      if (!isNearHair(showsHair, pixel)) continue;
      coverage[pixel] = spread(sharp.coverage, pixel, 1);
      for (let c = 0; c < 3; c++) light[pixel * 3 + c] = spread(sharp.light, pixel * 3 + c, 3);
    }
  }
}

/** @returns 1 for every pixel with a sample of hair, Uint8 [h,w] */
function whereHairIs(labels: Uint8Array): Uint8Array {
  const showsHair = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE);
  for (let y = 0, sample = 0; y < RASTER_SIZE; y++) {
    const row = Math.trunc(y / SUPERSAMPLING) * PICTURE_SIZE;
    for (let x = 0; x < RASTER_SIZE; x++, sample++) {
      if ((labels[sample] as Label) === Label.Hair) showsHair[row + Math.trunc(x / SUPERSAMPLING)] = 1;
    }
  }
  return showsHair;
}

/** Whether a pixel or one of the eight around it shows hair. */
function isNearHair(showsHair: Uint8Array, pixel: number): boolean {
  for (let row = pixel - PICTURE_SIZE; row <= pixel + PICTURE_SIZE; row += PICTURE_SIZE) {
    if (showsHair[row - 1] + showsHair[row] + showsHair[row + 1] > 0) return true;
  }
  return false;
}

/** The mean of a value's surroundings with weights 1 2 1, of values that lie `step` apart along a row. */
function spread(values: Float32Array, at: number, step: number): number {
  const row = (o: number): number => values[o - step] + 2 * values[o] + values[o + step];
  const down = PICTURE_SIZE * step;
  return (row(at - down) + 2 * row(at) + row(at + down)) / 16;
}
