import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { loadOnnxRuntime } from "kernel-helpers/dist/engine/onnxruntime";
import { frozenLayers } from "kernel-helpers/dist/teachers/frozen-layers";
import { EditableGraph } from "kernel-helpers/dist/teachers/onnx/editable-graph";
import { exportOnnx, INPUT, OUTPUT } from "kernel-helpers/dist/teachers/onnx/export";
import { gradientWriter } from "kernel-helpers/dist/teachers/onnx/gradient";
import { distance, fillRandomly, randomPictures } from "./random-network";

type Symbolic = tf.SymbolicTensor;
const SIZE = [9, 12] as const;
const BATCH = 3;
const engine = loadEngine();
const { layers } = engine;
const frozen = frozenLayers();
const apply = (layer: tf.layers.Layer, ...x: Symbolic[]) => layer.apply(x.length === 1 ? x[0] : x) as Symbolic;

function network(build: (x: Symbolic) => Symbolic): tf.LayersModel {
  const input = engine.input({ shape: [...SIZE, 4] });
  const model = engine.model({ inputs: input, outputs: build(input) });
  fillRandomly(model);
  return model;
}

/** One small network for each node that has a gradient. */
const NETWORKS: Record<string, (x: Symbolic) => Symbolic> = {
  "a convolution": (x) => apply(layers.conv2d({ filters: 8, kernelSize: 3, padding: "same", activation: "relu" }), x),
  "a convolution of an even window": (x) => apply(layers.conv2d({ filters: 5, kernelSize: 2, padding: "same" }), x),
  "a convolution of stride 2": (x) => apply(layers.conv2d({ filters: 5, kernelSize: 3, strides: 2, padding: "same" }), x), // prettier-ignore
  "a convolution of stride 2 that leaves a border over": (x) =>
    apply(layers.conv2d({ filters: 5, kernelSize: [2, 3], strides: 2, padding: "valid" }), x),
  "a depthwise convolution, two filters each": (x) =>
    apply(layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: "same" }), x),
  "a depthwise convolution of stride 2": (x) => apply(layers.depthwiseConv2d({ kernelSize: 3, padding: "same", strides: 2 }), x), // prettier-ignore
  "relu6, normalisation, more channels": (x) =>
    apply(
      frozen.conv({ name: "c", filters: 8, kernelSize: 3, strides: 1, padding: "valid", activation: "relu6" }),
      apply(frozen.padChannels({ name: "p", channels: 4 }), apply(frozen.normalise({ name: "n", mean: [1, 2, 3, 4], scale: 1 / 2 }), x)), // prettier-ignore
    ),
  "an overlapping maximum": (x) => apply(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" }), x),
  "a mean that leaves a border over": (x) => apply(layers.averagePooling2d({ poolSize: 2, strides: 2 }), x),
  "a global mean and a dense layer": (x) => apply(layers.dense({ units: 3 }), apply(layers.globalAveragePooling2d({}), x)), // prettier-ignore
  "a vector with relu": (x) => apply(layers.dense({ units: 5, activation: "relu" }), apply(layers.flatten(), x)),
  "a border": (x) => apply(layers.zeroPadding2d({ padding: [[1, 2], [0, 3]] }), x), // prettier-ignore
  "batch normalisation": (x) => apply(layers.batchNormalization({ epsilon: 0.01 }), x),
  "a tensor used three times": (x) => {
    const y = apply(layers.conv2d({ filters: 4, kernelSize: 1 }), x);
    return apply(layers.concatenate(), apply(layers.add(), x, y), apply(layers.reLU({}), y), x);
  },
};

describe("gradients in onnxruntime", () => {
  const runtime = loadOnnxRuntime();

  for (const [name, build] of Object.entries(NETWORKS)) {
    it(`${name}: as the engine has them`, async function () {
      if (!runtime) this.skip();
      const model = network(build);
      const sides = model.outputs[0].shape.slice(1) as number[];
      const pictures = randomPictures(BATCH * SIZE[0] * SIZE[1] * 4);
      const upstream = randomPictures(BATCH * sides.reduce((a, b) => a * b), "upstream");
      const graph = new EditableGraph(exportOnnx(model));
      const back = gradientWriter(graph, INPUT);
      graph.addInput("upstream", [null, ...sides]);
      const gradient = back(OUTPUT, "upstream");
      graph.setOutputs([{ name: gradient, shape: [null, ...SIZE, 4] }]);
      const session = await runtime.InferenceSession.create(graph.toBytes());
      const result = await session.run({
        [INPUT]: new runtime.Tensor("float32", pictures, [BATCH, ...SIZE, 4]),
        upstream: new runtime.Tensor("float32", upstream, [BATCH, ...sides]),
      });
      const expected = engine.tidy(() => {
        const weights = engine.tensor(upstream, [BATCH, ...sides]);
        const loss = (x: tf.Tensor) => (model.apply(x) as tf.Tensor).mul(weights).sum<tf.Scalar>();
        return engine
          .grad(loss)(engine.tensor(pictures, [BATCH, ...SIZE, 4]))
          .dataSync<"float32">();
      });
      // Sums of at most some hundred float32 products in another order.
      assert.ok(distance(expected, result[gradient].data as Float32Array) < 1e-4);
      await session.release();
      model.dispose();
    });
  }

  it("refuses what it has no rule for", () => {
    const model = network((x) => apply(layers.activation({ activation: "tanh" }), x));
    const graph = new EditableGraph(exportOnnx(model));
    assert.throws(() => gradientWriter(graph, INPUT), RangeError);
    model.dispose();
  });
});
