import assert from "node:assert/strict";
import { HalfArray, halfFloat } from "kernel-helpers/dist/base/half";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { headScores } from "kernel-helpers/dist/experiments/scores";
import { studentLayers } from "kernel-helpers/dist/experiments/student-layers";
import type { HeadWeights } from "kernel-helpers/dist/training/head";

const random = new Seed("student-layers").random();
const draw = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const [size, units, classes] = [24, 7, 3];
const weights: HeadWeights = {
  mean: draw(size),
  scale: draw(size),
  kernel1: draw(size * units),
  bias1: draw(units),
  kernel2: draw(units * classes),
  bias2: draw(classes),
};

describe("experiments/student-layers", () => {
  it("are those of the head as it is computed number by number; float32 leaves six digits", () => {
    const images = Array.from({ length: 600 }, () => HalfArray.from(draw(size)));
    const layers = studentLayers(weights);
    const { hidden, scores, probabilities } = layers.of(images);
    layers.dispose();
    assert.equal(hidden.length, images.length);
    for (const i of [0, 511, 512, 599]) {
      const features = Float32Array.from(images[i].bits(), halfFloat);
      const expected = headScores(features, weights);
      const total = expected.reduce((sum, score) => sum + Math.exp(score), 0);
      expected.forEach((score, c) => {
        assert.ok(Math.abs(scores[i][c] - score) < 1e-4 * (1 + Math.abs(score)), `score ${c} of image ${i}`);
        assert.ok(Math.abs(probabilities[i][c] - Math.exp(score) / total) < 1e-4);
      });
      assert.ok(hidden[i].every((value) => value >= 0) && hidden[i].length === units);
    }
  });

  it("takes several images in one array as it takes them one by one", () => {
    const [a, b] = [draw(size), draw(size)];
    const layers = studentLayers(weights);
    const apart = layers.of([HalfArray.from(a), HalfArray.from(b)]);
    const together = layers.of([HalfArray.from(Float32Array.of(...a, ...b))]);
    layers.dispose();
    assert.deepEqual(together, apart);
  });

  it("frees what it makes", () => {
    const engine = loadEngine();
    const before = engine.memory().numTensors;
    const layers = studentLayers(weights);
    layers.of([HalfArray.from(draw(size))]);
    layers.dispose();
    assert.equal(engine.memory().numTensors, before);
  });
});
