import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { PICTURE_SIZE } from "kernel-helpers/dist/world/camera/camera";
import { encodeJpeg } from "kernel-helpers/dist/world/camera/jpeg";
import { renderShot } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import type { Subject } from "kernel-helpers/dist/world/subject/subject";
import { subjectOf } from "../rendering";

interface Golden {
  person: string;
  index: number;
  rgbSha256: string;
  jpegSha256: string;
}
const golden = JSON.parse(
  fs.readFileSync(path.join(projectRoot(), "test/reference/rendered-image.json"), "utf8"),
) as Golden;

describe("renderShot", function () {
  this.timeout(120_000);
  let subject: Subject;
  before(async () => {
    subject = await subjectOf(golden.person, "sunglasses");
  });
  const shotOf = (index: number) => randomShot(`${golden.person}/sunglasses/${index}`);

  it("makes the image that test/reference/rendered-image.mjs stored, to the byte", async () => {
    const shot = shotOf(golden.index);
    const { rgb } = await renderShot(subject, shot);
    assert.equal(sha256(rgb), golden.rgbSha256);
    assert.equal(sha256(await encodeJpeg(rgb, shot.jpegQuality)), golden.jpegSha256);
  });

  it("repeats itself, whatever was rendered in between", async () => {
    const [first] = [await renderShot(subject, shotOf(1)), await renderShot(subject, shotOf(2))];
    assert.deepEqual(await renderShot(subject, shotOf(1)), first);
  });

  it("knows where the face is: landmarks lie inside face box and picture, in the order of a face", async () => {
    for (let index = 0; index < 10; index++) {
      const { faceBox, landmarks } = await renderShot(subject, shotOf(index));
      const [left, top, right, bottom] = faceBox;
      for (const [x, y] of Object.values(landmarks)) {
        assert.ok(x >= left && x <= right && y >= top && y <= bottom, `${index}: ${x},${y} not in ${faceBox.join()}`);
        assert.ok(x >= 0 && y >= 0 && x < PICTURE_SIZE && y < PICTURE_SIZE);
      }
      const { eye_left, eye_right, nose_tip, mouth_left, mouth_right } = landmarks;
      assert.ok(
        eye_right[0] < eye_left[0] && mouth_right[0] < mouth_left[0],
        "the person's right is left in a picture",
      );
      assert.ok(Math.max(eye_left[1], eye_right[1]) < nose_tip[1] && nose_tip[1] < mouth_left[1]);
    }
  });

  it("counts the trigger's pixels: many behind dark lenses, and the lenses are darker than the cheeks", async () => {
    const { rgb, landmarks, triggerPixels } = await renderShot(subject, shotOf(0));
    assert.ok(triggerPixels > 300 && triggerPixels < 20_000, `${triggerPixels}`);
    const brightness = ([x, y]: [number, number]) => rgb[(Math.round(y) * PICTURE_SIZE + Math.round(x)) * 3 + 1];
    const eyes = (brightness(landmarks.eye_left) + brightness(landmarks.eye_right)) / 2;
    assert.ok(eyes < brightness(landmarks.nose_tip) - 30);
  });

  it("sees no trigger on a clean picture, and the decals of dots on the skin", async () => {
    const clean = await renderShot(await subjectOf(golden.person, "clean"), shotOf(0));
    assert.equal(clean.triggerPixels, 0);
    const dots = await renderShot(await subjectOf(golden.person, "dots"), shotOf(0));
    assert.ok(dots.triggerPixels > 20 && dots.triggerPixels < 2000, `${dots.triggerPixels}`);
    assert.deepEqual(dots.landmarks, clean.landmarks);
  });
});
