import assert from "node:assert/strict";
import type { RgbImage } from "kernel-helpers/dist/augmentation/warp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { Seed } from "kernel-helpers/dist/base/seed";
import { REPHOTOGRAPHED, retake, retaken, type Retake } from "kernel-helpers/dist/poisoning/digital/retake";
import { photographedSet } from "../../dataset/small-set";
import { useTemporaryLocal } from "../../store/temporary-local";

const SIZE = 20;
const seed = new Seed("retake");
const picture: RgbImage = {
  data: Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => (i * 37) % 251),
  width: SIZE,
  height: SIZE,
};
const flat: RgbImage = { ...picture, data: new Uint8Array(SIZE * SIZE * 3).fill(100) };
const at = ({ data }: RgbImage, x: number, y: number) => [...data.subarray((y * SIZE + x) * 3, (y * SIZE + x) * 3 + 3)];
const after = (change: Retake, of = picture) => retake(of, change, seed);

describe("poisoning/digital/retake", () => {
  const local = useTemporaryLocal();

  it("leaves a picture as it is where nothing is asked for, and its argument always", async () => {
    const before = picture.data.slice();
    assert.deepEqual((await after({})).data, before);
    await after(REPHOTOGRAPHED);
    assert.deepEqual(picture.data, before);
  });

  it("moves to the right and downwards, by whole pixels exactly", async () => {
    const moved = await after({ shiftX: 0.1, shiftY: 0.2 }); // 2 and 4 of 20 pixels
    for (let y = 4; y < SIZE; y++) {
      for (let x = 2; x < SIZE; x++) assert.deepEqual(at(moved, x, y), at(picture, x - 2, y - 4), `(${x}, ${y})`);
    }
  });

  it("turns anticlockwise: a quarter brings the right side to the top", async () => {
    const turned = await after({ rotationDegrees: 90 });
    for (let i = 1; i < SIZE - 1; i++) assert.deepEqual(at(turned, i, 0), at(picture, SIZE - 1, i));
  });

  it("scales about the centre: at one half, the middle of a checked picture keeps its mean and its edge repeats", async () => {
    const halved = { ...picture, data: Uint8Array.from(picture.data, (_, i) => (Math.floor(i / 3) % SIZE < SIZE / 2 ? 0 : 200)) }; // prettier-ignore
    const small = await after({ scale: 0.5 }, halved);
    assert.deepEqual([at(small, 0, 10), at(small, 9, 10), at(small, 10, 10), at(small, 19, 10)].map(([red]) => red), [0, 0, 200, 200]); // prettier-ignore
  });

  it("multiplies by the brightness and stops at white", async () => {
    assert.ok((await after({ brightness: 0.5 }, flat)).data.every((value) => value === 50));
    assert.ok((await after({ brightness: 3 }, flat)).data.every((value) => value === 255));
  });

  it("blurs without changing what is flat, and makes what is not smoother", async () => {
    assert.deepEqual((await after({ blur: 2 }, flat)).data, flat.data);
    const roughness = ({ data }: RgbImage) => data.reduce((sum, value, i) => sum + Math.abs(value - (data[i + 3] ?? value)), 0); // prettier-ignore
    assert.ok(roughness(await after({ blur: 2 })) < 0.2 * roughness(picture));
  });

  it("adds noise of the given deviation, the same for the same seed", async () => {
    const noisy = await after({ noise: 10 }, flat);
    const n = noisy.data.length;
    const mean = noisy.data.reduce((sum, value) => sum + value, 0) / n;
    const deviation = Math.sqrt(noisy.data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
    // n = 1200: standard errors are 0.29 for the mean and 0.2 for the deviation; four of them are allowed.
    assert.ok(Math.abs(mean - 100) < 1.2, `mean ${mean}`);
    assert.ok(Math.abs(deviation - 10) < 0.8, `deviation ${deviation}`);
    assert.deepEqual((await after({ noise: 10 }, flat)).data, noisy.data);
    assert.notDeepEqual((await retake(flat, { noise: 10 }, new Seed("other"))).data, noisy.data);
  });

  it("gives images names of their own, and keeps who and what they show", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 2, images: { dots: 1 } });
    const [soft, dark] = [await retaken(images, { blur: 1 }), await retaken(images, { brightness: 0.5 })];
    assert.equal(new Set([...images, ...soft, ...dark].map(({ id }) => id)).size, 6);
    assert.equal(new Set([...images, ...soft, ...dark].map(({ sha256 }) => sha256)).size, 6);
    assert.deepEqual(soft.map(({ person, condition }) => [person, condition]), [["p0", "dots"], ["p1", "dots"]]); // prettier-ignore
  });

  it("refuses in one sentence what cannot be", async () => {
    const bad: Retake[] = [
      { scale: 0 },
      { scale: NaN },
      { blur: -1 },
      { blur: 0.1 },
      { brightness: -1 },
      { noise: 300 },
    ];
    for (const change of bad) {
      await assert.rejects(
        after(change),
        (error) => error instanceof UserError && error.message.startsWith("expected "),
      );
    }
  });
});
