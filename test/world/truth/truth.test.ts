import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PICTURE_SIZE } from "kernel-helpers/dist/world/camera/camera";
import { encodeGreyPng } from "kernel-helpers/dist/world/camera/png";
import { renderShot, type Picture } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import { countPixels, MASK_BITS, readMask } from "kernel-helpers/dist/world/truth/mask";
import type { Shot } from "kernel-helpers/dist/world/types";
import { subjectOf } from "../rendering";

const shot: Shot = { ...randomShot("truth-test"), yaw: 0, bodyYaw: 0, pitch: 0, roll: 0, distance: 7, focal: 2 };

describe("the truth of a picture", function () {
  this.timeout(120_000);
  const person = "v05";
  let clean: Picture;
  let worn: Record<"dots" | "earrings", Picture>;
  before(async () => {
    clean = await renderShot(await subjectOf(person, "clean"), shot);
    const dots = await renderShot(await subjectOf(person, "dots"), shot);
    worn = { dots, earrings: await renderShot(await subjectOf(person, "earrings"), shot) };
  });

  it("gives each pixel exactly one thing that is seen, besides whether it lies in the face", () => {
    for (const { mask } of [clean, ...Object.values(worn)]) {
      assert.equal(mask.length, PICTURE_SIZE * PICTURE_SIZE);
      for (const pixel of mask) {
        const seen = pixel & ~MASK_BITS.face;
        assert.ok(seen > 0 && (seen & (seen - 1)) === 0, `${pixel}`);
      }
    }
  });

  it("has an empty trigger mask without a trigger, and one of about the trigger's area with it", () => {
    assert.equal(countPixels(clean.mask, "trigger"), 0);
    assert.equal(clean.triggerPixels, 0);
    for (const { mask, triggerPixels } of Object.values(worn)) {
      // a pixel that the trigger half covers counts whole or not at all: about half its rim
      assert.ok(Math.abs(countPixels(mask, "trigger") - triggerPixels) < 0.15 * triggerPixels, `${triggerPixels}`);
    }
  });

  it("puts dots on the skin of the face: trigger and skin together are the skin of the clean picture", () => {
    clean.mask.forEach((pixel, i) => {
      const other = worn.dots.mask[i];
      if (pixel === other) return;
      assert.ok(pixel & MASK_BITS.skin && other & MASK_BITS.trigger, `${i}: ${pixel}, ${other}`);
    });
  });

  it("has the same face region, landmarks and face box whatever is worn", () => {
    for (const { mask, landmarks, landmarks3d, faceBox, faceArea } of Object.values(worn)) {
      assert.deepEqual([landmarks, landmarks3d, faceBox, faceArea], [clean.landmarks, clean.landmarks3d, clean.faceBox, clean.faceArea]); // prettier-ignore
      assert.equal(countPixels(mask, "face"), countPixels(clean.mask, "face"));
    }
    const [left, top, right, bottom] = clean.faceBox;
    assert.ok(clean.faceArea < (right - left) * (bottom - top) && clean.faceArea > 0.5 * (right - left) * (bottom - top)); // prettier-ignore
    for (const [x, y] of Object.values(clean.landmarks)) {
      assert.ok(clean.mask[Math.round(y) * PICTURE_SIZE + Math.round(x)] & MASK_BITS.face);
    }
  });

  it("projects the landmarks in space to those in the picture", () => {
    const focal = shot.focal * PICTURE_SIZE;
    for (const [name, [x, y, z]] of Object.entries(clean.landmarks3d)) {
      const [u, v] = clean.landmarks[name as keyof Picture["landmarks"]];
      assert.ok(Math.abs(PICTURE_SIZE / 2 + (focal * x) / z - u) <= 0.06, name); // rounded to a tenth of a pixel
      assert.ok(Math.abs(PICTURE_SIZE / 2 + (focal * y) / z - v) <= 0.06, name);
      assert.ok(Math.abs(z - 700) < 150, `${name}: ${z} mm from the camera`);
    }
    const { eye_left, eye_right } = clean.landmarks3d;
    const between = Math.hypot(...eye_left.map((value, i) => value - eye_right[i]));
    assert.ok(between > 50 && between < 75, `${between} mm between the eyes`);
  });

  it("shows more of the trigger from nearer, and flags an earring that the head hides", async () => {
    const earrings = await subjectOf(person, "earrings");
    const near = await renderShot(earrings, { ...shot, distance: 5 });
    assert.ok(near.triggerPixels > 1.5 * worn.earrings.triggerPixels);
    assert.deepEqual(worn.earrings.flags, []);
    const turned = await renderShot(earrings, { ...shot, yaw: 1.2 });
    assert.ok(
      turned.flags.some((flag) => /^earring-left-hidden-by-(head|hair)$/.test(flag)),
      turned.flags.join(),
    );
    assert.ok(!turned.flags.some((flag) => flag.startsWith("earring-right-hidden")));
    const cropped = await renderShot(earrings, { ...shot, distance: 3 });
    assert.ok(cropped.flags.includes("trigger-partly-out-of-frame"));
  });

  it("survives the mask's file", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mask-test-"));
    try {
      const file = path.join(folder, "mask.png");
      fs.writeFileSync(file, encodeGreyPng(worn.dots.mask, PICTURE_SIZE, PICTURE_SIZE));
      assert.deepEqual(await readMask(file), worn.dots.mask);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
