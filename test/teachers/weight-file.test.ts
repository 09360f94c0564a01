import assert from "node:assert/strict";
import fc from "fast-check";
import { packWeights, unpackWeights } from "kernel-helpers/dist/teachers/weight-file";

const float = fc.float({ noNaN: true, min: -100, max: 100 });

describe("teachers/weight-file", () => {
  it("keeps kernels to half a step of each channel's range, and everything else exactly", () => {
    const kernels = fc.record({
      channels: fc.integer({ min: 1, max: 4 }),
      rows: fc.array(float, { minLength: 1, maxLength: 9 }),
    });
    fc.assert(
      fc.property(kernels, fc.array(float, { minLength: 1 }), ({ channels, rows }, bias) => {
        const values = Float32Array.from(
          rows.flatMap((value) => Array.from({ length: channels }, (_, c) => value * (c + 1))),
        );
        const written = [
          { layer: "a", index: 0, shape: [rows.length, channels], values },
          { layer: "a", index: 1, shape: [bias.length], values: Float32Array.from(bias) },
        ];
        const { tensors, bytes } = packWeights(written);
        assert.equal(bytes.length, channels * 8 + values.length + 4 * bias.length);
        const [kernel, second] = unpackWeights(tensors, bytes);
        assert.deepEqual(second, written[1]);
        const range = Math.max(...rows) - Math.min(...rows);
        kernel.values.forEach((value, i) => {
          const halfStep = (range * ((i % channels) + 1)) / 510;
          assert.ok(Math.abs(value - values[i]) <= halfStep * 1.001 + 1e-4, `${value} for ${values[i]}`);
        });
      }),
    );
  });

  it("keeps the least and the largest value of a channel, and a channel that is all one value", () => {
    const values = Float32Array.of(-1, 0.5, 3, 0.5, 0.2, 0.5);
    const { tensors, bytes } = packWeights([{ layer: "a", index: 0, shape: [3, 2], values }]);
    const [kernel] = unpackWeights(tensors, bytes);
    assert.equal(kernel.values[0], -1);
    assert.ok(Math.abs(kernel.values[2] - 3) < 1e-6);
    assert.deepEqual([1, 3, 5].map((i) => kernel.values[i]), [0.5, 0.5, 0.5]); // prettier-ignore
  });

  it("refuses a file that is longer or shorter than its tensors", () => {
    const { tensors, bytes } = packWeights([{ layer: "a", index: 0, shape: [2], values: Float32Array.of(1, 2) }]);
    assert.throws(() => unpackWeights(tensors, bytes.subarray(0, 7)), /need 8 bytes, there are 7/);
    assert.throws(() => unpackWeights(tensors, Buffer.concat([bytes, Buffer.alloc(1)])), /need 8 bytes, there are 9/);
  });
});
