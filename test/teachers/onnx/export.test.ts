import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { loadOnnxRuntime } from "kernel-helpers/dist/engine/onnxruntime";
import { frozenLayers } from "kernel-helpers/dist/teachers/frozen-layers";
import { enginePass, frozenPass } from "kernel-helpers/dist/teachers/frozen-pass";
import { exportOnnx } from "kernel-helpers/dist/teachers/onnx/export";
import { LAYER_WRITERS } from "kernel-helpers/dist/teachers/onnx/layer-writers";
import { readOnnx } from "kernel-helpers/dist/teachers/onnx/read";
import { distance, fillRandomly, randomPictures } from "./random-network";

type Symbolic = tf.SymbolicTensor;
/** [height, width], odd and even, so that borders of one side and of none occur. */
const SIZE = [9, 12] as const;
/** More than go at a time. */
const VIEWS = 5;

const engine = loadEngine();
const { layers } = engine;
const frozen = frozenLayers();
const apply = (layer: tf.layers.Layer, ...x: Symbolic[]) => layer.apply(x.length === 1 ? x[0] : x) as Symbolic;

/** A network of what `build` makes of the input. */
function network(build: (x: Symbolic) => Symbolic, channels = 4): tf.LayersModel {
  const input = engine.input({ shape: [...SIZE, channels] });
  const model = engine.model({ inputs: input, outputs: build(input) });
  fillRandomly(model);
  return model;
}

const conv = (strides: 1 | 2, padding: "same" | "valid", kernelSize = 3) =>
  layers.conv2d({ filters: 5, kernelSize, strides, padding, activation: "relu", useBias: kernelSize > 2 });

