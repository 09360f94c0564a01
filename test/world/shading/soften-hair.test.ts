import assert from "node:assert/strict";
import { PICTURE_SIZE, RASTER_SIZE, SUPERSAMPLING } from "kernel-helpers/dist/world/camera/camera";
import { Label } from "kernel-helpers/dist/world/shading/labels";
import { softenHair } from "kernel-helpers/dist/world/shading/soften-hair";

/** One pixel (at, at) shows a thing over all its samples, as bright as 1 each; all else is background. */
function onePixel(label: Label, at = PICTURE_SIZE / 2) {
  const pixel = at * PICTURE_SIZE + at;
  const labels = new Uint8Array(RASTER_SIZE * RASTER_SIZE);
  const coverage = new Float32Array(PICTURE_SIZE * PICTURE_SIZE);
  const light = new Float32Array(coverage.length * 3);
  for (let y = 0; y < SUPERSAMPLING; y++) {
    for (let x = 0; x < SUPERSAMPLING; x++) {
      labels[(at * SUPERSAMPLING + y) * RASTER_SIZE + at * SUPERSAMPLING + x] = label;
      coverage[pixel]++;
      for (let c = 0; c < 3; c++) light[pixel * 3 + c]++;
    }
  }
  return { pixel, picture: { light, coverage, labels } };
}

const sum = (values: Float32Array): number => values.reduce((a, b) => a + b, 0);

describe("softenHair", () => {
  it("spreads a hair over the pixels around it and loses none of its light", () => {
    const { pixel, picture } = onePixel(Label.Hair);
    softenHair(picture);
    // a quarter stays, a half goes to the four neighbours, the rest to the corners
    assert.deepEqual(
      [0, 1, PICTURE_SIZE + 1, 2].map((o) => picture.coverage[pixel + o] * 4),
      [4, 2, 1, 0],
    );
    assert.deepEqual([sum(picture.coverage), sum(picture.light)], [4, 12]);
  });

  it("takes a pixel at the rim for what lies beyond it", () => {
    const { picture } = onePixel(Label.Hair, 0);
    softenHair(picture);
    assert.deepEqual(
      [0, 1, PICTURE_SIZE + 1].map((o) => picture.coverage[o] * 4),
      [9, 3, 1],
    );
  });

  it("leaves skin as it is", () => {
    const { picture } = onePixel(Label.Skin);
    const { light, coverage } = picture;
    const before = { light: light.slice(), coverage: coverage.slice() };
    softenHair(picture);
    assert.deepEqual({ light, coverage }, before);
  });
});
