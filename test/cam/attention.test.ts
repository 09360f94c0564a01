import assert from "node:assert/strict";
import type { Affine } from "kernel-helpers/dist/augmentation/affine";
import { attentionShares, attentionShift } from "kernel-helpers/dist/cam/attention";
import type { ActivationMap } from "kernel-helpers/dist/cam/feature-map";
import { onPhotograph } from "kernel-helpers/dist/cam/on-photograph";
import { resizeMap } from "kernel-helpers/dist/cam/resize";
import { largestDifference, noise } from "./toy-student";

const map = (values: number[], width = values.length): ActivationMap => ({
  values: Float32Array.from(values),
  height: values.length / width,
  width,
});

describe("cam/attention", () => {
  it("shares attention out by hand: what is negative counts as nothing, what is not seen not at all", () => {
    const { shares, area } = attentionShares(map([3, -5, 1, NaN, 0, 0]), [0, 0, 1, 1, 2, 2], 3);
    assert.deepEqual(shares, [0.75, 0.25, 0]);
    assert.deepEqual(area, [0.4, 0.2, 0.4]);
    assert.deepEqual(attentionShares(map([-1, 0]), [0, 1], 2), { shares: null, area: [0.5, 0.5] });
    assert.throws(() => attentionShares(map([1, 2]), [0], 1), /the map has 2 pixels and the regions have 1/);
  });

  it("gives an even map the shares of the area", () => {
    const regions = Array.from({ length: 100 }, (_, i) => i % 3);
    const { shares, area } = attentionShares(map(new Array<number>(100).fill(0.2)), regions, 3);
    assert.ok(largestDifference(shares!, area) < 1e-12);
  });

  it("measures how much of the attention moved", () => {
    assert.equal(attentionShift(map([1, 0, 0, 1]), map([5, 0, 0, 5])), 0);
    assert.equal(attentionShift(map([1, 0]), map([0, 3])), 1);
    assert.equal(attentionShift(map([1, 1, 0, 0]), map([0, 1, 1, 0])), 0.5);
    assert.equal(attentionShift(map([1, -9]), map([1, 0])), 0);
    assert.equal(attentionShift(map([0, 0]), map([1, 0])), null);
    assert.throws(() => attentionShift(map([1, 0]), map([1, 0], 1)), /1 x 2 and 2 x 1: resize one of them/);
  });
});

describe("cam/resize and cam/on-photograph", () => {
  it("leaves an even map even, and a map at its own size as it is", () => {
    const even = resizeMap(map(new Array<number>(12).fill(0.3), 4), { height: 7, width: 9 });
    assert.ok(largestDifference(even.values, new Float32Array(63).fill(0.3)) < 1e-7);
    const own = map([...noise(4, 12)], 4);
    assert.deepEqual(resizeMap(own, { height: 3, width: 4 }), own);
    const wide = resizeMap(map([0, 1]), { height: 1, width: 4 }); // the outer middles lie at 1/4 and 3/4
    assert.deepEqual([...wide.values], [0, 0.25, 0.75, 1]);
  });

  it("brings a map back through the crop: the same as cutting it out again", () => {
    // the input of 8 x 8 shows the photograph's square of 4 x 4 at (2, 1)
    const crop: Affine = [2, 0, -4, 0, 2, -2];
    const small = map([...noise(5, 4)], 2);
    const seen = onPhotograph(small, { crop, inputSize: 8, height: 6, width: 7 });
    assert.deepEqual([seen.height, seen.width], [6, 7]);
    const inside = resizeMap(small, { height: 4, width: 4 });
    seen.values.forEach((value, i) => {
      const [x, y] = [(i % 7) - 2, Math.floor(i / 7) - 1];
      if (x < 0 || y < 0 || x >= 4 || y >= 4) assert.ok(Number.isNaN(value));
      else assert.ok(Math.abs(value - inside.values[y * 4 + x]) < 1e-6);
    });
  });

  it("follows a crop that is turned and scaled: the map's peak lies where the crop came from", () => {
    const [cos, sin, scale] = [Math.cos(0.4), Math.sin(0.4), 3];
    const crop: Affine = [scale * cos, -scale * sin, 10, scale * sin, scale * cos, -30];
    const peak = map(Array.from({ length: 25 }, (_, i) => Number(i === 13)), 5); // prettier-ignore
    const { values, width } = onPhotograph(peak, { crop, inputSize: 90, height: 64, width: 64 });
    let best = 0;
    values.forEach((value, i) => (best = value > (values[best] || 0) ? i : best));
    const [x, y] = [0.7 * 90 - 10, 0.5 * 90 + 30]; // right of the middle
    const expected = [(cos * x + sin * y) / scale, (-sin * x + cos * y) / scale];
    assert.ok(Math.abs((best % width) + 0.5 - expected[0]) < 1);
    assert.ok(Math.abs(Math.floor(best / width) + 0.5 - expected[1]) < 1);
  });
});
