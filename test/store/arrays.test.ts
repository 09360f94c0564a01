import assert from "node:assert/strict";
import fs from "node:fs";
import fc from "fast-check";
import { readFloats, writeFloats } from "kernel-helpers/dist/store/arrays";
import { useTemporaryLocal } from "./temporary-local";

describe("store/arrays", () => {
  const local = useTemporaryLocal();

  it("gives back any values bit for bit, not-a-number and minus zero included", () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 50 }), (values) => {
        writeFloats(local("a.f32"), values);
        assert.deepEqual(readFloats(local("a.f32")), values);
      }),
      { numRuns: 40 },
    );
  });

  it("stores only the part of a longer array that it is given", () => {
    writeFloats(local("a.f32"), Float32Array.of(1, 2, 3, 4).subarray(1, 3));
    assert.deepEqual(readFloats(local("a.f32")), Float32Array.of(2, 3));
  });

  it("knows a file that is not there", () => {
    assert.equal(readFloats(local("none.f32")), undefined);
  });

  it("takes a file in which any one bit is flipped for none, and one of any other length", () => {
    const file = local("a.f32");
    writeFloats(file, Float32Array.of(0, -1.5, 1e20));
    const good = fs.readFileSync(file);
    for (let bit = 0; bit < good.length * 8; bit++) {
      const bad = Buffer.from(good);
      bad[bit >> 3] ^= 1 << (bit & 7);
      fs.writeFileSync(file, bad);
      assert.equal(readFloats(file), undefined, `bit ${bit}`);
    }
    for (let length = 0; length < good.length; length++) {
      fs.writeFileSync(file, good.subarray(0, length));
      assert.equal(readFloats(file), undefined, `${length} bytes`);
    }
    fs.writeFileSync(file, Buffer.concat([good, Buffer.alloc(4)]));
    assert.equal(readFloats(file), undefined);
  });
});
