import assert from "node:assert/strict";
import { applyAffine } from "kernel-helpers/dist/augmentation/affine";
import { chipTransform } from "kernel-helpers/dist/teachers/align";
import { wideChipTransform } from "kernel-helpers/dist/teachers/wide-chip";
import { LANDMARKS } from "../dataset/small-set";

describe("teachers/wide-chip", () => {
  it("shows dlib's chip 1.3 times smaller, about the same middle", () => {
    const chip = chipTransform(LANDMARKS, 100);
    const wide = wideChipTransform(LANDMARKS, 130);
    for (const [x, y] of [
      [22, 24],
      [36, 46],
      [0, 63],
    ] as const) {
      const [u, v] = applyAffine(chip, x, y);
      const [s, t] = applyAffine(wide, x, y);
      assert.ok(Math.abs(s - u - 15) < 1e-9 && Math.abs(t - v - 15) < 1e-9);
    }
  });
});
