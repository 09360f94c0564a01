import assert from "node:assert/strict";
import { hiddenTrigger, maskNorm, pasteTrigger, triggerGradient, visibleTrigger, type HiddenTrigger } from "kernel-helpers/dist/defenses/neural-cleanse/trigger"; // prettier-ignore
import { Seed } from "kernel-helpers/dist/base/seed";

const PIXELS = 6;
const random = new Seed("trigger").random();
const numbers = (n: number, low: number, high: number) => Float64Array.from({ length: n }, () => random.range(low, high)); // prettier-ignore
const images = [0, 1].map(() => Float32Array.from(numbers(PIXELS * 3, 0, 255)));

describe("a trigger", () => {
  it("comes back from the numbers that the optimiser moves", () => {
    const [mask, pattern] = [numbers(PIXELS, 0, 1), numbers(PIXELS * 3, 0, 255)];
    const seen = visibleTrigger(hiddenTrigger({ mask, pattern }));
    mask.forEach((value, i) => assert.ok(Math.abs(seen.mask[i] - value) < 1e-6));
    pattern.forEach((value, i) => assert.ok(Math.abs(seen.pattern[i] - value) < 1e-4));
  });

  it("is finite at its ends, and cut off beyond them", () => {
    const { mask, pattern } = hiddenTrigger({ mask: [0, 1, -3, 7], pattern: [0, 255, -9, 300] });
    assert.ok([...mask, ...pattern].every(Number.isFinite));
    assert.equal(mask[2], mask[0]);
    assert.equal(pattern[3], pattern[1]);
  });

  it("covers a picture where the mask is 1 and leaves it alone where it is 0", () => {
    const trigger = { mask: Float32Array.of(0, 1, 0.25), pattern: Float32Array.of(200, 200, 200) };
    const out = new Float32Array(6);
    pasteTrigger(out, [Float32Array.of(10, 20, 40), Float32Array.of(0, 0, 0)], trigger);
    assert.deepEqual([...out], [10, 200, 80, 0, 200, 50]);
  });
});

describe("the gradient of a trigger", () => {
  /** Something that is not linear in the pixels: the sum of weight · x^2 / 1000, and the mask's norm. */
  const cost = 0.3;
  const weights = [0.7, 1.9];
  const loss = (hidden: HiddenTrigger): number => {
    // In double precision from end to end, or differences would drown in rounding.
    const mask = hidden.mask.map((x) => Math.tanh(x) / (2 - 1e-7) + 0.5);
    const pattern = hidden.pattern.map((x) => (Math.tanh(x) / (2 - 1e-7) + 0.5) * 255);
    let sum = 0;
    images.forEach((image, row) => {
      for (let i = 0; i < pattern.length; i++) {
        const m = mask[Math.floor(i / 3)];
        sum += (weights[row] * ((1 - m) * image[i] + m * pattern[i]) ** 2) / 1000;
      }
      sum += cost * maskNorm(mask);
    });
    return sum;
  };

  it("is that of finite differences", () => {
    const hidden = { mask: numbers(PIXELS, -1.5, 1.5), pattern: numbers(PIXELS * 3, -1.5, 1.5) };
    const trigger = visibleTrigger(hidden);
    const seen = new Float32Array(2 * PIXELS * 3);
    pasteTrigger(seen, images, trigger);
    const found = triggerGradient(seen.map((x) => (2 * x) / 1000), { images, weights, cost }, trigger); // prettier-ignore
    for (const part of ["mask", "pattern"] as const) {
      hidden[part].forEach((value, i) => {
        const moved = (by: number) => loss({ ...hidden, [part]: hidden[part].map((x, k) => (k === i ? value + by : x)) }); // prettier-ignore
        const expected = (moved(1e-5) - moved(-1e-5)) / 2e-5;
        // The trigger is seen in float32: 1e-7 of 255, twice.
        assert.ok(Math.abs(found[part][i] - expected) < 1e-4 * Math.max(1, Math.abs(expected)), `${part} ${i}`);
      });
    }
  });
});
