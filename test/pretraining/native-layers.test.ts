import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { trainNatively } from "kernel-helpers/dist/pretraining/native-layers";

describe("pretraining/native-layers", () => {
  const engine = loadEngine();

  for (const shape of [[4, 4, 3], [3]]) {
    it(`normalises and follows the averages as tfjs does, for inputs [batch, ${shape.join(", ")}]`, () => {
      const build = () => engine.sequential({ layers: [engine.layers.batchNormalization({ inputShape: shape, momentum: 0.5 })] }); // prettier-ignore
      const [plain, native] = [build(), build()];
      trainNatively(native);
      const x = engine.randomNormal([8, ...shape], 2, 3, "float32", 5);
      engine.tidy(() => {
        const [a, b] = [plain, native].map((model) => model.apply(x, { training: true }) as tf.Tensor);
        assert.ok(a.sub(b).abs().max().dataSync()[0] < 1e-5);
      });
      const [, , meanA, varianceA] = plain.getWeights();
      const [, , meanB, varianceB] = native.getWeights();
      // tfjs keeps the variance of the batch, TensorFlow that of a sample: n / (n - 1) of it, with 1 before both.
      const n = (8 * shape.reduce((product, side) => product * side, 1)) / 3;
      engine.tidy(() => {
        assert.ok(meanA.sub(meanB).abs().max().dataSync()[0] < 1e-5);
        const expected = varianceA.sub(0.5).mul(n / (n - 1)).add(0.5); // prettier-ignore
        assert.ok(expected.sub(varianceB).abs().max().dataSync()[0] < 1e-4);
        const [c, d] = [plain, native].map((model) => model.predict(x) as tf.Tensor);
        assert.ok(d.abs().max().dataSync()[0] > 0.1 && c.shape.join() === d.shape.join());
      });
      engine.dispose([x]);
      plain.dispose();
      native.dispose();
    });
  }
});