/** One small network for each layer, with every setting that is written. */
const NETWORKS: Record<string, (x: Symbolic) => Symbolic> = {
  "Conv2D, same": (x) => apply(conv(1, "same"), x),
  "Conv2D, same, stride 2": (x) => apply(conv(2, "same"), x),
  "Conv2D, same, stride 2, even window": (x) => apply(conv(2, "same", 2), x),
  "Conv2D, valid, stride 2, odd window": (x) =>
    apply(layers.conv2d({ filters: 2, kernelSize: [3, 2], strides: [2, 1], padding: "valid", activation: "tanh" }), x),
  "Conv2D, with gaps": (x) => apply(layers.conv2d({ filters: 2, kernelSize: 3, dilationRate: 2, padding: "same" }), x),
  "DepthwiseConv2D, two filters each": (x) =>
    apply(layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: "same", strides: 2 }), x),
  FrozenConv: (x) =>
    apply(frozen.conv({ name: "c", filters: 6, kernelSize: 3, strides: 2, padding: "same", activation: "relu6" }), x),
  FrozenDepthwise: (x) =>
    apply(frozen.depthwise({ name: "d", kernelSize: 3, strides: 2, padding: "valid", activation: "none" }), x),
  "Normalise, PadChannels": (x) =>
    apply(
      frozen.padChannels({ name: "p", channels: 3 }),
      apply(frozen.normalise({ name: "n", mean: [1, 20, 300, 4], scale: 1 / 64 }), x),
    ),
  "BatchNormalization of a map and of a vector": (x) =>
    apply(
      layers.batchNormalization({ epsilon: 0.01 }),
      apply(layers.flatten(), apply(layers.batchNormalization({ axis: 3, scale: false }), apply(conv(1, "same"), x))),
    ),
  "BatchNormalization without shift": (x) => apply(layers.batchNormalization({ center: false }), x),
  "MaxPooling2D, Dropout": (x) =>
    apply(layers.dropout({ rate: 0.5 }), apply(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" }), x)),
  "AveragePooling2D, same: the border is not counted": (x) =>
    apply(layers.averagePooling2d({ poolSize: [3, 2], strides: [2, 1], padding: "same" }), x),
  "ZeroPadding2D of three borders": (x) =>
    apply(layers.zeroPadding2d({ padding: [[1, 2], [0, 3]] }), apply(layers.activation({ activation: "tanh" }), x)), // prettier-ignore
  "GlobalAveragePooling2D, Reshape": (x) =>
    apply(layers.reshape({ targetShape: [1, 1, 4] }), apply(layers.globalAveragePooling2d({}), x)),
  "GlobalMaxPooling2D, Dense": (x) =>
    apply(layers.dense({ units: 3, activation: "softmax" }), apply(layers.globalMaxPooling2d({}), x)),
  "Flatten, Dense without bias": (x) =>
    apply(layers.dense({ units: 3, useBias: false }), apply(layers.flatten(), apply(conv(1, "valid"), x))),
  "Reshape and Permute of a map": (x) =>
    apply(conv(1, "same"), apply(layers.permute({ dims: [2, 3, 1] }), apply(layers.reshape({ targetShape: [6, 9, 8] }), x))), // prettier-ignore
  "ReLU, LeakyReLU, Softmax": (x) =>
    apply(
      layers.softmax({ axis: -1 }),
      apply(layers.reLU({ maxValue: 2 }), apply(layers.leakyReLU({ alpha: 0.2 }), apply(layers.reLU({}), x))),
    ),
  "Activation by its name": (x) => apply(layers.activation({ activation: "sigmoid" }), apply(conv(1, "valid"), x)),
  "Add, Concatenate; one map lies as it came": (x) => {
    const y = apply(layers.conv2d({ filters: 4, kernelSize: 1 }), x);
    return apply(layers.concatenate(), x, apply(layers.add(), x, y, y));
  },
  "Concatenate of vectors": (x) =>
    apply(layers.concatenate(), apply(layers.flatten(), x), apply(layers.globalMaxPooling2d({}), x)),
  "the input itself": (x) => apply(layers.activation({ activation: "linear" }), x),
};

describe("teachers/onnx/export", () => {
  before(function () {
    if (!loadOnnxRuntime()) this.skip(); // the user is told; everything runs in the engine
  });
  const used = new Set<string>();

  for (const [name, build] of Object.entries(NETWORKS)) {
    it(`computes in onnxruntime what the engine does: ${name}`, async () => {
      const model = network(build);
      model.layers.forEach((layer) => used.add(layer.getClassName()));
      const x = randomPictures(VIEWS * SIZE[0] * SIZE[1] * 4).map((value) => value / 128 - 1);
      const expected = (await enginePass(model).run(x, VIEWS)).slice();
      const pass = await frozenPass(model, name);
      assert.equal(pass.engine, "onnxruntime");
      assert.ok(distance(expected, await pass.run(x, VIEWS)) < 1e-5); // sums of some dozens of float32 products
      await pass.dispose();
    });
  }

  it("has every layer that it promises in one of these networks", () => {
    const promised = Object.keys(LAYER_WRITERS).sort();
    assert.deepEqual([...used].filter((kind) => kind !== "InputLayer").sort(), promised);
  });

  it("writes a file that the project's own reader understands: names, free batch, sides", () => {
    const { inputs, outputs, nodes } = readOnnx(exportOnnx(network(NETWORKS.FrozenConv)), "net.onnx");
    assert.deepEqual(inputs, [{ name: "pictures", shape: [null, 9, 12, 4] }]);
    assert.deepEqual(outputs, ["features"]);
    assert.deepEqual(
      nodes.map(({ op }) => op),
      ["Transpose", "Conv", "Clip", "Transpose", "Identity"],
    );
  });

  it("refuses in one sentence what ONNX would compute otherwise", () => {
    const refused = (build: (x: Symbolic) => Symbolic, pattern: RegExp) =>
      assert.throws(() => exportOnnx(network(build)), pattern);
    refused(
      (x) => apply(layers.thresholdedReLU({ name: "t" }), x),
      /its layer t \(ThresholdedReLU\) has no counterpart in ONNX/,
    );
    const settings = /has settings that are not written/;
    refused((x) => apply(layers.conv2d({ filters: 2, kernelSize: 1, activation: "selu" }), x), settings);
    refused((x) => apply(layers.batchNormalization({ axis: 1 }), x), settings);
    refused((x) => apply(layers.concatenate({ axis: 1 }), x, x), settings);
    refused((x) => apply(layers.softmax({ axis: 1 }), x), settings);
    refused((x) => apply(layers.dense({ units: 2 }), x), settings);
    refused((x) => apply(layers.maxPooling2d({ poolSize: 2, dataFormat: "channelsFirst" }), x), settings);
  });
});
