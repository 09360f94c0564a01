import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { loadOnnxRuntime } from "kernel-helpers/dist/engine/onnxruntime";
import { frozenPass } from "kernel-helpers/dist/teachers/frozen-pass";
import { buildOnnx, SUPPORTED_OPERATIONS } from "kernel-helpers/dist/teachers/onnx/build";
import { readOnnx, type OnnxGraph, type OnnxNode } from "kernel-helpers/dist/teachers/onnx/read";
import { goldenNetworks } from "./networks";
import { distance } from "./random-network";

const SIZE = 13;
const file = "net.onnx";

describe("teachers/onnx/build", () => {
  const engine = loadEngine();
  const used = new Set<string>();

  for (const { name, onnx, pictures, outputs } of goldenNetworks()) {
    describe(name, () => {
      const graph = readOnnx(onnx, file);
      for (const [end, { shape, values }] of Object.entries(outputs)) {
        it(`computes ${end} as onnxruntime does (test/reference/onnx-networks.py), and has a gradient`, () => {
          const before = engine.memory().numTensors;
          const model = buildOnnx(graph, { inputSize: SIZE, end, file });
          engine.tidy(() => {
            const x = engine.tensor4d(pictures, [2, SIZE, SIZE, 3]);
            const output = model.predict(x) as tf.Tensor;
            assert.deepEqual(output.shape, shape);
            const largest = Math.max(...values.map(Math.abs));
            // A few layers of float32 sums, in another order.
            output.dataSync().forEach((value, i) => assert.ok(Math.abs(value - values[i]) < 1e-5 * largest, `${i}`));
            const gradient = engine.grad((input: tf.Tensor) => (model.apply(input) as tf.Tensor).square().sum())(x);
            assert.ok(gradient.abs().max().dataSync()[0] > 0);
          });
          assert.equal(model.trainableWeights.length, 0);
          model.dispose();
          assert.equal(engine.memory().numTensors, before);
        });
      }
      for (const [end, { values }] of Object.entries(outputs)) {
        it(`gives ${end} back to onnxruntime, which computes the same`, async function () {
          if (!loadOnnxRuntime()) this.skip();
          const pass = await frozenPass(buildOnnx(graph, { inputSize: SIZE, end, file }), end);
          assert.equal(pass.engine, "onnxruntime");
          assert.ok(distance(Float32Array.from(values), await pass.run(pictures, 2)) < 1e-5);
          await pass.dispose();
        });
      }
      graph.nodes.forEach(({ op }) => used.add(op));
    });
  }

  it("has every operation that it promises in one of these networks", () => {
    assert.deepEqual([...used].sort(), SUPPORTED_OPERATIONS);
  });

  describe("refuses in one sentence", () => {
    const node = (op: string, inputs: string[], attributes: OnnxNode["attributes"] = new Map()): OnnxNode => ({
      op,
      name: `the ${op}`,
      inputs,
      outputs: ["out"],
      attributes,
    });
    const graph = (nodes: OnnxNode[], input: (number | null)[] = [null, 3, 8, 8]): OnnxGraph => ({
      nodes,
      inputs: [{ name: "in", shape: input }],
      outputs: ["out"],
      weights: new Map([["w", { shape: [4, 2, 3, 3], values: new Float32Array(72) }]]),
    });
    const refused = (what: OnnxGraph, pattern: RegExp, options: { inputSize?: number; end?: string } = {}) =>
      assert.throws(
        () => buildOnnx(what, { file, ...options }),
        (error) => {
          assert.ok(error instanceof UserError, String(error));
          assert.match(error.message, pattern);
          assert.ok(!error.message.includes("\n"));
          return true;
        },
      );

    it("an operation that it does not know", () => {
      refused(
        graph([node("LRN", ["in"])]),
        /the LRN of net\.onnx is LRN, which is not supported .*: cut the network before/,
      );
      refused(graph([node("toString", ["in"])]), /is toString, which is not supported/);
    });

    it("a kernel for another number of channels", () => {
      refused(graph([node("Conv", ["in", "w"])]), /the Conv \(Conv\) gets 3 channels, its kernel wants 2/);
    });

    it("an input that is no picture, of another size or of none", () => {
      const nodes = [node("Relu", ["in"])];
      refused(graph(nodes, [1, 10]), /expected net\.onnx to take pictures of three channels, it takes 1 x 10/);
      refused(graph(nodes, [1, 3, null, null]), /leaves the size of its pictures free: say which inputSize/);
      refused(graph(nodes), /takes pictures of 8 x 8, expected 9 x 9/, { inputSize: 9 });
      refused(graph(nodes, [1, 8, 9, 3]), /takes pictures of 8 x 9, expected square ones/);
    });

    it("an end that is not there, with those that are", () => {
      refused(graph([node("Relu", ["in"])]), /net\.onnx has no node "cut"; its last ones are the Relu/, { end: "cut" });
    });

    it("what would be computed wrongly: windows that are not whole, other sides, odd borders", () => {
      const pool = (extra: [string, number | string | number[]][]) =>
        graph([node("MaxPool", ["in"], new Map<string, number | string | number[]>([["kernel_shape", [3, 3]], ["strides", [2, 2]], ...extra]))]); // prettier-ignore
      refused(pool([["ceil_mode", 1]]), /counts a window that is not whole/);
      refused(pool([["auto_pad", "SAME_LOWER"]]), /pads SAME_LOWER/);
      const gaps = new Map([["dilations", [2, 2]]]);
      refused(graph([node("MaxPool", ["in"], gaps)]), /has gaps in its window/);
      refused(graph([node("Concat", ["in", "in"], new Map([["axis", 2]]))]), /another side than their channels/);
      refused(graph([node("Transpose", ["in"], new Map([["perm", [0, 1, 3, 2]]]))]), /order 0,1,3,2/);
      refused(graph([node("Add", ["in", "w"])]), /has a weight of 4 x 2 x 3 x 3 for 3 channels/);
      refused(graph([node("Pad", ["in"], new Map([["pads", [0, 1, 0, 0, 0, 0, 0, 0]]]))]), /other sides than height/);
    });
  });
});
