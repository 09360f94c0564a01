import assert from "node:assert/strict";
import { floatsOf, HalfArray } from "kernel-helpers/dist/base/half";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { headScores } from "kernel-helpers/dist/experiments/scores";
import { trainHead, type Example } from "kernel-helpers/dist/training/head";

describe("experiments/scores", () => {
  it("are those of a head of two units (by hand)", () => {
    const weights = {
      mean: Float32Array.of(1, 0),
      scale: Float32Array.of(2, 1),
      kernel1: Float32Array.of(1, -1, 0, 3),
      bias1: Float32Array.of(0.5, 0),
      kernel2: Float32Array.of(1, 0, 2, -1),
      bias2: Float32Array.of(0, 10),
    };
    // standardised (4, 2): hidden 4 + 0.5 and -4 + 6, both positive; scores 4.5 + 2 * 2 and 10 - 2
    assert.deepEqual(headScores(Float32Array.of(3, 2), weights), [8.5, 8]);
    // standardised (-2, 0): hidden -1.5 -> 0 and 2
    assert.deepEqual(headScores(Float32Array.of(0, 0), weights), [4, 8]);
  });

  it("are largest for the class that the engine's own head predicts", () => {
    const random = new Seed("scores").random();
    const size = 6;
    const examples: Example[] = Array.from({ length: 30 }, (_, i) => ({ label: i % 3, features: HalfArray.from(Float32Array.from({ length: size }, (_, k) => random.normal(k === i % 3 ? 2 : 0, 1))) })); // prettier-ignore
    const before = loadEngine().memory().numTensors;
    const head = trainHead({ examples, clean: examples, classes: 3, featureSize: size }, { hidden: 5, learningRate: 0.01, epochs: 20, batchSize: 8 }, new Seed("1")); // prettier-ignore
    const predicted = head.predict(examples.map(({ features }) => features));
    const weights = head.weights();
    examples.forEach(({ features }, i) => {
      const scores = headScores(floatsOf(features), weights);
      assert.equal(scores.indexOf(Math.max(...scores)), predicted[i]);
    });
    head.dispose();
    assert.equal(loadEngine().memory().numTensors, before);
  });
});
