import { PICTURE_SIZE, RASTER_SIZE, SUPERSAMPLING } from "../camera/camera";
import { Label } from "./labels";
import type { ShadedPicture } from "./shade";

/** What a pixel and those around it show, as bits. */
enum Shows {
  Hair = 1,
  Other = 2,
}
const BOTH: number = Shows.Hair | Shows.Other;

/**
 * Where hair ends, before the background or before skin, a pixel receives light from the pixels around it (weights 1 2 1
 * across and down), as through a lens: hairs are finer than pixels, and their transparency is dithered to a few samples
 * each. Light and coverage are spread alike, so that nothing gets darker. Changes `light` and `coverage`.
 */
export function softenHairEdges({ light, coverage, labels }: ShadedPicture): void {
  const shows = whatPixelsShow(labels);
  const sharp = { light: light.slice(), coverage: coverage.slice() };
  for (let y = 1; y < PICTURE_SIZE - 1; y++) {
    for (let x = 1; x < PICTURE_SIZE - 1; x++) {
      const pixel = y * PICTURE_SIZE + x;
      if (seenAround(shows, pixel) !== BOTH) continue;
      coverage[pixel] = spread(sharp.coverage, pixel, 1);
      for (let c = 0; c < 3; c++) light[pixel * 3 + c] = spread(sharp.light, pixel * 3 + c, 3);
    }
  }
}

/** @returns one set of `Shows` per pixel */
function whatPixelsShow(labels: Uint8Array): Uint8Array {
  const shows = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE);
  for (let y = 0, sample = 0; y < RASTER_SIZE; y++) {
    const row = Math.trunc(y / SUPERSAMPLING) * PICTURE_SIZE;
    for (let x = 0; x < RASTER_SIZE; x++, sample++) {
      const isHair = (labels[sample] as Label) === Label.Hair;
      shows[row + Math.trunc(x / SUPERSAMPLING)] |= isHair ? Shows.Hair : Shows.Other;
    }
  }
  return shows;
}

function seenAround(shows: Uint8Array, pixel: number): number {
  let seen = 0;
  for (let dy = -PICTURE_SIZE; dy <= PICTURE_SIZE; dy += PICTURE_SIZE) {
    seen |= shows[pixel + dy - 1] | shows[pixel + dy] | shows[pixel + dy + 1];
  }
  return seen;
}

/** The mean of a value's surroundings with weights 1 2 1, of values that lie `step` apart along a row. */
function spread(values: Float32Array, at: number, step: number): number {
  const row = (o: number): number => values[o - step] + 2 * values[o] + values[o + step];
  const down = PICTURE_SIZE * step;
  return (row(at - down) + 2 * row(at) + row(at + down)) / 16;
}
