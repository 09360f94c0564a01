import assert from "node:assert/strict";
import { coverage, isInside, pasteLayer, type CutOut } from "kernel-helpers/dist/poisoning/digital/cut-out";

/** 4 x 2 pixels, red on the left and clear on the right; its anchor is its top left corner. */
const half: CutOut = {
  data: Uint8Array.from(Array.from({ length: 8 }, (_, i) => (i % 4 < 2 ? [255, 0, 0, 255] : [9, 9, 9, 0])).flat()),
  width: 4,
  height: 2,
  anchor: [0, 0],
  pixelsPerMm: 1,
};
const SIDE = 10;
const grey = { data: new Uint8Array(SIDE * SIDE * 3).fill(100), width: SIDE, height: SIDE };
const at = (data: Uint8Array, x: number, y: number) => [...data.subarray((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3)];
const pixels = (layer: Float32Array) => layer.filter((_, i) => i % 4 === 3).reduce((sum, value) => sum + value, 0);

describe("poisoning/digital/cut-out", () => {
  it("covers its opaque pixels and no other at full size", () => {
    const layer = coverage(half, { at: [3, 5], scale: 1 }, SIDE, SIDE);
    const { data } = pasteLayer(grey, layer);
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const isRed = x >= 3 && x < 5 && y >= 5 && y < 7;
        assert.deepEqual(at(data, x, y), isRed ? [255, 0, 0] : [100, 100, 100], `(${x}, ${y})`);
      }
    }
    assert.ok(grey.data.every((value) => value === 100), "the picture itself stays as it was"); // prettier-ignore
  });

  it("blends by the share of a pixel that it covers: half a pixel to the right is half and half", () => {
    const { data } = pasteLayer(grey, coverage(half, { at: [3.5, 5], scale: 1 }, SIDE, SIDE));
    assert.deepEqual(at(data, 3, 5), [178, 50, 50]); // (100 + 255) / 2 and 100 / 2, rounded
    assert.deepEqual(at(data, 4, 5), [255, 0, 0]);
    assert.deepEqual(at(data, 5, 5), [178, 50, 50]);
  });

  it("covers an area that goes with the square of its scale, about its anchor", () => {
    for (const scale of [0.5, 1, 2]) {
      assert.ok(Math.abs(pixels(coverage(half, { at: [1, 1], scale }, SIDE, SIDE)) - 4 * scale * scale) < 1e-6);
    }
    const centred = coverage({ ...half, anchor: [2, 1] }, { at: [5, 5], scale: 2 }, SIDE, SIDE);
    assert.equal(centred[(3 * SIDE + 1) * 4 + 3], 1);
    assert.equal(centred[(3 * SIDE + 0) * 4 + 3], 0);
  });

  it("is cut off at the border, and knows whether it is", () => {
    assert.equal(pixels(coverage(half, { at: [-1, 9], scale: 1 }, SIDE, SIDE)), 1);
    assert.equal(pixels(coverage(half, { at: [50, 50], scale: 1 }, SIDE, SIDE)), 0);
    const inside = (x: number, y: number) => isInside(half, { at: [x, y], scale: 1 }, SIDE);
    assert.deepEqual([inside(0, 0), inside(6, 8), inside(6.1, 8), inside(6, 8.1), inside(-0.1, 0)], [true, true, false, false, false]); // prettier-ignore
  });
});
