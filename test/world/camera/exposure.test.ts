import assert from "node:assert/strict";
import { PICTURE_SIZE } from "kernel-helpers/dist/world/camera/camera";
import { turnLight } from "kernel-helpers/dist/world/light/draw-light";
import { renderShot, type Picture } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import type { Subject } from "kernel-helpers/dist/world/subject/subject";
import type { Light, Shot } from "kernel-helpers/dist/world/types";
import { subjectOf } from "../rendering";

/** From in front, from the person's left, soft. */
const LIGHT: Light = {
  environment: "city",
  place: "outdoor",
  sunny: false,
  environmentYaw: 0,
  ambient: 1,
  key: { direction: [0, 0.3, 0.954], strength: 1, softness: 0.1, color: [1, 1, 1] },
  whiteBalance: [1, 1, 1],
  backgroundLuminance: [0.1, 1.1],
};
const SHOT: Shot = {
  ...randomShot("exposure"),
  ...LIGHT,
  ...{ yaw: 0, bodyYaw: 0, pitch: 0, roll: 0, cameraRoll: 0, cameraPitch: 0, offsetX: 0, offsetY: 0 },
  ...{ distance: 7, exposure: 1, noise: 0, vignette: 0, expression: {} },
};

/** Mean sRGB value of green around a point of the picture, 5 x 5 pixels. */
function brightness({ rgb }: Picture, [x, y]: readonly [number, number]): number {
  let sum = 0;
  for (let j = -2; j <= 2; j++) {
    for (let i = -2; i <= 2; i++) sum += rgb[((Math.round(y) + j) * PICTURE_SIZE + Math.round(x) + i) * 3 + 1] / 25;
  }
  return sum;
}
/** Points on both cheeks: between an eye and the corner of the mouth. */
function cheeks({ landmarks: { eye_left, eye_right, mouth_left, mouth_right } }: Picture) {
  const between = (a: readonly number[], b: readonly number[]): [number, number] => [
    a[0] + (b[0] - a[0]) * 0.5,
    a[1] + (b[1] - a[1]) * 0.55,
  ];
  return { left: between(eye_left, mouth_left), right: between(eye_right, mouth_right) };
}
const cheekBrightness = (picture: Picture) => {
  const { left, right } = cheeks(picture);
  return { left: brightness(picture, left), right: brightness(picture, right) };
};

describe("light and exposure in a photograph", function () {
  this.timeout(60_000);
  let fair: Subject;
  let dark: Subject;
  before(async () => {
    fair = await subjectOf("v07", "clean");
    dark = await subjectOf("v04", "clean");
  });

  it("shows a fair face below white and a dark one above black, the fair one brighter", async () => {
    for (const strength of [0.2, 1, 2.2]) {
      const shot = { ...SHOT, key: { ...SHOT.key, strength } };
      const fairFace = cheekBrightness(await renderShot(fair, shot)).left;
      const darkFace = cheekBrightness(await renderShot(dark, shot)).left;
      assert.ok(fairFace > 130 && fairFace < 235, `fair ${fairFace} at ${strength}`);
      assert.ok(darkFace > 45 && darkFace < 150, `dark ${darkFace} at ${strength}`);
      assert.ok(fairFace > darkFace + 30);
    }
  });

  it("lights the side that the light comes from, and the other one when it is turned", async () => {
    const fromLeft = { ...SHOT, ...turnLight(LIGHT, 1.2) };
    const fromRight = { ...SHOT, ...turnLight(LIGHT, -1.2) };
    const left = cheekBrightness(await renderShot(fair, fromLeft));
    const right = cheekBrightness(await renderShot(fair, fromRight));
    assert.ok(left.left > left.right + 20, `${left.left} ${left.right}`);
    assert.ok(right.right > right.left + 20, `${right.left} ${right.right}`);
  });

  it("makes the face bigger from nearer, in proportion", async () => {
    const width = async (distance: number) => {
      const { faceBox } = await renderShot(fair, { ...SHOT, distance });
      return faceBox[2] - faceBox[0];
    };
    const [near, far] = [await width(6.5), await width(10)];
    // a face 1.5 deep: its rim is further away than its middle
    assert.ok(near / far > 1.45 && near / far < 1.75, `${near} ${far}`);
  });
});
