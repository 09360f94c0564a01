import assert from "node:assert/strict";
import { floatsOf, HalfArray } from "kernel-helpers/dist/base/half";
import { Seed } from "kernel-helpers/dist/base/seed";
import { linearHead, twoLayerHead } from "kernel-helpers/dist/cam/student-head";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { trainHead, type Example } from "kernel-helpers/dist/training/head";
import { largestDifference, noise } from "./toy-student";

const SIZE = 6;
const engine = loadEngine();

/** Features far from zero and of different scales, so that a head that is not standardised is another one. */
const examples = Array.from({ length: 24 }, (_, i): Example => {
  const label = i % 3;
  const features = noise(i, SIZE).map((value, k) => 10 * k + (1 + k) * value + (k === label ? 3 : 0));
  return { features: HalfArray.from(features), label };
});

describe("cam/student-head", () => {
  it("names whom the trained head names, and computes what its weights say", () => {
    const before = engine.memory().numTensors;
    const data = { examples, clean: examples.slice(0, 20), classes: 3, featureSize: SIZE };
    const trained = trainHead(data, { hidden: 5, learningRate: 0.02, epochs: 15, batchSize: 8 }, new Seed("head"));
    const weights = trained.weights();
    const head = twoLayerHead(weights);
    assert.equal(head.linear, undefined);
    const features = examples.map((example) => example.features);
    const rows = features.map(floatsOf);
    const scores = engine.tidy(() =>
      head.scores(engine.tensor2d(Float32Array.from(rows.flatMap((values) => [...values])), [24, SIZE])).arraySync(),
    );
    assert.deepEqual(
      scores.map((row) => row.indexOf(Math.max(...row))),
      trained.predict(features),
    );
    scores.forEach((row, i) => assert.ok(largestDifference(row, byHand(rows[i], weights)) < 1e-4));

    weights.kernel1.fill(0); // a copy
    assert.deepEqual(trained.predict(features), scores.map((row) => row.indexOf(Math.max(...row)))); // prettier-ignore
    head.dispose();
    trained.dispose();
    assert.equal(engine.memory().numTensors, before);
  });

  it("knows a head of one linear layer", () => {
    const head = linearHead({ kernel: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(10, 20) });
    assert.deepEqual(
      engine.tidy(() => head.scores(engine.tensor2d([[1, 1]])).arraySync()),
      [[14, 26]],
    );
    assert.deepEqual([head.classes, ...head.linear!], [2, 1, 2, 3, 4]);
    head.dispose();
  });
});

/** relu((x - mean) * scale · kernel1 + bias1) · kernel2 + bias2, in float64. */
function byHand(
  x: Float32Array,
  { mean, scale, kernel1, bias1, kernel2, bias2 }: ReturnType<ReturnType<typeof trainHead>["weights"]>,
): number[] {
  // prettier-ignore
  const hidden = Array.from(bias1, (bias, h) => {
    let sum = bias;
    x.forEach((value, i) => (sum += (value - mean[i]) * scale[i] * kernel1[i * bias1.length + h]));
    return Math.max(0, sum);
  });
  return Array.from(bias2, (bias, c) =>
    hidden.reduce((sum, value, h) => sum + value * kernel2[h * bias2.length + c], bias),
  );
}
