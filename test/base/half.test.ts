import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { floatsOf, HALF_VALUES, HalfArray, halfBits, halfFloat, LARGEST_HALF } from "kernel-helpers/dist/base/half";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { projectRoot } from "kernel-helpers/dist/base/paths";

/** What numpy made of the same numbers (test/reference/half.py). */
const GOLDEN = JSON.parse(readFileSync(path.join(projectRoot(), "test", "reference", "half.json"), "utf8")) as Record<
  "values" | "rounded",
  string
> & { count: number };

const finite = Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => ((bits >> 10) & 31) !== 31);

describe("base/half", () => {
  it("has the values of all bit patterns that numpy has", () => {
    assert.equal(sha256(Float32Array.from(finite, (bits) => HALF_VALUES[bits])), GOLDEN.values);
    assert.deepEqual([0x7c00, 0xfc00, 0x7c01].map(halfFloat), [Infinity, -Infinity, NaN]);
    assert.equal(halfFloat(0x7bff), LARGEST_HALF);
  });

  it("gives every value its own bits back, minus zero included", () => {
    for (const bits of finite) assert.equal(halfBits(HALF_VALUES[bits]), bits);
  });

  it("rounds to the nearest, and from the middle between two to the even one", () => {
    const step = new Float32Array(1);
    const pattern = new Uint32Array(step.buffer);
    /** The float32 next to one, away from zero or towards it. */
    const beside = (value: number, away: 1 | -1) => {
      step[0] = value;
      pattern[0] += away;
      return step[0];
    };
    for (const sign of [0, 0x8000]) {
      for (let bits = 0; bits < 0x7bff; bits++) {
        const [low, high] = [sign | bits, sign | (bits + 1)];
        const middle = (halfFloat(low) + halfFloat(high)) / 2; // exact in float32: one bit more than a half has
        assert.equal(halfBits(middle), bits % 2 === 0 ? low : high, `${middle}`);
        assert.equal(halfBits(beside(middle, -1)), low, `below ${middle}`);
        assert.equal(halfBits(beside(middle, 1)), high, `above ${middle}`);
      }
    }
  });

  it("rounds a million float32 numbers of every size as numpy does", () => {
    const patterns = Uint32Array.from({ length: 1_000_000 }, (_, k) => k * 65537 * 3); // modulo 2^32
    const numbers = new Float32Array(patterns.buffer).filter((value) => !Number.isNaN(value));
    assert.equal(numbers.length, GOLDEN.count);
    assert.equal(sha256(HalfArray.from(numbers).bits()), GOLDEN.rounded);
  });

  it("makes what is too large infinite, from the middle above the largest on, and keeps what is no number", () => {
    assert.deepEqual([65519.996, 65520, 1e30, -65520].map(halfBits), [0x7bff, 0x7c00, 0x7c00, 0xfc00]);
    assert.deepEqual([Infinity, -Infinity].map(halfBits), [0x7c00, 0xfc00]);
    assert.ok(Number.isNaN(halfFloat(halfBits(NaN))));
  });

  it("shows a piece of an array without copying it", () => {
    const halves = HalfArray.from(Float32Array.of(1, -2, 0.1));
    assert.equal(halves.length, 3);
    assert.deepEqual([...halves.bits(1, 2)], [0xc000, 0x2e66]);
    assert.equal(halves.bits().buffer, halves.bits(1, 1).buffer);
    assert.deepEqual(floatsOf(halves), Float32Array.of(1, -2, 0.0999755859375));
  });
});
