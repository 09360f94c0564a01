import * as assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import * as fc from "fast-check";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { createAdam } from "kernel-helpers/dist/engine/native-adam";

const engine = loadEngine();

/** float32 keeps 24 bits, and a few steps of a few operations each lose some of them. */
const TOLERANCE = 1e-5;

/** Kingma & Ba 2015, Algorithm 1, in double precision, for one number under the loss sum(coefficient * x^2) / 2. */
function adamByHand(start: number, coefficient: number, learningRate: number, steps: number): number {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];
  let [x, m, v] = [start, 0, 0];
  for (let t = 1; t <= steps; t++) {
    const gradient = coefficient * x;
    m = beta1 * m + (1 - beta1) * gradient;
    v = beta2 * v + (1 - beta2) * gradient * gradient;
    x -= (learningRate * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
  }
  return x;
}

/** Steps an optimiser on loss = sum(coefficient * x^2) / 2 and gives x. */
function minimise(optimizer: tf.Optimizer, start: number[], coefficient: number, steps: number): Float32Array {
  const x = engine.tidy(() => engine.variable(engine.tensor1d(start)));
  for (let i = 0; i < steps; i++)
    optimizer.minimize(
      () =>
        x
          .square()
          .mul(coefficient / 2)
          .sum(),
      false,
      [x],
    );
  const values = x.dataSync<"float32">().slice();
  x.dispose();
  optimizer.dispose();
  return values;
}

/** A small two-layer classifier, trained for some steps: the losses. */
function trainClassifier(optimizer: tf.Optimizer): number[] {
  const [hidden, output] = engine.tidy(() => [
    engine.variable(engine.randomNormal<tf.Rank.R2>([64, 32], 0, 0.1, "float32", 1)),
    engine.variable(engine.randomNormal<tf.Rank.R2>([32, 10], 0, 0.1, "float32", 2)),
  ]);
  const x = engine.randomNormal<tf.Rank.R2>([16, 64], 0, 1, "float32", 3);
  const y = engine.tidy(() => engine.oneHot(engine.range(0, 16, 1, "int32").mod(10).toInt(), 10));
  const losses: number[] = [];
  for (let i = 0; i < 30; i++) {
    const loss = () => {
      const logits = x.matMul(hidden).relu().matMul(output);
      return engine.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(y, logits);
    };
    const cost = optimizer.minimize(loss, true, [hidden, output])!;
    losses.push(cost.dataSync()[0]);
    cost.dispose();
  }
  engine.dispose([hidden, output, x, y]);
  optimizer.dispose();
  return losses;
}

describe("engine/native-adam", () => {
  it("is the native operation here, not the composed one", () => {
    const optimizer = createAdam(0.1);
    assert.equal(optimizer.getClassName(), "NativeAdam");
    optimizer.dispose();
  });

  it("moves the first step by the learning rate, against the gradient's sign (closed form)", () => {
    const [down, up] = minimise(createAdam(0.25), [3, -5], 1, 1);
    assert.ok(Math.abs(down - 2.75) < TOLERANCE, `${down}`);
    assert.ok(Math.abs(up + 4.75) < TOLERANCE, `${up}`);
  });

  it("follows Algorithm 1 for any start, slope and rate", () => {
    const spec = fc.record({
      start: fc.double({ min: -4, max: 4, noNaN: true }),
      coefficient: fc.double({ min: 0.01, max: 10, noNaN: true }),
      learningRate: fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
      steps: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(spec, ({ start, coefficient, learningRate, steps }) => {
        // A start of nearly nothing makes a gradient of the size of epsilon, where float32 has little to say.
        fc.pre(Math.abs(start) > 0.5);
        const expected = adamByHand(start, coefficient, learningRate, steps);
        const [came] = minimise(createAdam(learningRate), [start], coefficient, steps);
        assert.ok(Math.abs(came - expected) < TOLERANCE, `${came} instead of ${expected}`);
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it("follows Algorithm 1 where epsilon decides (gradients as small as epsilon)", () => {
    const expected = adamByHand(1, 1e-7, 0.1, 5);
    const [came] = minimise(createAdam(0.1), [1], 1e-7, 5);
    assert.ok(Math.abs(came - expected) < TOLERANCE, `${came} instead of ${expected}`);
  });

  it("gives the losses of tf.train.adam", () => {
    const native = trainClassifier(createAdam(1e-2));
    const composed = trainClassifier(engine.train.adam(1e-2));
    assert.ok(native[29] < native[0] / 2, "it learns");
    native.forEach((loss, step) => assert.ok(Math.abs(loss - composed[step]) < 1e-4, `step ${step}`));
  });

  it("hears a variable that was set from outside between two steps", () => {
    const optimizer = createAdam(0.5);
    const x = engine.tidy(() => engine.variable(engine.tensor1d([1])));
    const step = () => optimizer.minimize(() => x.square().sum(), false, [x]);
    step();
    engine.tidy(() => x.assign(engine.tensor1d([100])));
    step();
    const [value] = x.dataSync();
    engine.dispose(x);
    optimizer.dispose();
    assert.ok(value > 99 && value < 100, `${value}`);
  });

  it("leaves no tensor behind", () => {
    trainClassifier(createAdam(1e-2));
    const before = engine.memory().numTensors;
    trainClassifier(createAdam(1e-2));
    assert.equal(engine.memory().numTensors, before);
  });

  it("gives TensorFlow's own memory back when it is disposed", () => {
    const oneRound = () => {
      const x = engine.tidy(() => engine.variable(engine.fill([4e6], 1))); // 16 MB, and two moments of that size
      const optimizer = createAdam(0.1);
      optimizer.minimize(() => x.square().sum(), false, [x]);
      engine.dispose(x);
      optimizer.dispose();
    };
    for (let i = 0; i < 3; i++) oneRound();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 8; i++) oneRound();
    const grown = process.memoryUsage().rss - before;
    assert.ok(grown < 100e6, `grew by ${grown} bytes; 8 rounds of 48 MB would be 384 MB`);
  });
});
