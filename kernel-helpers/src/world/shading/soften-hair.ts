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
  for (let y = 0; y < PICTURE_SIZE; y++) {
    for (let x = 0; x < PICTURE_SIZE; x++) {
      const around = neighbours(x, y);
      if (!isNearHair(showsHair, around)) continue;
      const pixel = y * PICTURE_SIZE + x;
      coverage[pixel] = spread(sharp.coverage, around, 1, 0);
      for (let c = 0; c < 3; c++) light[pixel * 3 + c] = spread(sharp.light, around, 3, c);
    }
  }
}

/** The columns, and the starts of the rows, on which a pixel and its neighbours lie; at the rim it stands in for them. */
interface Neighbours {
  columns: readonly [left: number, middle: number, right: number];
  rows: readonly [upper: number, middle: number, lower: number];
}

const LAST = PICTURE_SIZE - 1;

const neighbours = (x: number, y: number): Neighbours => ({
  columns: [Math.max(0, x - 1), x, Math.min(LAST, x + 1)],
  rows: [Math.max(0, y - 1) * PICTURE_SIZE, y * PICTURE_SIZE, Math.min(LAST, y + 1) * PICTURE_SIZE],
});

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

const isNearHair = (showsHair: Uint8Array, { columns, rows }: Neighbours): boolean =>
  rows.some((row) => showsHair[row + columns[0]] + showsHair[row + columns[1]] + showsHair[row + columns[2]] > 0);

/** The mean of a pixel's surroundings with weights 1 2 1, in one of the `channels` of every pixel. */
function spread(values: Float32Array, { columns, rows }: Neighbours, channels: number, channel: number): number {
  const at = (row: number, column: number): number => values[(row + column) * channels + channel];
  const along = (row: number): number => at(row, columns[0]) + 2 * at(row, columns[1]) + at(row, columns[2]);
  return (along(rows[0]) + 2 * along(rows[1]) + along(rows[2])) / 16;
}
