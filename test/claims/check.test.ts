import assert from "node:assert/strict";
import fc from "fast-check";
import {
  above,
  atLeast,
  atLeastSome,
  atMost,
  below,
  both,
  equals,
  exists,
  forAll,
  ifMeasured,
  reported,
  within,
  type Check,
} from "kernel-helpers/dist/claims/check";
import { constant, type Quantity } from "kernel-helpers/dist/claims/quantity";

const missing: Quantity = {
  label: "ASR",
  sources: [],
  needs: [{ query: { metric: "attackSuccessRate", experiment: "attack" } }],
};
/** A check that comes out as given; undefined: not measured. */
const check = (holds: boolean | undefined): Check =>
  atLeast(holds === undefined ? missing : constant(holds ? 1 : 0), 1);
const outcome = fc.constantFrom(true, false, undefined);
const identity = (item: Check) => item;

describe("comparisons", () => {
  it("tell strict from inclusive bounds", () => {
    assert.deepEqual(
      [above(constant(90), 90), atLeast(constant(90), 90), below(constant(90), 90), atMost(constant(90), 90)].map(
        (c) => c.holds,
      ),
      [false, true, false, true],
    );
    assert.deepEqual(
      [89.9, 90, 95, 95.1].map((x) => within(constant(x), 90, 95).holds),
      [false, true, true, false],
    );
    assert.deepEqual(
      [4, 5, 6].map((x) => equals(constant(x), 5).holds),
      [false, true, false],
    );
  });

  it("are not fooled by rounding on either side of the bound", () => {
    for (const value of [2 - 1e-14, 2 + 1e-14]) {
      assert.deepEqual([atMost(constant(value), 2).holds, atLeast(constant(value), 2).holds], [true, true]);
      assert.deepEqual([above(constant(value), 2).holds, below(constant(value), 2).holds], [false, false]);
    }
  });

  it("take NaN for no support, and a missing number for undecided", () => {
    assert.equal(atLeast(constant(NaN), 0.8).holds, false);
    assert.equal(atMost(constant(NaN), 0.8).holds, false);
    assert.equal(atLeast(missing, 0).holds, undefined);
  });

  it("keep the signed distance to the bound", () => {
    assert.equal(atLeast(constant(81), 90).evidence[0].margin, -9);
    assert.equal(within(constant(94), 90, 95).evidence[0].margin, 1);
  });
});

describe("combinators", () => {
  it("agree with three-valued logic", () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 6 }), (outcomes) => {
        const checks = outcomes.map(check);
        const some = (wanted: boolean | undefined) => outcomes.includes(wanted);
        assert.equal(both(...checks).holds, some(false) ? false : some(undefined) ? undefined : true);
        assert.equal(forAll(checks, identity).holds, some(false) ? false : some(true) ? true : undefined);
        assert.equal(exists(checks, identity).holds, some(true) ? true : some(undefined) ? undefined : false);
      }),
    );
  });

  it("count witnesses as soon as the missing ones cannot change it", () => {
    const count = (wanted: number, outcomes: (boolean | undefined)[]) => atLeastSome(wanted, outcomes, check).holds;
    assert.equal(count(2, [true, false, true]), true);
    assert.equal(count(2, [true, false, undefined]), undefined);
    assert.equal(count(2, [true, false, false]), false);
    assert.equal(count(2, [false, false, undefined]), false);
  });

  it("keep what was missing, except where it no longer matters", () => {
    assert.equal(forAll([true, undefined], check).needs.length, 1);
    assert.equal(exists([true, undefined], check).needs.length, 0);
    assert.equal(exists([false, undefined], check).needs.length, 1);
  });

  it("let a part be missing, but not be wrong", () => {
    assert.equal(both(check(true), ifMeasured(check(undefined))).holds, true);
    assert.equal(both(check(true), ifMeasured(check(false))).holds, false);
    assert.equal(both(check(undefined), ifMeasured(check(true))).holds, undefined);
  });

  it("report a number without judging by it", () => {
    assert.equal(reported(constant(-1)).evidence.length, 1);
    assert.deepEqual(both(check(true), reported(missing)).needs, []);
  });

  it("decide nothing on nothing", () => {
    assert.equal(forAll([], check).holds, undefined);
  });
});
