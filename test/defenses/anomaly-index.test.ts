import assert from "node:assert/strict";
import fc from "fast-check";
import { anomalyIndex } from "kernel-helpers/dist/defenses/anomaly-index";
import { golden } from "./golden";

const close = (came: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(came - expected) < tolerance, `${came}, ${expected}`);

describe("anomalyIndex", () => {
  it("flags what the authors' code flags, with its index of the smallest norm", () => {
    for (const { norms, index, flagged } of golden.anomaly) {
      const came = anomalyIndex(norms);
      assert.deepEqual(came.flagged, flagged);
      close(came.indices![norms.indexOf(Math.min(...norms))], index, 1e-6); // it prints six digits
      assert.deepEqual([came.isBackdoored, came.remark], [true, null]);
    }
  });

  it("takes the mean of the middle two norms for the median, on which the verdict can hang (worked by hand)", () => {
    // Median 55, distances 45 35 25 15 5 5 15 25 35 45, MAD 25: index of 10 is 45 / 37.065 = 1.214.
    const even = anomalyIndex([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    close(even.median, 55);
    close(even.indices![0], 45 / (1.4826 * 25));
    // Median 11, MAD 1: 7 has index 4 / 1.4826 = 2.70. From the lower of the middle two, 10, MAD is 2 and its index 1.01.
    const { median, deviation, indices, flagged } = anomalyIndex([12, 9, 10, 10, 12, 12, 7, 14, 10, 13]);
    close(median, 11);
    close(deviation, 1.4826);
    close(indices![6], 4 / 1.4826);
    assert.deepEqual(flagged, [6]);
  });

  it("flags no label above the median, however far", () => {
    const { flagged, indices } = anomalyIndex([10, 11, 12, 13, 500]);
    assert.deepEqual(flagged, []);
    assert.ok(indices![4] > 2);
  });

  it("does not change with the unit of the norms or the order of the labels", () => {
    const norms = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(norms, fc.integer({ min: 0, max: 20 }), (values, turn) => {
        const { indices, deviation } = anomalyIndex(values);
        fc.pre(deviation > 1e-6);
        const scaled = anomalyIndex(values.map((norm) => 4 * norm)); // exact in binary
        assert.deepEqual(scaled.indices, indices);
        const k = turn % values.length;
        const turned = anomalyIndex([...values.slice(k), ...values.slice(0, k)]);
        assert.deepEqual(turned.indices, [...indices!.slice(k), ...indices!.slice(0, k)]);
      }),
    );
  });

  it("is undefined for two labels and for one, and says so", () => {
    for (const norms of [[5, 100], [5]]) {
      const { indices, flagged, isBackdoored, remark } = anomalyIndex(norms);
      assert.deepEqual([indices, flagged, isBackdoored], [null, [], null]);
      assert.match(remark!, /undefined for [12] labels?/);
    }
    assert.notEqual(anomalyIndex([5, 99, 100]).indices, null);
  });

  it("says that the MAD is 0: equal norms have index 0, others Infinity, and only smaller ones are flagged", () => {
    const { indices, flagged, remark } = anomalyIndex([5, 5, 5, 5, 1, 9, 2]);
    assert.deepEqual(indices, [0, 0, 0, 0, Infinity, Infinity, Infinity]);
    assert.deepEqual(flagged, [4, 6]);
    assert.match(remark!, /median absolute deviation is 0/);
    assert.equal(anomalyIndex([3, 3, 3]).isBackdoored, false);
  });

  it("refuses norms that are none", () => {
    assert.throws(() => anomalyIndex([]), /came none/);
    assert.throws(() => anomalyIndex([1, NaN, 2]), /came NaN for label 1/);
    assert.throws(() => anomalyIndex([1, 2, -1]), /came -1 for label 2/);
  });
});
