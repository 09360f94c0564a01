import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { exportedWeights } from "kernel-helpers/dist/pretraining/fold";
import { vgg16 } from "kernel-helpers/dist/teachers/architectures";
import { assemble } from "kernel-helpers/dist/teachers/pretrained";
import { NORMALISE } from "kernel-helpers/dist/teachers/pretrained-networks";

describe("pretraining/fold", () => {
  it("makes the published VGG16 of one with batch normalisation: it computes the same", () => {
    const engine = loadEngine();
    const shape = { inputSize: 32, width: 1 / 16 };
    const trained = vgg16({ ...shape, classes: 1, normalise: NORMALISE, batchNorm: true });
    let seed = 1;
    for (const layer of trained.layers) {
      const fresh = layer.getWeights().map((weight, i) => {
        if (weight.rank > 1) return engine.randomNormal(weight.shape, 0, 0.2, "float32", seed++);
        const isPositive = layer.name.endsWith("/bn") && i !== 1 && i !== 2;
        return engine.randomUniform(weight.shape, isPositive ? 0.5 : -0.5, isPositive ? 1.5 : 0.5, "float32", seed++);
      });
      layer.setWeights(fresh);
      engine.dispose(fresh);
    }
    const published = assemble("vgg16", { ...shape, weights: exportedWeights(trained) });
    assert.ok(!published.layers.some(({ name }) => name.endsWith("/bn")));
    engine.tidy(() => {
      const images = engine.randomUniform([2, 32, 32, 3], 0, 255, "float32", 99);
      const logits = (model: tf.LayersModel) =>
        engine.model({ inputs: model.inputs, outputs: model.getLayer("fc7/relu").output })
          .predict(images) as tf.Tensor; // prettier-ignore
      const expected = logits(trained);
      const scale = expected.abs().max().dataSync()[0];
      assert.ok(scale > 0.01);
      assert.ok(logits(published).sub(expected).abs().max().dataSync()[0] < 1e-4 * scale); // 15 layers of float32
    });
    trained.dispose();
    published.dispose();
  });
});
