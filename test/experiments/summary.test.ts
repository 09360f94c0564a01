import assert from "node:assert/strict";
import fc from "fast-check";
import { divergedCount, printPercent, summarise } from "kernel-helpers/dist/experiments/summary";

describe("experiments/summary", () => {
  it("has NumPy's mean and standard deviation, which divides by n", () => {
    // numpy.std([2, 4, 4, 4, 5, 5, 7, 9]) is 2.0; with ddof=1 it would be 2.138
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    assert.deepEqual(summarise(values), { mean: 5, std: 2, values });
  });

  it("has no deviation for a single value, and keeps a copy of the values", () => {
    const values = [0.3];
    const summary = summarise(values);
    values[0] = 9;
    assert.deepEqual(summary, { mean: 0.3, std: null, values: [0.3] });
    assert.throws(() => summarise([]), /there are no values/);
  });

  it("moves with its values: mean shifted and scaled, deviation only scaled", () => {
    const rates = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(rates, (values) => {
        const [one, other] = [summarise(values), summarise(values.map((value) => 3 * value + 1))];
        assert.ok(Math.abs(other.mean! - (3 * one.mean! + 1)) < 1e-12);
        assert.ok(Math.abs(other.std! - 3 * one.std!) < 1e-12);
      }),
    );
  });

  it("prints as the paper does", () => {
    assert.equal(printPercent({ mean: 0.98, std: 0.04 }), "98±4%");
    assert.equal(printPercent({ mean: 1, std: 0 }), "100±0%");
    assert.equal(printPercent({ mean: 0.8312, std: null }), "83%");
    assert.equal(printPercent({ mean: 0.8312, std: 0.0049 }, 1), "83.1±0.5%");
  });

  it("leaves out what diverged, and says how many", () => {
    const some = summarise([0.25, null, 0.75]);
    assert.deepEqual(some, { mean: 0.5, std: 0.25, values: [0.25, null, 0.75] });
    assert.equal(divergedCount(some), 1);
    assert.equal(printPercent(some), "50±25% (1 of 3 diverged)");
    const all = summarise([null, null]);
    assert.deepEqual([all.mean, all.std, printPercent(all)], [null, null, "diverged"]);
  });
});
