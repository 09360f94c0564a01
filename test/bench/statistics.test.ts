import * as assert from "node:assert/strict";
import { largestDifference, median, secondsOf } from "../../bench/statistics.mjs";

describe("bench/statistics", () => {
  it("takes the middle number, or the mean of the two middle ones, and leaves the list as it is", () => {
    const values = [30, 1, 20];
    assert.equal(median(values), 20);
    assert.equal(median([4, 1, 2, 100]), 3);
    assert.deepEqual(values, [30, 1, 20]);
  });

  it("measures the time of what it awaits", async () => {
    const seconds = await secondsOf(() => new Promise((resolve) => setTimeout(resolve, 50)));
    assert.ok(seconds >= 0.045 && seconds < 5, `${seconds} s`);
  });

  it("tells differences as a share of the largest number of the reference", () => {
    assert.equal(largestDifference([1, -8, 3], [1, -10, 3.5]), 0.2);
    assert.equal(largestDifference([0, 0], [0, 0]), 0);
  });

  it("lets nothing pass as equal that is no number, or too few of them", () => {
    assert.equal(largestDifference([1], [1, 2]), Infinity);
    assert.ok(!(largestDifference([1, NaN], [1, 2]) <= 1e-3));
    assert.ok(!(largestDifference([NaN, 1], [1, 1]) <= 1e-3));
    assert.ok(!(largestDifference([1, 1], [1, NaN]) <= 1e-3));
    assert.ok(!(largestDifference([0.1], [0]) <= 1e-3));
  });
});
