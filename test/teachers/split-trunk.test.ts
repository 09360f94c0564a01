import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { splitTrunk } from "kernel-helpers/dist/teachers/split-trunk";

describe("teachers/split-trunk", () => {
  const engine = loadEngine();
  const { layers } = engine;
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(x) as tf.SymbolicTensor;

  /** conv -> map; then a unit with a shortcut from the map, and the mean. */
  function trunkWithShortcut(from: "map" | "input"): tf.LayersModel {
    const input = engine.input({ shape: [6, 6, 2] });
    const kernelInitializer = engine.initializers.randomNormal({ seed: 7 });
    const map = apply(layers.conv2d({ name: "map", filters: 2, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer }), input); // prettier-ignore
    const side = apply(layers.conv2d({ filters: 2, kernelSize: 1, activation: "relu", kernelInitializer }), map);
    const sum = apply(layers.add(), [side, from === "map" ? map : input]);
    return engine.model({ inputs: input, outputs: apply(layers.globalAveragePooling2d({}), sum) });
  }

  it("makes two models that together are the trunk, and a gradient at the map", () => {
    const trunk = trunkWithShortcut("map");
    const { before, after } = splitTrunk(trunk, "map");
    engine.tidy(() => {
      const x = engine.randomUniform([2, 6, 6, 2], 0, 1, "float32", 3);
      const map = before.predict(x) as tf.Tensor;
      const whole = (trunk.predict(x) as tf.Tensor).dataSync();
      assert.deepEqual((after.predict(map) as tf.Tensor).dataSync(), whole);
      assert.ok(whole.some((value) => value > 0));
      // The mean over 36 places of map + relu(side): the slope through the shortcut alone is 1/36 in its own channel.
      const slope = engine.grad((m: tf.Tensor) => (after.apply(m) as tf.Tensor).slice([0, 0], [1, 1]).sum())(map);
      const side = after.layers[1].getWeights()[0].dataSync();
      const where = (map.slice([0, 0, 0, 0], [1, 1, 1, 2]).dataSync() as Float32Array).slice();
      const isOn = where[0] * side[0] + where[1] * side[2] > 0;
      const expected = (1 + (isOn ? side[0] : 0)) / 36;
      assert.ok(Math.abs(slope.dataSync()[0] - expected) < 1e-6);
    });
    trunk.dispose();
  });

  it("parts a trunk more than once, and frees everything", () => {
    const before = engine.memory().numTensors;
    const trunk = trunkWithShortcut("map");
    const parts = [splitTrunk(trunk, "map"), splitTrunk(trunk, "map"), splitTrunk(trunk, trunk.layers[3].name)];
    engine.tidy(() => {
      const x = engine.randomUniform([1, 6, 6, 2], 0, 1, "float32", 3);
      const whole = (trunk.predict(x) as tf.Tensor).dataSync();
      for (const { before, after } of parts) {
        assert.deepEqual((after.predict(before.predict(x)) as tf.Tensor).dataSync(), whole);
      }
    });
    trunk.dispose();
    for (const { after } of parts) after.dispose();
    assert.equal(engine.memory().numTensors, before);
  });

  it("leaves nothing to do after a map that is the trunk's own output", () => {
    const input = engine.input({ shape: [4, 4, 1] });
    const output = apply(layers.conv2d({ name: "last", filters: 3, kernelSize: 3 }), input);
    const trunk = engine.model({ inputs: input, outputs: output });
    const { before, after } = splitTrunk(trunk, "last");
    engine.tidy(() => {
      const x = engine.randomUniform([1, 4, 4, 1], -1, 1, "float32", 5);
      const map = before.predict(x) as tf.Tensor;
      assert.deepEqual((after.predict(map) as tf.Tensor).dataSync(), map.dataSync());
    });
    trunk.dispose();
  });

  it("refuses a layer that is not there, and a tail that looks past the map", () => {
    const trunk = trunkWithShortcut("input");
    assert.throws(() => splitTrunk(trunk, "none"), /no layer "none"/);
    assert.throws(() => splitTrunk(trunk, "map"), /what follows "map" needs the input as well/);
    trunk.dispose();
  });
});
