import assert from "node:assert/strict";
import { cleanseVerdict } from "kernel-helpers/dist/defenses/neural-cleanse/verdict";

const labels = (...norms: number[]) => norms.map((norm) => ({ norm, converged: true }));

describe("cleanseVerdict", () => {
  it("names the small outlier, and gives its index", () => {
    // Median 100, distances 0, 2, 4, 90, 6: their median is 4.
    const { flagged, anomalyIndex } = cleanseVerdict(labels(100, 102, 104, 10, 94));
    assert.deepEqual(flagged, [3]);
    assert.ok(Math.abs(anomalyIndex! - 90 / (1.4826 * 4)) < 1e-12);
  });

  it("reports labels without a trigger, whose norms take part", () => {
    const { notConverged, anomaly } = cleanseVerdict([...labels(100, 102, 104), { norm: 9000, converged: false }]);
    assert.deepEqual(notConverged, [3]);
    assert.equal(anomaly.median, 103);
  });

  it("has no index for a student with two classes, and says so", () => {
    const { anomalyIndex, flagged, anomaly } = cleanseVerdict(labels(100, 1));
    assert.equal(anomalyIndex, null);
    assert.deepEqual(flagged, []);
    assert.match(anomaly.remark!, /undefined for 2 labels/);
  });

  it("says where most norms are equal", () => {
    const { anomalyIndex, flagged, anomaly } = cleanseVerdict(labels(5, 5, 5, 1));
    assert.equal(anomalyIndex, Infinity);
    assert.deepEqual(flagged, [3]);
    assert.match(anomaly.remark!, /deviation is 0/);
  });
});
