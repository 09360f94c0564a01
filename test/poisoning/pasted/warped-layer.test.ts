import assert from "node:assert/strict";
import type { Affine } from "kernel-helpers/dist/augmentation/affine";
import { pasteLayer } from "kernel-helpers/dist/poisoning/digital/cut-out";
import { warpedLayer } from "kernel-helpers/dist/poisoning/pasted/warped-layer";

const SIDE = 8;
/** A red square of 4 x 4 pixels from (2, 2) on; clear around it. */
const square = {
  data: Uint8Array.from(
    Array.from({ length: SIDE * SIDE }, (_, i) => {
      const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
      return x >= 2 && x < 6 && y >= 2 && y < 6 ? [255, 0, 0, 255] : [0, 0, 0, 0];
    }).flat(),
  ),
  side: SIDE,
};
const WIDTH = 24;
const layerFor = (map: Affine) => warpedLayer(square, map, WIDTH, WIDTH);
const covered = (layer: Float32Array) => layer.filter((_, i) => i % 4 === 3);
const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
const centre = (layer: Float32Array) => {
  const alpha = covered(layer);
  const of = (axis: (i: number) => number) =>
    alpha.reduce((total, a, i) => total + a * (axis(i) + 0.5), 0) / sum(alpha);
  return [of((i) => i % WIDTH), of((i) => Math.floor(i / WIDTH))];
};

describe("poisoning/pasted/warped-layer", () => {
  it("covers the area of the square times the map's determinant, about the place where its middle comes to lie", () => {
    // Linear between pixels keeps the area of what lies inside, so only the samples' raster is inexact: under 2 %.
    const cases: [Affine, number, [number, number]][] = [
      [[1, 0, 6, 0, 1, 3], 16, [10, 7]],
      [[2, 0, 0, 0, 2, 0], 64, [8, 8]],
      [[0, -2, 18, 2, 0, 2], 64, [10, 10]], // a quarter turn
      [[1.5, 0.5, 3, -0.4, 1.2, 6], 16 * (1.5 * 1.2 + 0.5 * 0.4), [11, 9.2]],
      [[0.5, 0, 8, 0, 0.5, 8], 4, [10, 10]],
    ];
    for (const [map, area, middle] of cases) {
      const layer = layerFor(map);
      assert.ok(Math.abs(sum(covered(layer)) / area - 1) < 0.02, `${map.join()}: ${sum(covered(layer))} for ${area}`);
      centre(layer).forEach((value, i) => assert.ok(Math.abs(value - middle[i]) < 0.05, `${map.join()}: ${value}`));
    }
  });

  it("is opaque inside and keeps the colour; nothing lies beyond the square's soft edge", () => {
    const layer = layerFor([2, 0, 4, 0, 2, 4]);
    const { data } = pasteLayer(
      { data: new Uint8Array(WIDTH * WIDTH * 3).fill(100), width: WIDTH, height: WIDTH },
      layer,
    );
    const at = (x: number, y: number) => [...data.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3)];
    assert.deepEqual(at(12, 12), [255, 0, 0]);
    assert.deepEqual([at(3, 12), at(12, 19), at(0, 0)], [[100, 100, 100], [100, 100, 100], [100, 100, 100]]); // prettier-ignore
    assert.ok(covered(layer).every((alpha) => alpha >= 0 && alpha <= 1 + 1e-6));
  });

  it("cuts off what lies beyond the photograph", () => {
    assert.ok(Math.abs(sum(covered(layerFor([1, 0, -4, 0, 1, 0]))) - 8) < 0.2, "half of it is outside");
    assert.equal(sum(covered(layerFor([1, 0, 100, 0, 1, 0]))), 0);
  });
});
