import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { buildNetwork, resnetDlib } from "kernel-helpers/dist/teachers/resnet-dlib";

/** Chip n of test/reference/dlib-descriptor.mjs: Float32 [150, 150, 3] in 0 … 255. */
function chip(n: number): Float32Array {
  const spots = [[48, 47], [100, 47], [74, 100]]; // prettier-ignore
  const pixels = new Float32Array(150 * 150 * 3);
  for (let y = 0, o = 0; y < 150; y++) {
    for (let x = 0; x < 150; x++) {
      for (let k = 0; k < 3; k++, o++) {
        const pattern = (x * (3 + n) + y * (5 * n + 1) + 40 * k + ((x * y) >> (4 + n))) % 256;
        const onFace = (x - 74) ** 2 / 3600 + (y - 75) ** 2 / 5000 < 1;
        const onSpot = spots.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 < 90);
        pixels[o] = n < 2 ? pattern : onSpot ? 40 : onFace ? 210 - 25 * k - (x >> 2) : pattern >> 2;
      }
    }
  }
  return pixels;
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

describe("teachers/resnet-dlib", () => {
  const engine = loadEngine();
  let network: { trunk: tf.LayersModel; descriptor: tf.LayersModel };
  before(() => (network = buildNetwork()));
  after(() => void network.descriptor.dispose()); // the trunk's layers are all among its layers

  const run = (model: tf.LayersModel, n: number): Float32Array => {
    const output = engine.tidy(() => model.predict(engine.tensor4d(chip(n), [1, 150, 150, 3])) as tf.Tensor);
    const values = output.dataSync() as Float32Array;
    output.dispose();
    return values;
  };

  it("describes chips as face-api itself does (test/reference/dlib-descriptor.mjs)", () => {
    const file = path.join(projectRoot(), "test", "reference", "dlib-descriptor.json");
    const golden = JSON.parse(readFileSync(file, "utf8")) as number[][];
    for (const [n, expected] of golden.entries()) {
      // The same weights, but ours have the per-channel scales folded in: 29 layers of rounding at 6e-8 each. The
      // descriptors of two of these chips differ by 0.09.
      assert.ok(largestDifference(run(network.descriptor, n), expected) < 5e-6, `chip ${n}`);
    }
    assert.ok(largestDifference(golden[0], golden[2]) > 0.09);
  });

  it("is cut at the map that its description promises, after a ReLU", () => {
    assert.deepEqual(network.trunk.outputs[0].shape.slice(1), [...resnetDlib.cut.shape]);
    const features = run(network.trunk, 2);
    assert.equal(features.length, 4 * 4 * 256);
    assert.ok(features.every((value) => value >= 0));
    assert.ok(features.filter((value) => value > 0).length > 100, "it is not all zero");
  });

  it("is frozen: nothing in it trains", () => {
    assert.equal(network.trunk.trainableWeights.length, 0);
    assert.equal(network.descriptor.trainableWeights.length, 0);
  });

  it("has a gradient with respect to its input that finite differences confirm", () => {
    // Noise, so that no two pixels tie for the maximum of a pool: there the slope differs from side to side.
    const random = new Seed("noise").random();
    const pixels = chip(2).map((value) => value + 40 * random.next());
    const sumOfSquares = (x: tf.Tensor): tf.Tensor => (network.descriptor.apply(x) as tf.Tensor).square().sum();
    const valueAt = (values: Float32Array): number =>
      engine.tidy(() => sumOfSquares(engine.tensor4d(values, [1, 150, 150, 3])).arraySync() as number);
    const gradient = engine.tidy(() => engine.grad(sumOfSquares)(engine.tensor4d(pixels, [1, 150, 150, 3])));
    const slopes = gradient.dataSync<"float32">().slice();
    gradient.dispose();

    const steepest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    const directions = [
      slopes.map((slope) => slope / steepest),
      pixels.map((_, i) => (i % 3 ? 1 : -1) * (i / pixels.length)),
    ];
    for (const direction of directions) {
      const expected = slopes.reduce((sum, slope, i) => sum + slope * direction[i], 0);
      const moved = (step: number) => valueAt(pixels.map((value, i) => value + step * direction[i]));
      // ± 0.05 of 255: few ReLUs switch, and the difference is far above float32's 1e-7.
      const difference = (moved(0.05) - moved(-0.05)) / 0.1;
      assert.ok(Math.abs(difference - expected) < 0.03 * Math.abs(expected), `${difference} instead of ${expected}`);
    }
  });

  it("leaves no tensor behind when it runs, and frees its weights when disposed", () => {
    const before = engine.memory().numTensors;
    run(network.trunk, 0);
    assert.equal(engine.memory().numTensors, before);
    buildNetwork().descriptor.dispose();
    assert.equal(engine.memory().numTensors, before);
  });
});
