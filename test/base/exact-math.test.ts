import { strict as assert } from "node:assert";
import fc from "fast-check";
import * as exact from "kernel-helpers/dist/base/exact-math";

/** The engine's functions err by less than one unit in the last place; ours by a few. */
const ULPS = 4;
const near = (found: number, expected: number, ulps = ULPS) => {
  const tolerance = ulps * Number.EPSILON * Math.max(Math.abs(expected), 2 ** -1000);
  assert.ok(Object.is(found, expected) || Math.abs(found - expected) <= tolerance, `${found} is not ${expected}`);
};
const numbers = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const check = (range: fc.Arbitrary<number>, test: (x: number) => void) =>
  fc.assert(fc.property(range, test), { numRuns: 2000, seed: 1 });

describe("elementary functions that are the same everywhere", () => {
  it("agree with the engine's to a few units in the last place", () => {
    check(numbers(-0.78, 0.78), (x) => near(exact.sin(x), Math.sin(x)));
    check(numbers(-0.78, 0.78), (x) => near(exact.cos(x), Math.cos(x)));
    check(numbers(-1e9, 1e9), (x) => near(exact.atan(x), Math.atan(x)));
    check(numbers(-0.99, 0.99), (x) => near(exact.acos(x), Math.acos(x), 40));
    check(numbers(-1, 1), (x) => near(exact.asin(x), Math.asin(x), 40));
    check(numbers(-700, 700), (x) => near(exact.exp(x), Math.exp(x)));
    check(numbers(1e-300, 1e300), (x) => near(exact.log(x), Math.log(x)));
  });

  it("turn with large angles, to an absolute error of the reduction", () => {
    check(numbers(-1e6, 1e6), (x) => {
      assert.ok(Math.abs(exact.sin(x) - Math.sin(x)) < 1e-15);
      assert.ok(Math.abs(exact.cos(x) - Math.cos(x)) < 1e-15);
    });
    assert.throws(() => exact.sin(1e7), /expected \|angle\| ≤ 1e6, found 10000000/);
    assert.throws(() => exact.cos(NaN), /found NaN/);
  });

  it("know the four quadrants", () => {
    for (const [y, x] of [
      [1, 1],
      [1, -1],
      [-1, -1],
      [-1, 1],
      [1, 0],
      [-1, 0],
      [0, -1],
      [0, 1],
      [0, 0],
    ])
      near(exact.atan2(y, x), Math.atan2(y, x));
  });

  it("raise to powers", () => {
    fc.assert(
      fc.property(numbers(1e-6, 1e6), numbers(-8, 8), (x, y) => near(exact.pow(x, y), Math.pow(x, y), 250)),
      { numRuns: 2000, seed: 1 },
    );
    assert.deepEqual([exact.pow(0, 2), exact.pow(0, 0), exact.pow(5, 0), exact.pow(0, -1)], [0, 1, 1, Infinity]);
  });

  it("end where doubles end", () => {
    assert.deepEqual([exact.exp(-800), exact.exp(800), exact.exp(0)], [0, Infinity, 1]);
    assert.ok(Number.isNaN(exact.exp(NaN)) && Number.isNaN(exact.log(-1)) && Number.isNaN(exact.acos(1.1)));
    assert.deepEqual([exact.log(0), exact.log(1), exact.log(Infinity)], [-Infinity, 0, Infinity]);
  });

  it("keep their last bits: a golden that any machine must meet", () => {
    let state = 1;
    let sum = 0;
    for (let i = 0; i < 1000; i++) {
      state = (state * 16807) % 2147483647;
      const x = state / 2147483647;
      sum += exact.sin(x * 40) + exact.cos(x * 40) + exact.atan2(x, 0.5 - x) + exact.exp(x * 5) + exact.log(x);
      sum += exact.pow(x, 2.4) + exact.acos(x) + exact.asin(x);
    }
    assert.equal(sum, GOLDEN);
  });
});

/** What the sum was when the functions were written. */
const GOLDEN = 30266.23529326384;
