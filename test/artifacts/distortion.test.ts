import assert from "node:assert/strict";
import { gaussianBlur, gaussianNoise, progressiveJpeg } from "kernel-helpers/dist/artifacts";
import { distort, noiseSeed, severityRange, type Distortion } from "kernel-helpers/dist/artifacts/distortion";
import { UserError } from "kernel-helpers/dist/base/errors";
import { golden, plainPicture } from "./golden";

const { image } = golden.jpeg;

describe("artifacts/distortion", () => {
  it("has the paper's ranges (Wenger et al., Section 5)", () => {
    assert.deepEqual(severityRange("gaussian_blur"), { lowest: 1, highest: 40 });
    assert.deepEqual(severityRange("progressive_jpeg"), { lowest: 1, highest: 39 });
    assert.deepEqual(severityRange("gaussian_noise"), { lowest: 1, highest: 60 });
  });

  it("blurs, compresses and adds noise, each image its own", async () => {
    assert.deepEqual(await distort(image, { artifact: "gaussian_blur", severity: 8 }, "a"), gaussianBlur(image, 8));
    assert.deepEqual(
      await distort(image, { artifact: "progressive_jpeg", severity: 8 }, "a"),
      await progressiveJpeg(image, 8),
    );
    const noise: Distortion = { artifact: "gaussian_noise", severity: 8, seed: "7" };
    const [a, b] = [await distort(image, noise, "a"), await distort(image, noise, "b")];
    assert.deepEqual(a, gaussianNoise(image, 8, { seed: noiseSeed("7", "a") }));
    assert.notDeepEqual(a, b);
    assert.notDeepEqual(a, await distort(image, { ...noise, seed: "8" }, "a"));
  });

  it("refuses what the paper's scales do not have, in a sentence", async () => {
    const bad: [object, RegExp][] = [
      [{ artifact: "gaussian_blur", severity: 41 }, /from 1 to 40, found 41$/],
      [{ artifact: "gaussian_blur", severity: 0 }, /found 0$/],
      [{ artifact: "gaussian_noise", severity: 61, seed: "7" }, /from 1 to 60, found 61$/],
      [{ artifact: "progressive_jpeg", severity: 3.5 }, /found 3.5$/],
      [{ artifact: "motion_blur", severity: 3 }, /unknown image artifact "motion_blur".*gaussian_blur/],
    ];
    for (const [distortion, message] of bad) {
      await assert.rejects(
        distort(plainPicture(8, 8), distortion as Distortion, "a"),
        (error) => error instanceof UserError && message.test(error.message),
      );
    }
  });
});
