import assert from "node:assert/strict";
import { areHalves, pack, unpack } from "kernel-helpers/dist/site/recogniser/packed";

const TENSORS = [
  { shape: [3], values: Float32Array.of(1, -0.5, 65504) },
  { shape: [2, 1], values: Float32Array.of(0.1, -3e-9) },
  { shape: [1], values: Float32Array.of(2 ** -24) },
];

describe("packed tensors", () => {
  it("come back as they were, halves in two bytes and the rest in four", () => {
    const bytes = pack({ header: { name: "a" }, tensors: TENSORS });
    assert.deepEqual(unpack(bytes), { header: { name: "a" }, tensors: TENSORS });
    const [header] = new Uint32Array(bytes.slice(0, 4).buffer);
    assert.equal(header % 4, 0);
    assert.equal(bytes.length, 4 + header + 8 + 8 + 4); // three halves and one, each filled up to four bytes
  });

  it("are read from the middle of a buffer that does not begin at a multiple of four", () => {
    const bytes = pack({ header: {}, tensors: TENSORS });
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    assert.deepEqual(unpack(shifted).tensors, TENSORS);
  });

  it("lose less than 1/2048 of a number that is written in half precision", () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => Math.sin(i + 1));
    const [read] = unpack(pack({ header: {}, tensors: [{ shape: [100], values }] }, () => true)).tensors;
    assert.ok(!areHalves(values) && areHalves(read.values));
    values.forEach((value, i) => assert.ok(Math.abs(read.values[i] - value) <= Math.abs(value) / 2048));
  });

  it("are refused where bytes are missing or too many", () => {
    const bytes = pack({ header: {}, tensors: TENSORS });
    assert.throws(() => unpack(bytes.subarray(0, -4)), RangeError);
    assert.throws(() => unpack(Uint8Array.of(...bytes, 0, 0, 0, 0)), RangeError);
    assert.throws(() => unpack(new Uint8Array()), RangeError);
  });
});
