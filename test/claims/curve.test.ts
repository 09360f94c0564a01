import assert from "node:assert/strict";
import fc from "fast-check";
import { pearson, spearman } from "kernel-helpers/dist/claims/correlation";
import { noCliff, nonDecreasing, nonIncreasing } from "kernel-helpers/dist/claims/curve";
import { constant } from "kernel-helpers/dist/claims/quantity";

const curve = (...values: number[]) => values.map(constant);

describe("shapes of curves", () => {
  it("allow the slack below the highest point so far, and no slow decline past it", () => {
    assert.equal(nonDecreasing(curve(50, 90, 87, 95), 3).holds, true);
    assert.equal(nonDecreasing(curve(50, 90, 86.9, 95), 3).holds, false);
    assert.equal(nonDecreasing(curve(90, 88, 86), 3).holds, false);
  });

  it("mirror each other", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 8 }), (values) => {
        const mirrored = values.map((value) => 100 - value);
        assert.equal(nonDecreasing(curve(...values), 3).holds, nonIncreasing(curve(...mirrored), 3).holds);
      }),
    );
  });

  it("see a cliff between neighbours only", () => {
    assert.equal(noCliff(curve(100, 70, 40), 30).holds, true);
    assert.equal(noCliff(curve(100, 69.9), 30).holds, false);
    assert.equal(noCliff(curve(40, 100), 30).holds, true);
  });

  it("decide nothing on a single point", () => {
    assert.equal(nonDecreasing(curve(50), 3).holds, undefined);
  });
});

describe("correlation", () => {
  // Anscombe's first quartet: r = 0.81642 (Anscombe 1973, The American Statistician 27, table).
  const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
  const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

  it("equals Anscombe's", () => assert.ok(Math.abs(pearson(x, y) - 0.81642) < 5e-6));

  it("shares ranks between ties: ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4 give sqrt(0.9)", () => {
    assert.ok(Math.abs(spearman([1, 2, 2, 3], [10, 30, 20, 40]) - Math.sqrt(0.9)) < 1e-12);
  });

  it("of ranks is blind to any rising change", () => {
    assert.ok(Math.abs(spearman(x, y) - spearman(x.map(Math.exp), y)) < 1e-12);
  });

  it("is undefined where nothing varies", () => assert.ok(Number.isNaN(pearson([1, 1, 1], [1, 2, 3]))));
});
