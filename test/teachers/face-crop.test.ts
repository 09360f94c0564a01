import assert from "node:assert/strict";
import { applyAffine } from "kernel-helpers/dist/augmentation/affine";
import type { Landmarks, Point } from "kernel-helpers/dist/dataset/image-set";
import { faceCropTransform } from "kernel-helpers/dist/teachers/face-crop";

/** A face from the front: eyes 36 apart, mouth 40 below them. */
const FACE: Landmarks = {
  eye_right: [82, 100],
  eye_left: [118, 100],
  nose_tip: [100, 120],
  mouth_right: [88, 140],
  mouth_left: [112, 140],
};
const moved = (change: (point: Point) => Point): Landmarks =>
  Object.fromEntries(
    Object.entries(FACE).map(([name, point]) => [name, change(point as Point)]),
  ) as unknown as Landmarks;
const inCrop = (landmarks: Landmarks): number[] => {
  const crop = faceCropTransform(landmarks, 224);
  return Object.values(landmarks).flatMap(([x, y]: Point) => applyAffine(crop, x, y));
};
const assertClose = (a: number[], b: number[]) => a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) < 1e-9));

describe("teachers/face-crop", () => {
  it("puts a face in the same place of the crop wherever it stands in the photograph and however large", () => {
    assertClose(inCrop(moved(([x, y]) => [x + 31, y - 12])), inCrop(FACE));
    assertClose(inCrop(moved(([x, y]) => [x * 2.5, y * 2.5])), inCrop(FACE));
  });

  it("is upright, 1.3 boxes wide, with the middle of the box in the middle", () => {
    const crop = faceCropTransform(FACE, 224);
    assert.deepEqual([crop[1], crop[3]], [0, 0]);
    assert.ok(Math.abs(224 / crop[0] - 40 * 2.6 * 1.3) < 1e-9);
    assertClose(applyAffine(crop, 100, 118), [112, 112]);
  });

  it("keeps the size of a face that is turned to the side", () => {
    const turned = moved(([x, y]) => [100 + (x - 100) * 0.4, y]);
    assert.equal(faceCropTransform(turned, 224)[0], faceCropTransform(FACE, 224)[0]);
  });

  it("refuses landmarks that coincide", () => {
    assert.throws(
      () =>
        faceCropTransform(
          moved(() => [5, 5]),
          224,
        ),
      /coincide/,
    );
  });
});
