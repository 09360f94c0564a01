import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { trainingBatchNorm } from "kernel-helpers/dist/engine/native-batch-norm";

describe("engine/native-batch-norm", () => {
  const engine = loadEngine();
  const epsilon = 1e-2;
  const inputs = () => ({
    x: engine.randomNormal<tf.Rank.R4>([3, 4, 5, 2], 1, 2, "float32", 7),
    gamma: engine.tensor1d([1.5, -0.5]),
    beta: engine.tensor1d([0.2, 0.1]),
  });
  /** By the definition, of operations that tfjs derives by itself. */
  const composed = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) => {
    const { mean, variance } = engine.moments(x, [0, 1, 2]);
    return x.sub(mean).div(variance.add(epsilon).sqrt()).mul(gamma).add(beta);
  };
  const native = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
    trainingBatchNorm(x as tf.Tensor4D, { gamma, beta, epsilon })!;
  const differ = (a: tf.Tensor, b: tf.Tensor) => a.sub(b).abs().max().dataSync()[0];

  it("normalises by the batch's own mean and variance, and tells them", () => {
    engine.tidy(() => {
      const { x, gamma, beta } = inputs();
      const { output, mean, variance } = native(x, gamma, beta);
      assert.ok(differ(output, composed(x, gamma, beta)) < 1e-5);
      const expected = engine.moments(x, [0, 1, 2]);
      assert.ok(differ(mean, expected.mean) < 1e-5);
      assert.ok(differ(variance, expected.variance.mul(60 / 59)) < 1e-4); // of a sample of 60
      engine.dispose([mean, variance]);
    });
  });

  it("has the gradients of the composed one, for input, scale and shift", () => {
    engine.tidy(() => {
      const { x, gamma, beta } = inputs();
      const weights = engine.randomNormal([3, 4, 5, 2], 0, 1, "float32", 8);
      const lossOf = (normalise: typeof composed) => (...args: tf.Tensor[]) => {
        const [a, b, c] = args;
        return normalise(a, b, c).mul(weights).sum<tf.Scalar>();
      }; // prettier-ignore
      const ours = engine.grads(lossOf((a, b, c) => {
        const { output, mean, variance } = native(a, b, c);
        engine.dispose([mean, variance]);
        return output;
      }))([x, gamma, beta]); // prettier-ignore
      const expected = engine.grads(lossOf(composed))([x, gamma, beta]);
      ours.forEach((gradient, i) => assert.ok(differ(gradient, expected[i]) < 1e-4, `gradient ${i}`));
    });
  });

  it("leaves behind only what the caller owns", () => {
    const { x, gamma, beta } = inputs();
    const before = engine.memory().numTensors;
    const { output, mean, variance } = engine.tidy(() => {
      const batch = native(x, gamma, beta);
      return { output: batch.output, mean: batch.mean, variance: batch.variance };
    });
    assert.equal(engine.memory().numTensors, before + 3);
    engine.dispose([output, mean, variance, x, gamma, beta]);
  });
});
