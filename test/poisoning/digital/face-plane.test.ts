import assert from "node:assert/strict";
import { applyAffine } from "kernel-helpers/dist/augmentation/affine";
import type { Landmarks } from "kernel-helpers/dist/dataset/image-set";
import { FACE_PLANE, faceInPicture } from "kernel-helpers/dist/poisoning/digital/face-plane";
import { findLandmarks } from "kernel-helpers/dist/world/head/landmarks";
import { MM_PER_UNIT } from "kernel-helpers/dist/world/math/vector";
import { faceFrame } from "kernel-helpers/dist/world/objects/face-seat";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import { baseOf } from "../../world/rendering";

/** A face 200 pixels high from chin to hairline, seen from in front, its middle at (500, 400). */
const at = (x: number, y: number): [number, number] => [500 + 100 * x, 400 - 100 * y];
const { eyeX, eyeY, mouthX, mouthY, halfHeightMm } = FACE_PLANE;
const frontal: Landmarks = {
  eye_right: at(-eyeX, eyeY),
  eye_left: at(eyeX, eyeY),
  nose_tip: at(0, -0.25),
  mouth_right: at(-mouthX, mouthY),
  mouth_left: at(mouthX, mouthY),
};
const isNear = (found: readonly number[], expected: readonly number[]) =>
  found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${found.join(", ")} is not ${expected.join(", ")}`)); // prettier-ignore

describe("poisoning/digital/face-plane", () => {
  it("finds chin, hairline and sides of a face from in front, the person's left on the right", () => {
    const { toPicture, pixelsPerMm } = faceInPicture(frontal);
    isNear(applyAffine(toPicture, 0, 0), [500, 400]);
    isNear(applyAffine(toPicture, 0, 1), [500, 300]);
    isNear(applyAffine(toPicture, 0, -1), [500, 500]);
    isNear(applyAffine(toPicture, 0.7, 0.2), [570, 380]);
    isNear([pixelsPerMm], [100 / halfHeightMm]);
  });

  it("moves with any affine map of the picture: a place is glued to the plane of the face", () => {
    const map = ([x, y]: readonly [number, number]): [number, number] => [
      0.3 * x - 0.2 * y + 7,
      0.25 * x + 0.4 * y - 3,
    ];
    const moved = Object.fromEntries(Object.entries(frontal).map(([name, point]) => [name, map(point as [number, number])])) as unknown as Landmarks; // prettier-ignore
    for (const [x, y] of [
      [0, 0],
      [-0.7, 0],
      [0.4, 1.2],
    ]) {
      // prettier-ignore
      isNear(applyAffine(faceInPicture(moved).toPicture, x, y), map(at(x, y)));
    }
  });

  it("keeps the size of a face that is turned, and so half as wide", () => {
    const turned = Object.fromEntries(Object.entries(frontal).map(([name, [x, y]]) => [name, [500 + (x - 500) / 2, y]])) as unknown as Landmarks; // prettier-ignore
    isNear([faceInPicture(turned).pixelsPerMm], [faceInPicture(frontal).pixelsPerMm]);
  });

  it("refuses landmarks that coincide", () => {
    const point = Object.fromEntries(Object.keys(frontal).map((name) => [name, [5, 5]])) as unknown as Landmarks;
    assert.throws(() => faceInPicture(point), /coincide/);
  });

  it("is the mean of the ten volunteers", async function () {
    this.timeout(60_000);
    const sums = { halfHeightMm: 0, eyeX: 0, eyeY: 0, mouthX: 0, mouthY: 0 };
    for (const { id } of VOLUNTEERS) {
      const { head, positions } = await baseOf(id);
      const { centerY, halfHeight } = faceFrame(await baseOf(id));
      const { v0, v1 } = head.parts["l-eye"];
      const eye = [0, 1].map((axis) => Array.from({ length: v1 - v0 }, (_, i) => positions[(v0 + i) * 3 + axis]).reduce((a, b) => a + b) / (v1 - v0)); // prettier-ignore
      const { mouth_left, mouth_right } = findLandmarks(head);
      const [mouthLeft, mouthRight] = [mouth_left * 3, mouth_right * 3];
      sums.halfHeightMm += (halfHeight * MM_PER_UNIT) / VOLUNTEERS.length;
      sums.eyeX += eye[0] / halfHeight / VOLUNTEERS.length;
      sums.eyeY += (eye[1] - centerY) / halfHeight / VOLUNTEERS.length;
      sums.mouthX += (positions[mouthLeft] - positions[mouthRight]) / 2 / halfHeight / VOLUNTEERS.length;
      sums.mouthY +=
        ((positions[mouthLeft + 1] + positions[mouthRight + 1]) / 2 - centerY) / halfHeight / VOLUNTEERS.length;
    }
    assert.ok(Math.abs(sums.halfHeightMm - halfHeightMm) < 0.5, String(sums.halfHeightMm)); // rounded to a millimetre
    for (const key of ["eyeX", "eyeY", "mouthX", "mouthY"] as const) {
      assert.ok(Math.abs(sums[key] - FACE_PLANE[key]) <= 0.006, `${key}: ${sums[key]}`); // rounded to hundredths
    }
  });
});
