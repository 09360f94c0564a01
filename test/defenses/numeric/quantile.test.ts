import assert from "node:assert/strict";
import { fitNormal, median, normalQuantile, quantile } from "kernel-helpers/dist/defenses/numeric/quantile";
import { assertClose, golden } from "../golden";

describe("quantiles", () => {
  it("of the normal distribution are SciPy's", () => {
    for (const [p, expected] of golden.normalQuantile) assertClose([normalQuantile(p)], [expected], 1e-14);
    for (const p of [0, 1, -1, NaN]) assert.throws(() => normalQuantile(p), /between 0 and 1/);
  });

  it("of values join neighbours by lines; the median is the mean of the middle two", () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    assert.equal(quantile([4, 1, 3, 2], 0.9), 3.7);
    assert.deepEqual([quantile([5], 0.3), quantile([1, 2], 0), quantile([1, 2], 1)], [5, 1, 2]);
    assert.deepEqual([median([3, 1, 2]), median([10, 1, 2, 4])], [2, 3]);
    assert.deepEqual(fitNormal([1, 3]), { mean: 2, deviation: 1 });
  });
});
