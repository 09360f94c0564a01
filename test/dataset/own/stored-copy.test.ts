import assert from "node:assert/strict";
import sharp from "sharp";
import type { Landmarks } from "kernel-helpers/dist/dataset/image-set";
import { COPY_FACE, COPY_SIDE, faceSize, storedCopy } from "kernel-helpers/dist/dataset/own/stored-copy";
import { TEACHERS } from "kernel-helpers/dist/teachers";
import { cropOf } from "kernel-helpers/dist/teachers/crop-of";
import { applyAffine, invert } from "kernel-helpers/dist/augmentation/affine";

/** A face whose eyes are 0.9 units apart, one unit above the mouth. */
const faceAt = (x: number, y: number, unit: number): Landmarks => ({
  eye_right: [x - 0.45 * unit, y],
  eye_left: [x + 0.45 * unit, y],
  nose_tip: [x, y + 0.6 * unit],
  mouth_right: [x - 0.3 * unit, y + unit],
  mouth_left: [x + 0.3 * unit, y + unit],
});
/** A picture in which red is the column and green the row, both over the whole width. */
const ramp = (side: number) => ({
  data: Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [(255 * (pixel % side)) / side, (255 * Math.floor(pixel / side)) / side, 0][i % 3];
  }),
  width: side,
  height: side,
});

describe("dataset/own/stored-copy", () => {
  it("measures a face from the eyes to the mouth, or by its eyes if they say more", () => {
    assert.ok(Math.abs(faceSize(faceAt(100, 100, 37)) - 37) < 1e-9);
    const nodding = { ...faceAt(100, 100, 37), mouth_left: [111, 120], mouth_right: [89, 120] } as Landmarks;
    assert.ok(Math.abs(faceSize(nodding) - 37) < 1e-9);
  });

  it("brings faces of any size and place to one size, and moves their landmarks with the pixels", async () => {
    for (const [x, y, unit] of [
      [500, 400, 90],
      [300, 520, 30],
      [520, 480, 150],
    ]) {
      const side = 1000;
      const { jpeg, landmarks } = await storedCopy(ramp(side), faceAt(x, y, unit));
      const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
      assert.deepEqual([info.width, info.height], [COPY_SIDE, COPY_SIDE]);
      assert.ok(Math.abs(faceSize(landmarks) - COPY_FACE) < 0.3, String(faceSize(landmarks)));
      const at = (Math.floor(landmarks.eye_left[1]) * COPY_SIDE + Math.floor(landmarks.eye_left[0])) * 3;
      const seen = [(data[at] / 255) * side, (data[at + 1] / 255) * side];
      // Bytes tell a place to 4 pixels; JPEG and the pixel's width add a little.
      assert.ok(Math.hypot(seen[0] - (x + 0.45 * unit), seen[1] - y) < 12 + unit / COPY_FACE, seen.join());
    }
  });

  it("repeats the border where the face is near it", async () => {
    const { jpeg, landmarks } = await storedCopy(ramp(300), faceAt(20, 20, 60));
    const { data } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    assert.ok(data[0] < 12 && data[1] < 12);
    assert.ok(landmarks.eye_right[0] > 0 && landmarks.eye_right[1] > 0);
  });

  it("keeps no metadata", async () => {
    const { jpeg } = await storedCopy(ramp(300), faceAt(150, 150, 40));
    const { exif, icc, xmp, iptc } = await sharp(jpeg).metadata();
    assert.deepEqual([exif, icc, xmp, iptc], [undefined, undefined, undefined, undefined]);
  });

  it("holds every teacher's crop, which none shrinks by more than a half", async () => {
    const { landmarks } = await storedCopy(ramp(1000), faceAt(500, 500, 90));
    const image = { id: "a", file: "a", sha256: "a", person: "a", condition: "clean", landmarks };
    for (const teacher of TEACHERS.filter(({ needsLandmarks }) => needsLandmarks)) {
      const crop = cropOf(teacher, image, COPY_SIDE);
      const size = teacher.inputSize;
      for (const [u, v] of [
        [0, 0],
        [size, 0],
        [0, size],
        [size, size],
      ] as const) {
        // prettier-ignore
        const [x, y] = applyAffine(invert(crop), u, v);
        assert.ok(x >= 0 && y >= 0 && x <= COPY_SIDE && y <= COPY_SIDE, `${teacher.name}: ${x}, ${y}`);
      }
      const scale = Math.hypot(crop[0], crop[3]);
      assert.ok(scale > 0.5, `${teacher.name} shrinks by ${scale}`);
    }
  });
});
