import assert from "node:assert/strict";
import fs from "node:fs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { channelsFirst, channelsLast, readWeights } from "kernel-helpers/dist/teachers/weights";
import { useTemporaryLocal } from "../store/temporary-local";

const FLOATS = [1.5, -2.25, 1e-7];
const BYTES = [0, 10, 255, 1];
const BINARY = Buffer.concat([Buffer.from(BYTES), Buffer.from(new Float32Array(FLOATS).buffer)]);
const MANIFEST = [
  {
    weights: [
      { name: "kernel", shape: [2, 2], dtype: "float32", quantization: { dtype: "uint8", scale: 0.5, min: -3 } },
      { name: "bias", shape: [3], dtype: "float32" },
    ],
  },
];

describe("teachers/weights", () => {
  const local = useTemporaryLocal();
  const write = (manifest: unknown = MANIFEST, binary = BINARY): [string, string] => {
    const files: [string, string] = [local("manifest.json"), local("model.bin")];
    fs.writeFileSync(files[0], JSON.stringify(manifest));
    fs.writeFileSync(files[1], binary);
    return files;
  };

  it("reads quantised and plain weights, with their shapes", () => {
    const weights = readWeights(...write(), sha256(BINARY));
    assert.deepEqual([...weights.keys()], ["kernel", "bias"]);
    assert.deepEqual(weights.get("kernel"), { shape: [2, 2], values: Float32Array.of(-3, 2, 124.5, -2.5) });
    assert.deepEqual(weights.get("bias"), { shape: [3], values: Float32Array.from(FLOATS) });
  });

  it("refuses a truncated or a different file in one sentence that names it", () => {
    const changed = Buffer.from(BINARY);
    changed[1] ^= 1;
    for (const binary of [BINARY.subarray(0, 9), changed]) {
      assert.throws(
        () => readWeights(...write(MANIFEST, binary), sha256(BINARY)),
        (error) =>
          error instanceof UserError &&
          error.message.includes(`model.bin (${binary.length} bytes)`) &&
          error.message.includes('run "npm ci"'),
      );
    }
  });

  it("names a missing file", () => {
    assert.throws(
      () => readWeights(local("none.json"), local("none.bin"), ""),
      (error) => error instanceof UserError && /none\.bin .*run "npm ci"/.test(error.message),
    );
  });

  it("refuses a manifest that describes another number of bytes, or a type it does not know", () => {
    const [{ weights }] = MANIFEST;
    const short = [{ weights: [weights[0]] }];
    assert.throws(() => readWeights(...write(short), sha256(BINARY)), /describes 4 of 16 bytes/);
    const odd = [{ weights: [{ name: "kernel", shape: [4], dtype: "complex64" }] }];
    assert.throws(() => readWeights(...write(odd), sha256(BINARY)), /kernel: unknown type complex64/);
  });

  it("turns a kernel's channels to the front and back again", () => {
    // 1 x 2 places, 2 channels, 3 filters; the number says which: place, channel, filter.
    const kernel = { shape: [1, 2, 2, 3], values: Float32Array.of(0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112) };
    const turned = channelsFirst(kernel);
    assert.deepEqual(turned.shape, [3, 2, 1, 2]);
    assert.deepEqual([...turned.values], [0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112]);
    assert.deepEqual(channelsLast(turned), kernel);
  });
});
