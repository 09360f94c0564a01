import assert from "node:assert/strict";
import { gaussianNoise } from "kernel-helpers/dist/artifacts/gaussian-noise";
import { normalDistribution } from "kernel-helpers/dist/artifacts/rounded-normal";
import { UserError } from "kernel-helpers/dist/base/errors";
import { Seed } from "kernel-helpers/dist/base/seed";
import { golden, plainPicture } from "./golden";

const SIDE = 224;
const COUNT = SIDE * SIDE * 3;
const noiseOn = (level: number, deviation: number, seed = "noise"): number[] =>
  Array.from(gaussianNoise(plainPicture(SIDE, SIDE, level), deviation, { seed }).data, (value) => value - level);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe("artifacts/gaussian-noise", () => {
  it("knows the normal distribution as Python does", () => {
    for (const { x, expected } of golden.normal) {
      assert.ok(Math.abs(normalDistribution(x) - expected) < 1e-15, `${x}: ${normalDistribution(x)}, not ${expected}`);
    }
    assert.deepEqual([normalDistribution(-40), normalDistribution(40)], [0, 1]);
  });

  for (const deviation of [0.4, 3, 20]) {
    it(`is normal with deviation ${deviation}: mean, variance and Kolmogorov's distance`, () => {
      const noise = noiseOn(128, deviation);
      const squares = mean(noise.map((value) => value * value));
      // The variance of a rounded normal variable, summed from its probabilities.
      let variance = 0;
      for (let n = 1; n < 128; n++) {
        const probability = normalDistribution((n + 0.5) / deviation) - normalDistribution((n - 0.5) / deviation);
        variance += 2 * n * n * probability;
      }
      if (deviation > 1) assert.ok(Math.abs(variance - deviation ** 2 - 1 / 12) < 1e-4, "Sheppard's correction");
      assert.ok(Math.abs(mean(noise)) < 4 * Math.sqrt(variance / COUNT), `mean ${mean(noise)}`);
      assert.ok(Math.abs(squares / variance - 1) < 4 * Math.sqrt(3 / (variance * COUNT)) + 4 * Math.sqrt(2 / COUNT));
      const counts = new Map<number, number>();
      for (const value of noise) counts.set(value, (counts.get(value) ?? 0) + 1);
      let below = 0;
      let farthest = 0;
      for (let n = -127; n <= 127; n++) {
        below += counts.get(n) ?? 0;
        farthest = Math.max(farthest, Math.abs(below / COUNT - normalDistribution((n + 0.5) / deviation)));
      }
      assert.ok(farthest * Math.sqrt(COUNT) < 1.63, `Kolmogorov ${farthest * Math.sqrt(COUNT)}`); // 1 % level
    });
  }

  it("clips as often as a normal variable leaves the bytes", () => {
    for (const [level, deviation] of [
      [250, 30],
      [10, 60],
      [128, 60],
    ]) {
      const values = noiseOn(level, deviation).map((value) => value + level);
      const white = 1 - normalDistribution((254.5 - level) / deviation);
      const black = normalDistribution((0.5 - level) / deviation);
      for (const [edge, expected] of [
        [255, white],
        [0, black],
      ]) {
        const found = values.filter((value) => value === edge).length / COUNT;
        const tolerance = 4 * Math.sqrt((expected * (1 - expected)) / COUNT) + 1 / COUNT;
        assert.ok(Math.abs(found - expected) < tolerance, `${edge} from ${level}: ${found}, not ${expected}`);
      }
    }
  });

  it("is independent between pixels and colours, and between seeds", () => {
    const noise = noiseOn(128, 25);
    const other = noiseOn(128, 25, "other");
    const correlation = (shift: number) =>
      mean(noise.slice(0, -shift).map((value, i) => value * noise[i + shift])) / 625;
    for (const shift of [1, 2, 3, SIDE * 3]) {
      assert.ok(Math.abs(correlation(shift)) < 4 / Math.sqrt(COUNT), `shift ${shift}: ${correlation(shift)}`);
    }
    assert.ok(Math.abs(mean(noise.map((value, i) => value * other[i])) / 625) < 4 / Math.sqrt(COUNT));
  });

  it("is the same for the same seed, by its name too, and one pattern that grows with the deviation", () => {
    assert.deepEqual(noiseOn(128, 9), noiseOn(128, 9));
    const picture = plainPicture(5, 4);
    assert.deepEqual(gaussianNoise(picture, 9, { seed: 7 }), gaussianNoise(picture, 9, { seed: new Seed("7") }));
    const [weak, strong] = [noiseOn(128, 10), noiseOn(128, 20)];
    assert.ok(weak.every((value, i) => Math.abs(strong[i] - 2 * value) <= 1.5 + 1e-9));
  });

  it("leaves the picture that it is given, and copies it at deviation 0", () => {
    const picture = plainPicture(6, 3, 40);
    gaussianNoise(picture, 50, { seed: 1 });
    const copy = gaussianNoise(picture, 0, { seed: 1 });
    assert.deepEqual(picture, plainPicture(6, 3, 40));
    assert.deepEqual(copy, picture);
    assert.notEqual(copy.data, picture.data);
    assert.equal(gaussianNoise({ width: 1, height: 1, data: [1, 2, 3] }, 5, { seed: 1 }).data.length, 3);
  });

  it("refuses deviations that are none and pictures without their pixels, in a sentence", () => {
    for (const deviation of [-1, NaN, 256]) {
      assert.throws(
        () => gaussianNoise(plainPicture(2, 2), deviation, { seed: 1 }),
        (error) => error instanceof UserError && error.message.endsWith(`from 0 to 255, found ${deviation}`),
      );
    }
    assert.throws(() => gaussianNoise({ ...plainPicture(2, 2), height: 0 }, 3, { seed: 1 }), UserError);
  });
});
