import assert from "node:assert/strict";
import { shownTo } from "kernel-helpers/dist/experiments/place-areas";
import { MASK_BITS } from "kernel-helpers/dist/world";
import { entry } from "../dataset/small-set";

const SIDE = 224;
const image = { ...entry("p0", "earrings", 0), landmarks: { eye_right: [100, 90], eye_left: [126, 90], nose_tip: [113, 107], mouth_right: [105, 120], mouth_left: [121, 120] } } as const; // prettier-ignore
const maskWhere = (isTrigger: (x: number, y: number) => boolean) =>
  Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (isTrigger(i % SIDE, Math.floor(i / SIDE)) ? MASK_BITS.trigger : MASK_BITS.skin)); // prettier-ignore

describe("experiments/place-areas", () => {
  for (const teacher of ["resnet-dlib-wide", "vgg16-imagenet-160-map"]) {
    it(`fill the crop of ${teacher} with a trigger that fills the photograph`, () => {
      const { inside, ofCrop } = shownTo(teacher, image, maskWhere(() => true)); // prettier-ignore
      assert.ok(Math.abs(ofCrop - 1) < 0.03, `${ofCrop}`); // whole pixels along the crop's border
      assert.ok(inside > 0.05 && inside < 0.5);
    });

    it(`have all of what lies on the nose and nothing of a corner, ${teacher}`, () => {
      assert.equal(shownTo(teacher, image, maskWhere((x, y) => Math.hypot(x - 113, y - 107) < 5)).inside, 1); // prettier-ignore
      assert.deepEqual(shownTo(teacher, image, maskWhere((x, y) => x < 5 && y > 219)), { inside: 0, ofCrop: 0 }); // prettier-ignore
    });
  }

  it("are nothing where a trigger takes the better part of no pixel", () => {
    assert.deepEqual(shownTo("resnet-dlib-wide", image, maskWhere(() => false)), { inside: 0, ofCrop: 0 }); // prettier-ignore
  });
});
