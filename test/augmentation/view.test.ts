import assert from "node:assert/strict";
import fc from "fast-check";
import { applyAffine } from "kernel-helpers/dist/augmentation/affine";
import { ORIGINAL, randomViews, viewTransform, type View } from "kernel-helpers/dist/augmentation/view";
import { Seed } from "kernel-helpers/dist/base/seed";

const seed = new Seed("views");

/** Where a view of a 100 x 100 image puts a point, rounded to 1e-9 pixels. */
const put = (view: Partial<View>, x: number, y: number): number[] =>
  applyAffine(viewTransform({ ...ORIGINAL, ...view }, 100), x, y).map((value) => Number(value.toFixed(9)) + 0);

describe("augmentation/view", () => {
  it("draws flips, rotations to 30 degrees and shifts to 10 %, spread over the whole range", () => {
    const views = randomViews(seed, "v01/clean/1", 2000);
    const flips = views.filter(({ flip }) => flip).length;
    assert.ok(Math.abs(flips - 1000) < 90, `${flips} flips of 2000; 4 standard deviations are 89`);
    for (const [key, limit] of [
      ["rotationDegrees", 30],
      ["shiftX", 0.1],
      ["shiftY", 0.1],
    ] as const) {
      const values = views.map((view) => view[key]);
      const [min, max] = [Math.min(...values), Math.max(...values)];
      assert.ok(min >= -limit && min < -0.98 * limit, `${key} from ${min}`);
      assert.ok(max <= limit && max > 0.98 * limit, `${key} to ${max}`);
    }
  });

  it("gives view k of an image whatever else is asked for", () => {
    const eight = randomViews(seed, "v01/clean/1", 8);
    randomViews(seed, "v02/clean/1", 3);
    assert.deepEqual(randomViews(seed, "v01/clean/1", 16).slice(0, 8), eight);
    assert.notDeepEqual(randomViews(seed, "v01/clean/2", 8), eight);
    assert.notDeepEqual(randomViews(new Seed("other"), "v01/clean/1", 8), eight);
    assert.equal(new Set(eight.map((view) => JSON.stringify(view))).size, 8);
  });

  it("leaves every point of the original where it is", () => {
    assert.deepEqual(put({}, 12, 34), [12, 34]);
  });

  it("mirrors about the vertical axis", () => {
    assert.deepEqual(put({ flip: true }, 12, 34), [88, 34]);
  });

  it("turns anticlockwise as the reader sees it: what was right of the centre goes up", () => {
    assert.deepEqual(put({ rotationDegrees: 90 }, 80, 50), [50, 20]);
    assert.deepEqual(
      put({ rotationDegrees: 30 }, 60, 50),
      [50 + 5 * Math.sqrt(3), 45].map((v) => Number(v.toFixed(9))),
    );
  });

  it("shifts right and down by a share of the size", () => {
    assert.deepEqual(put({ shiftX: 0.1, shiftY: -0.05 }, 12, 34), [22, 29]);
  });

  it("flips first, then rotates, then shifts", () => {
    // (80, 50) -> mirrored (20, 50) -> a quarter turn anticlockwise (50, 80) -> shifted (60, 80)
    assert.deepEqual(put({ flip: true, rotationDegrees: 90, shiftX: 0.1 }, 80, 50), [60, 80]);
  });

  it("keeps lengths: no view stretches a face", () => {
    fc.assert(
      fc.property(fc.nat(1000), (k) => {
        const [view] = randomViews(seed, String(k), 1);
        const [a, b, , d, e] = viewTransform(view, 150);
        assert.ok(Math.abs(Math.abs(a * e - b * d) - 1) < 1e-12);
        assert.ok(Math.abs(Math.hypot(a, d) - 1) < 1e-12);
        assert.equal(a * e - b * d < 0, view.flip);
      }),
    );
  });
});
