import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { readOnnx } from "kernel-helpers/dist/teachers/onnx/read";
import { tensorValues } from "kernel-helpers/dist/teachers/onnx/tensor";
import { goldenNetworks } from "./networks";

const refused = (act: () => unknown, pattern: RegExp) =>
  assert.throws(act, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, pattern);
    return !error.message.includes("\n");
  });

describe("teachers/onnx/read", () => {
  it("reads what the onnx package wrote (test/reference/onnx-networks.py): nodes, attributes, weights, free sides", () => {
    const [{ onnx }] = goldenNetworks();
    const { nodes, weights, inputs, outputs } = readOnnx(onnx, "net.onnx");
    assert.deepEqual(inputs, [{ name: "picture", shape: [null, 3, 13, 13] }]);
    assert.deepEqual(outputs, ["end", "untouched", "both", "relu6"]);
    assert.deepEqual(
      nodes.map(({ op }) => op),
      ["Conv", "BatchNormalization", "Relu", "MaxPool", "Conv", "Clip", "Conv", "PRelu", "Add", "Concat", "MaxPool", "GlobalAveragePool", "Flatten", "Gemm", "Softmax"],
    ); // prettier-ignore
    const [stem, norm] = nodes;
    assert.deepEqual([stem.name, stem.inputs, stem.outputs], ["/node/stem", ["picture", "stem.w"], ["stem"]]);
    assert.deepEqual(stem.attributes.get("pads"), [2, 2, 2, 2]);
    assert.ok(Math.abs((norm.attributes.get("epsilon") as number) - 1e-3) < 1e-9);
    assert.deepEqual(weights.get("six"), { shape: [], values: Float32Array.of(6) });
    assert.deepEqual(weights.get("stem.w")!.shape, [4, 3, 5, 5]);
    assert.ok(weights.get("stem.w")!.values.every((value) => value >= -0.4 && value <= 0.5));
  });

  it("refuses a file that is cut off anywhere, and one of another kind", () => {
    const [{ onnx }] = goldenNetworks();
    for (const length of [1, 10, 500, onnx.length - 1]) {
      refused(
        () => readOnnx(onnx.subarray(0, length), "net.onnx"),
        /net\.onnx.*(cut off or of another kind|found none)/,
      );
    }
    refused(() => readOnnx(Buffer.from("PK\u0003\u0004 a zip"), "net.onnx"), /net\.onnx/);
    refused(() => readOnnx(Buffer.alloc(0), "net.onnx"), /expected an ONNX network in net\.onnx, found none/);
  });
});

describe("teachers/onnx/tensor", () => {
  const rawData = (values: ArrayBufferView) => new Uint8Array(values.buffer);

  it("reads numbers of every type from bytes, wherever these begin, and from lists", () => {
    const shape = { dims: [2] };
    const values = (tensor: object) => [...tensorValues({ ...shape, ...tensor }, "net.onnx").values];
    const shifted = new Uint8Array(9);
    shifted.set(rawData(Float32Array.of(1.5, -2)), 1);
    assert.deepEqual(values({ dataType: 1, rawData: shifted.subarray(1) }), [1.5, -2]);
    assert.deepEqual(values({ dataType: 1, floatData: [0.25, 8] }), [0.25, 8]);
    // IEEE 754: 0x3c00 is 1 in half precision, 0xc100 is -2.5
    assert.deepEqual(values({ dataType: 10, rawData: rawData(Uint16Array.of(0x3c00, 0xc100)) }), [1, -2.5]);
    assert.deepEqual(values({ dataType: 10, int32Data: [0x3c00, 0xc100] }), [1, -2.5]);
    assert.deepEqual(values({ dataType: 11, rawData: rawData(Float64Array.of(0.5, -3)) }), [0.5, -3]);
    assert.deepEqual(values({ dataType: 7, rawData: rawData(BigInt64Array.of(-1n, 300n)) }), [-1, 300]);
    assert.deepEqual(values({ dataType: 7, int64Data: [-1, 300] }), [-1, 300]);
    assert.deepEqual(values({ dataType: 6, rawData: rawData(Int32Array.of(-7, 9)) }), [-7, 9]);
  });

  it("refuses numbers that are elsewhere, of another type, or too few", () => {
    const tensor = { name: "w", dims: [3], dataType: 1 };
    refused(() => tensorValues({ ...tensor, dataLocation: 1 }, "net.onnx"), /w of net\.onnx lies in another file/);
    refused(
      () => tensorValues({ ...tensor, dataType: 16 }, "net.onnx"),
      /has type 16: float32 and float16 can be read/,
    );
    refused(
      () => tensorValues({ ...tensor, rawData: new Uint8Array(8) }, "net.onnx"),
      /has 2 numbers, its shape 3 wants 3: the file is damaged/,
    );
  });
});
