import assert from "node:assert/strict";
import { learningRateAt, RECIPES } from "kernel-helpers/dist/pretraining/recipe";

describe("pretraining/recipe", () => {
  const recipe = { ...RECIPES.vgg16, learningRate: 0.01, warmUpEpochs: 2, epochs: 10 };

  it("lets the learning rate rise along a line and fall along half a cosine to nothing", () => {
    const rates = Array.from({ length: 100 }, (_, step) => learningRateAt(step, 100, recipe));
    const close = (came: number, expected: number) => assert.ok(Math.abs(came - expected) < 1e-12, `${came}`);
    close(rates[0], 0.01 / 21);
    close(rates[19], (0.01 * 20) / 21);
    close(rates[20], 0.01);
    close(rates[60], 0.005); // halfway
    close(rates[99], 0.005 * (1 - Math.cos(Math.PI / 80)));
    rates.slice(21).forEach((rate, i) => assert.ok(rate < rates[20 + i] && rate > 0));
  });

  it("does without a warm-up", () => assert.equal(learningRateAt(0, 50, { ...recipe, warmUpEpochs: 0 }), 0.01));
});
