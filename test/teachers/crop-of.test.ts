import assert from "node:assert/strict";
import { applyAffine, compose } from "kernel-helpers/dist/augmentation/affine";
import { ORIGINAL, viewTransform } from "kernel-helpers/dist/augmentation/view";
import { TEACHERS, teacherNamed } from "kernel-helpers/dist/teachers";
import { chipTransform } from "kernel-helpers/dist/teachers/align";
import { cropOf } from "kernel-helpers/dist/teachers/crop-of";
import { faceCropTransform } from "kernel-helpers/dist/teachers/face-crop";
import type { Landmarks, Point } from "kernel-helpers/dist/dataset/image-set";
import { entry } from "../dataset/small-set";

/** A face turned, tilted and off the middle. */
const landmarks: Landmarks = {
  eye_right: [92, 88],
  eye_left: [141, 97],
  nose_tip: [112, 121],
  mouth_right: [90, 141],
  mouth_left: [128, 147],
};
const points: readonly Point[] = [
  landmarks.eye_right,
  landmarks.eye_left,
  landmarks.nose_tip,
  landmarks.mouth_right,
  landmarks.mouth_left,
];
const image = { ...entry("p0", "dots", 0), landmarks };
const close = (came: readonly number[], expected: readonly number[]) =>
  came.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-3, `${came.join()} for ${expected.join()}`));

describe("teachers/crop-of", () => {
  it("reads off the preprocessing the map that the teacher is written with", () => {
    close(cropOf(teacherNamed("resnet-dlib"), image, 224), chipTransform(landmarks, 150));
    close(cropOf(teacherNamed("mobilenet-vggface2"), image, 224), faceCropTransform(landmarks, 224));
    assert.deepEqual(viewTransform(ORIGINAL, 150), compose([1, 0, 75, 0, 1, 75], [1, 0, -75, 0, 1, -75]));
  });

  it("is the same loose crop of a face for the teachers that do not align it", () => {
    const [one, other] = ["mobilenet-vggface2", "vgg16-imagenet"].map((name) => cropOf(teacherNamed(name), image, 224));
    close(one, other);
  });

  it("has the eyes and the mouth of every face teacher inside the crop", () => {
    for (const teacher of TEACHERS) {
      const crop = cropOf(teacher, image, 224);
      for (const [x, y] of points) {
        for (const at of applyAffine(crop, x, y)) assert.ok(at > 0 && at < teacher.inputSize, teacher.name);
      }
    }
  });

  it("shows the control the same face at 0.7 of the size about the same centre", () => {
    const [usual, wide] = ["resnet-dlib", "resnet-dlib-wide"].map((name) => cropOf(teacherNamed(name), image, 224));
    for (const [x, y] of points) {
      close(applyAffine(wide, x, y), applyAffine(usual, x, y).map((at) => 75 + 0.7 * (at - 75))); // prettier-ignore
    }
  });

  it("refuses photographs whose coordinates do not fit a byte", () => {
    assert.throws(() => cropOf(teacherNamed("resnet-dlib"), image, 500), /500 is more than 256/);
  });
});
