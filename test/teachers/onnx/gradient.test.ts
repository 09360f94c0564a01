import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { loadOnnxRuntime } from "kernel-helpers/dist/engine/onnxruntime";
import { frozenLayers } from "kernel-helpers/dist/teachers/frozen-layers";
import { EditableGraph } from "kernel-helpers/dist/teachers/onnx/editable-graph";
import { exportOnnx, INPUT, OUTPUT } from "kernel-helpers/dist/teachers/onnx/export";
import { gradientWriter } from "kernel-helpers/dist/teachers/onnx/gradient";
import { rearrange } from "kernel-helpers/dist/teachers/onnx/rearrange";
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

const withRelu = (x: Symbolic) => apply(layers.conv2d({ filters: 4, kernelSize: 1, activation: "relu" }), x);

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
  "relu before a maximum": (x) => apply(layers.maxPooling2d({ poolSize: 3, strides: 2 }), withRelu(x)),
  "relu before a maximum and something else": (x) => {
    const y = withRelu(x);
    return apply(layers.add(), y, apply(layers.maxPooling2d({ poolSize: 3, strides: 1, padding: "same" }), y));
  },
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

  /** Pictures go in, what the network makes of them and its gradient for `upstream` come out. */
  async function run(graph: EditableGraph, pictures: Float32Array, sides: number[], upstream: Float32Array) {
    const back = gradientWriter(graph, INPUT);
    graph.addInput("upstream", [null, ...sides]);
    const gradient = back(OUTPUT, "upstream");
    const outputs = { [OUTPUT]: sides, [gradient]: graph.inputSides };
    graph.setOutputs(Object.entries(outputs).map(([name, shape]) => ({ name, shape: [null, ...shape] })));
    const session = await runtime!.InferenceSession.create(graph.toBytes());
    const batch = upstream.length / sides.reduce((a, b) => a * b);
    const result = await session.run({
      [INPUT]: new runtime!.Tensor("float32", pictures, [batch, ...graph.inputSides]),
      upstream: new runtime!.Tensor("float32", upstream, [batch, ...sides]),
    });
    await session.release();
    return { output: result[OUTPUT].data as Float32Array, gradient: result[gradient].data as Float32Array };
  }

  for (const [name, build] of Object.entries(NETWORKS)) {
    it(`${name}: as the engine has them, rearranged or not`, async function () {
      if (!runtime) this.skip();
      const model = network(build);
      const sides = model.outputs[0].shape.slice(1) as number[];
      const pictures = randomPictures(BATCH * SIZE[0] * SIZE[1] * 4);
      const upstream = randomPictures(BATCH * sides.reduce((a, b) => a * b), "upstream");
      const expected = engine.tidy(() => {
        const weights = engine.tensor(upstream, [BATCH, ...sides]);
        const loss = (x: tf.Tensor) => (model.apply(x) as tf.Tensor).mul(weights).sum<tf.Scalar>();
        return engine
          .grad(loss)(engine.tensor(pictures, [BATCH, ...SIZE, 4]))
          .dataSync<"float32">();
      });
      const plain = await run(new EditableGraph(exportOnnx(model)), pictures, sides, upstream);
      // Sums of at most some hundred float32 products in another order.
      assert.ok(distance(expected, plain.gradient) < 1e-4);
      const graph = new EditableGraph(exportOnnx(model));
      rearrange(graph);
      assert.deepEqual(await run(graph, pictures, sides, upstream), plain);
      model.dispose();
    });
  }

  it("relu and the maximum change places where nothing else reads between them", () => {
    const order = (name: string) => {
      const model = network(NETWORKS[name]);
      const graph = new EditableGraph(exportOnnx(model));
      rearrange(graph);
      model.dispose();
      return graph.nodes.map(({ opType }) => opType).filter((kind) => ["Relu", "MaxPool"].includes(kind));
    };
    assert.deepEqual(order("relu before a maximum"), ["MaxPool", "Relu"]);
    assert.deepEqual(order("relu before a maximum and something else"), ["Relu", "MaxPool"]);
  });

  it("relu6 is open above 0 and below 6, to the last float", async function () {
    if (!runtime) this.skip();
    const model = network((x) => apply(layers.reLU({ maxValue: 6 }), x));
    const values = [-1, 0, 1e-30, 3, 6 - 2 ** -21, 6, 6 + 2 ** -21, 1e30];
    const size = SIZE[0] * SIZE[1] * 4;
    const pictures = Float32Array.from({ length: size }, (_, i) => values[i % values.length]);
    const sides = [...SIZE, 4];
    const { gradient } = await run(new EditableGraph(exportOnnx(model)), pictures, sides, new Float32Array(size).fill(1)); // prettier-ignore
    assert.deepEqual(Array.from(gradient.slice(0, values.length)), [0, 0, 1, 1, 1, 0, 0, 0]);
    model.dispose();
  });

  it("a file for pictures one by one gives each what it has in a batch", async function () {
    if (!runtime) this.skip();
    const model = network(NETWORKS["a convolution of stride 2"]);
    const sides = model.outputs[0].shape.slice(1) as number[];
    const [size, outputs] = [SIZE[0] * SIZE[1] * 4, sides.reduce((a, b) => a * b)];
    const [pictures, upstream] = [randomPictures(2 * size), randomPictures(2 * outputs, "upstream")];
    const both = await run(new EditableGraph(exportOnnx(model)), pictures, sides, upstream);
    const fixed = new EditableGraph(exportOnnx(model));
    fixed.fixBatch(1);
    const second = await run(fixed, pictures.slice(size), sides, upstream.slice(outputs));
    assert.ok(distance(both.gradient.slice(size), second.gradient) < 1e-5);
    model.dispose();
  });

  it("refuses what it has no rule for", () => {
    const model = network((x) => apply(layers.activation({ activation: "tanh" }), x));
    const graph = new EditableGraph(exportOnnx(model));
    assert.throws(() => gradientWriter(graph, INPUT), RangeError);
    model.dispose();
  });
});
