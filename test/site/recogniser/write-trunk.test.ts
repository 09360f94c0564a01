import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { readTrunk } from "kernel-helpers/dist/site/recogniser/trunk-file";
import { trunkBytes } from "kernel-helpers/dist/site/recogniser/page";
import { writeTrunk } from "kernel-helpers/dist/site/recogniser/write-trunk";
import { frozenLayers } from "kernel-helpers/dist/teachers/frozen-layers";
import { buildMobilenet } from "kernel-helpers/dist/teachers/mobilenet-vggface2";

describe("a trunk's file", function () {
  this.timeout(60_000);

  it("has the steps of the MobileNet in order, with its very weights, in less than 7 MB", () => {
    const bytes = trunkBytes();
    const { inputSize, steps, tensors } = readTrunk(bytes);
    assert.ok(bytes.length < 7e6, `${bytes.length} bytes`);
    assert.equal(inputSize, 224);
    const kinds = steps.map(({ kind }) => kind);
    const block = ["depthwise", "conv"];
    assert.deepEqual(kinds, ["normalise", "conv", ...Array.from({ length: 13 }, () => block).flat()]);
    const { map, trunk } = buildMobilenet();
    try {
      const theirs = map.getWeights().map((weight) => ({ shape: weight.shape, values: weight.dataSync<"float32">() }));
      assert.equal(tensors.length, theirs.length);
      tensors.forEach((tensor, i) => assert.deepEqual(tensor, theirs[i]));
    } finally {
      trunk.dispose();
    }
  });

  it("leaves no tensor behind", () => {
    loadEngine();
    trunkBytes(); // what is made once
    const before = loadEngine().memory().numTensors;
    trunkBytes();
    assert.equal(loadEngine().memory().numTensors, before);
  });

  it("is refused for a network that the page cannot compute", () => {
    const engine = loadEngine();
    const input = engine.input({ shape: [4, 4, 3] });
    const pooled = engine.layers.globalAveragePooling2d({}).apply(input) as tf.SymbolicTensor;
    assert.throws(() => writeTrunk(engine.model({ inputs: input, outputs: pooled })), /cannot compute the layer/);
    const padded = frozenLayers().padChannels({ name: "padded", channels: 1 }).apply(input) as tf.SymbolicTensor;
    assert.throws(() => writeTrunk(engine.model({ inputs: input, outputs: padded })), /the layer padded/);
  });
});
