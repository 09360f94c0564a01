import assert from "node:assert/strict";
import { imagesFor, widestHalf, wilsonInterval } from "kernel-helpers/dist/base/wilson";

describe("base/wilson", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), Table I, method 3: four digits are printed
  for (const [hits, n, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]) {
    it(`is Newcombe's for ${hits} of ${n}`, () => {
      const found = wilsonInterval(hits, n);
      assert.ok(Math.abs(found.low - low) <= 5e-5, `${found.low} beside ${low}`);
      assert.ok(Math.abs(found.high - high) <= 5e-5, `${found.high} beside ${high}`);
    });
  }

  it("holds the rate, stays within [0, 1], and is the same for hits and misses", () => {
    for (const n of [1, 2, 7, 40, 1000]) {
      for (let hits = 0; hits <= n; hits += Math.max(1, Math.floor(n / 7))) {
        const { low, high } = wilsonInterval(hits, n);
        const misses = wilsonInterval(n - hits, n);
        assert.ok(0 <= low && low <= hits / n && hits / n <= high && high <= 1, `${hits} of ${n}`);
        assert.ok(Math.abs(low + misses.high - 1) < 1e-12 && Math.abs(high + misses.low - 1) < 1e-12);
      }
    }
  });

  it("is widest at a half, and the fewest images for a width are turned round from that", () => {
    for (const n of [10, 40, 92, 93, 400]) {
      const { low, high } = wilsonInterval(n / 2, n);
      assert.ok(Math.abs((high - low) / 2 - widestHalf(n)) < 1e-12);
      assert.equal(imagesFor(widestHalf(n) * (1 + 1e-12)), n);
    }
    assert.equal(imagesFor(0.1), 93);
    assert.ok(widestHalf(93) <= 0.1 && widestHalf(92) > 0.1);
  });

  it("refuses what is no rate", () => {
    for (const [hits, n] of [[1, 0], [3, 2], [-1, 2]]) assert.throws(() => wilsonInterval(hits, n), RangeError); // prettier-ignore
  });
});
