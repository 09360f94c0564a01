import assert from "node:assert/strict";
import { applyAffine, type Affine } from "kernel-helpers/dist/augmentation/affine";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { Landmarks, Point } from "kernel-helpers/dist/dataset/image-set";
import { fitToFace } from "kernel-helpers/dist/poisoning/pasted/fit-to-face";
import type { TriggerPicture } from "kernel-helpers/dist/poisoning/pasted/trigger-pictures";
import { LANDMARKS } from "../../dataset/small-set";

const moved = (landmarks: Landmarks, map: Affine): Landmarks =>
  Object.fromEntries(
    Object.entries(landmarks as unknown as Record<string, Point>).map(([name, [x, y]]) => [
      name,
      applyAffine(map, x, y),
    ]),
  ) as unknown as Landmarks;

/** The same face with its nose to the side, as a turned head shows it. */
const turned = (x: number): Landmarks => ({ ...LANDMARKS, nose_tip: [32 + x, 36] });
const picture = (turn: number, landmarks: Landmarks): TriggerPicture => ({
  trigger: "dots",
  turn,
  landmarks,
  data: new Uint8Array(64 * 64 * 4),
  side: 64,
});
const pictures = [picture(-30, turned(-8)), picture(0, turned(0)), picture(30, turned(8))];

describe("poisoning/pasted/fit-to-face", () => {
  it("lays eyes and mouth of the wearer on those of the face, however the face is moved, turned, scaled and sheared", () => {
    const map: Affine = [1.3, 0.2, 11, -0.35, 1.1, 40];
    const { toPhotograph } = fitToFace(pictures, { id: "a", landmarks: moved(LANDMARKS, map) });
    for (const [x, y] of Object.values(LANDMARKS) as Point[]) {
      const [found, expected] = [applyAffine(toPhotograph, x, y), applyAffine(map, x, y)];
      found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${found.join()} is not ${expected.join()}`)); // prettier-ignore
    }
  });

  it("takes the picture whose wearer is turned most like the face", () => {
    const turnFor = (landmarks: Landmarks) => fitToFace(pictures, { id: "a", landmarks }).picture.turn;
    assert.deepEqual([turnFor(turned(-20)), turnFor(turned(-5)), turnFor(turned(3)), turnFor(turned(9))], [-30, -30, 0, 30]); // prettier-ignore
    // whatever the face's size and its tilt in the photograph
    assert.equal(turnFor(moved(turned(7), [0.5, -0.5, 90, 0.5, 0.5, 20])), 30);
  });

  it("refuses landmarks that coincide, lie on one line, or are no numbers, in a sentence that names the photograph", () => {
    const refused = (landmarks: Landmarks) => {
      assert.throws(
        () => fitToFace(pictures, { id: "v01/clean/3", landmarks }),
        (error) => error instanceof UserError && error.message.includes("v01/clean/3"),
      );
    };
    refused(moved(LANDMARKS, [0, 0, 5, 0, 0, 5]));
    refused(moved(LANDMARKS, [1, 0, 0, 1, 0, 0]));
    refused({ ...LANDMARKS, eye_left: LANDMARKS.eye_right });
    refused({ ...LANDMARKS, eye_left: [NaN, 3] });
  });
});
