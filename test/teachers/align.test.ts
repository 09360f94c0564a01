import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { applyAffine, type Affine } from "kernel-helpers/dist/augmentation/affine";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import type { Landmarks, Point } from "kernel-helpers/dist/dataset/image-set";
import { chipTransform, similarity, viewOfChip } from "kernel-helpers/dist/teachers/align";

const near = (came: readonly number[], expected: readonly number[], tolerance: number) =>
  came.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < tolerance, `${came.join(", ")} instead of ${expected.join(", ")}`),
  );

/** A face whose five points stand where the 150 x 150 chip wants them. */
const CHIP_FACE: Landmarks = {
  eye_right: [47.7, 47.1],
  eye_left: [100.3, 47.1],
  nose_tip: [74, 82],
  mouth_right: [58, 108],
  mouth_left: [92, 108],
};
const moved = (move: (point: Point) => Point): Landmarks =>
  Object.fromEntries(
    Object.entries(CHIP_FACE).map(([name, point]) => [name, move(point as Point)]),
  ) as unknown as Landmarks;

describe("teachers/align", () => {
  it("finds a rotation, a scale and a shift again (closed form)", () => {
    const from: Point[] = [[0, 0], [1, 0], [0, 1]]; // prettier-ignore
    const to: Point[] = [[5, 6], [5, 8], [3, 6]]; // prettier-ignore
    // A quarter turn, twice as large, shifted by (5, 6): (x, y) -> (5 - 2 y, 6 + 2 x)
    near(similarity(from, to), [0, -2, 5, 2, 0, 6], 1e-12);
  });

  it("brings any similar set of points back exactly", () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    const scale = fc.double({ min: 0.05, max: 20, noNaN: true });
    const shift = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(angle, scale, shift, shift, (theta, s, dx, dy) => {
        const [c, d] = [s * Math.cos(theta), s * Math.sin(theta)];
        const face = moved(([x, y]) => [c * x - d * y + dx, d * x + c * y + dy]);
        const transform = chipTransform(face, 150);
        for (const [name, point] of Object.entries(face)) {
          near(applyAffine(transform, ...(point as [number, number])), CHIP_FACE[name as keyof Landmarks], 1e-6);
        }
      }),
    );
  });

  it("never mirrors, even where that would fit better", () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 500 }), (width) => {
        const [a, b, , d, e] = chipTransform(
          moved(([x, y]) => [width - x, y]),
          150,
        );
        assert.ok(a * e - b * d > 0);
      }),
    );
  });

  const file = path.join(projectRoot(), "test", "reference", "similarity.json");
  const golden = JSON.parse(readFileSync(file, "utf8")) as { from: Point[]; to: Point[]; expected: number[] }[];
  for (const [number, { from, to, expected }] of golden.entries()) {
    it(`fits disturbed points as scikit-image does (test/reference/warp.py): face ${number + 1}`, () => {
      // Both are float64; its route is a singular value decomposition, ours a closed form.
      near(similarity(from, to), expected, 1e-7);
    });
  }

  it("leaves a face that stands as the chip wants it, and scales with the chip", () => {
    near(chipTransform(CHIP_FACE, 150), [1, 0, 0, 0, 1, 0], 1e-12);
    near(chipTransform(CHIP_FACE, 300), [2, 0, 0, 0, 2, 0], 1e-12);
  });

  it("shows a view of the chip, not of the photograph", () => {
    const far = moved(([x, y]) => [3 * x + 200, 3 * y + 100]);
    near(viewOfChip(far, ORIGINAL, 150), chipTransform(far, 150), 1e-12);
    const flipped: Affine = viewOfChip(far, { ...ORIGINAL, flip: true }, 150);
    near(applyAffine(flipped, ...(far.eye_right as [number, number])), [150 - 47.7, 47.1], 1e-9);
  });

  it("refuses points that coincide", () => {
    assert.throws(() => similarity([[1, 1], [1, 1]], [[0, 0], [1, 1]]), /the points coincide/); // prettier-ignore
  });
});
