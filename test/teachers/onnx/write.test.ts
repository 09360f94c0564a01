import assert from "node:assert/strict";
import { readOnnx } from "kernel-helpers/dist/teachers/onnx/read";
import { writeOnnx, type WrittenGraph } from "kernel-helpers/dist/teachers/onnx/write";

const graph: WrittenGraph = {
  nodes: [
    { op: "Pad", inputs: ["in", "border"], output: "padded", attributes: {} },
    {
      op: "LeakyRelu",
      inputs: ["padded"],
      output: "out",
      attributes: { alpha: { f: 1 }, whole: { i: -3 }, many: { ints: [0, 5, 2 ** 40] } },
    },
  ],
  weights: new Map([
    ["border", { shape: [2], values: BigInt64Array.of(1n, -1n) }],
    ["w", { shape: [1, 3], values: Float32Array.of(9, 1.5, -2, 1e-30).subarray(1) }],
  ]),
  input: { name: "in", shape: [null, 4] },
  output: { name: "out", shape: [null, 6] },
};

describe("teachers/onnx/write", () => {
  it("writes what the reader, which is tested on files of the onnx package, reads back", () => {
    const { nodes, weights, inputs, outputs } = readOnnx(writeOnnx(graph), "net.onnx");
    assert.deepEqual(inputs, [{ name: "in", shape: [null, 4] }]);
    assert.deepEqual(outputs, ["out"]);
    assert.deepEqual(
      nodes.map(({ op, inputs, outputs }) => [op, inputs, outputs]),
      [
        ["Pad", ["in", "border"], ["padded"]],
        ["LeakyRelu", ["padded"], ["out"]],
      ],
    );
    assert.deepEqual(Object.fromEntries(nodes[1].attributes), { alpha: 1, whole: -3, many: [0, 5, 2 ** 40] });
    assert.deepEqual(weights.get("border"), { shape: [2], values: Float32Array.of(1, -1) });
    assert.deepEqual(weights.get("w"), { shape: [1, 3], values: Float32Array.of(1.5, -2, 1e-30) });
  });
});
