import assert from "node:assert/strict";
import fs from "node:fs";
import fc from "fast-check";
import { UserError } from "kernel-helpers/dist/base/errors";
import { HalfArray } from "kernel-helpers/dist/base/half";
import { HalfFile, readFloats, readHalves, writeFloats, writeHalves } from "kernel-helpers/dist/store/arrays";
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

  it("gives back halves bit for bit, and takes floats for no halves, nor halves for floats", () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 50 }), (bits) => {
        writeHalves(local("a.f16"), new HalfArray(bits));
        assert.deepEqual(readHalves(local("a.f16"))!.bits(), bits);
      }),
      { numRuns: 40 },
    );
    writeHalves(local("a.f16"), new HalfArray(Uint16Array.of(1, 2)));
    assert.equal(fs.statSync(local("a.f16")).size, 32 + 2 * 2);
    assert.equal(readFloats(local("a.f16")), undefined);
    writeFloats(local("a.f32"), Float32Array.of(1, 2));
    assert.equal(readHalves(local("a.f32")), undefined);
  });

  it("finds every flipped bit of a file of halves", () => {
    const file = local("a.f16");
    writeHalves(file, HalfArray.from(Float32Array.of(0, -1.5, 1e3)));
    const good = fs.readFileSync(file);
    for (let bit = 0; bit < good.length * 8; bit++) {
      const bad = Buffer.from(good);
      bad[bit >> 3] ^= 1 << (bit & 7);
      fs.writeFileSync(file, bad);
      assert.equal(readHalves(file), undefined, `bit ${bit}`);
    }
  });

  it("reads a piece of a file of halves, and says if the file has become shorter", () => {
    const file = local("a.f16");
    const bits = Uint16Array.from({ length: 9 }, (_, i) => 1000 * i);
    writeHalves(file, new HalfArray(bits));
    const stored = new HalfFile(file, 9);
    for (const [start, count] of [
      [0, 9],
      [3, 2],
      [7, 2],
      [0, 1],
    ]) {
      // prettier-ignore
      assert.deepEqual(stored.bits(start, count), bits.subarray(start, start + count));
    }
    fs.truncateSync(file, 32 + 2 * 8);
    assert.throws(
      () => stored.bits(7, 2),
      (error) => error instanceof UserError && error.message.includes("a.f16 has become shorter"),
    );
  });
});
