import assert from "node:assert/strict";
import fc from "fast-check";
import { Seed } from "kernel-helpers/dist/base/seed";
import { anomalyIndex } from "kernel-helpers/dist/defenses/anomaly-index";
import { median } from "kernel-helpers/dist/defenses/numeric/quantile";
import { changedShare } from "kernel-helpers/dist/exercises/changed-share";
import { clusterMixture } from "kernel-helpers/dist/exercises/cluster-mixture";
import { earringAt } from "kernel-helpers/dist/exercises/earring-at";
import { flaggedWith } from "kernel-helpers/dist/exercises/flagged-with";
import { measured } from "kernel-helpers/dist/exercises/measured";
import { verificationErrors } from "kernel-helpers/dist/exercises/verification-errors";

/** Two groups of images, far apart in one of six directions. */
function twoGroups(clean: number, poison: number) {
  const random = new Seed("two groups").random();
  const row = (away: number) => Array.from({ length: 6 }, (_, k) => random.normal() + (k === 2 ? away : 0));
  return { clean: Array.from({ length: clean }, () => row(0)), poison: Array.from({ length: poison }, () => row(20)) };
}

describe("exercises: what the cells call", () => {
  it("clusterMixture finds all poison while it is the smaller group, and none once it is the larger", () => {
    const parts = twoGroups(12, 30);
    assert.deepEqual(clusterMixture(parts, 5), { clean: 12, poison: 5, detectionRate: 1, falsePositiveRate: 0 });
    assert.deepEqual(clusterMixture(parts, 30), { clean: 12, poison: 30, detectionRate: 0, falsePositiveRate: 1 });
    assert.throws(() => clusterMixture(parts, 31), /from 1 to 30, not 31/);
  });

  it("flaggedWith flags with the true median what anomalyIndex flags, and with another middle something else", () => {
    const norms = fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(norms, (list) => {
        const { deviation, flagged } = anomalyIndex(list);
        fc.pre(deviation > 1e-9);
        assert.deepEqual(
          flaggedWith(list, median),
          [...flagged].sort((a, b) => a - b),
        );
      }),
    );
    // By hand, of 10, 4, 9, 6: the lower middle is 6, distances 4, 2, 3, 0, of which the lower middle is 2.
    assert.deepEqual(
      flaggedWith([10, 4, 9, 6], (sorted) => sorted[1], { threshold: 0.6 }),
      [1],
    );
    assert.throws(() => flaggedWith([1, 2], () => NaN), /came out as NaN/);
  });

  it("verificationErrors counts pairs below and above the threshold, bins in part", () => {
    const histogram = { binWidth: 0.5, genuine: [6, 2, 0], impostor: [0, 1, 3] };
    assert.deepEqual(verificationErrors(histogram, 0.5), { falseAccepts: 0, falseRejects: 0.25 });
    assert.deepEqual(verificationErrors(histogram, 0.75), { falseAccepts: 0.125, falseRejects: 0.125 });
    assert.deepEqual(verificationErrors(histogram, 9), { falseAccepts: 1, falseRejects: 0 });
    assert.throws(() => verificationErrors(histogram, -1), /at least 0, not -1/);
  });

  it("earringAt takes the nearest place, and angles go round", () => {
    assert.deepEqual(earringAt({ angleDegrees: 268, distance: 0.62 }).place, { angleDegrees: 270, distance: 0.6 });
    assert.deepEqual(earringAt({ angleDegrees: -45, distance: 0.3 }), earringAt({ angleDegrees: 315, distance: 0.3 }));
    const { success, inside } = earringAt({ angleDegrees: 0, distance: 0 });
    assert.ok(success > 0 && success <= 1 && inside > 0 && inside <= 1);
  });

  it("changedShare counts pixels, not colours", () => {
    const black = { rgb: new Uint8Array(12), size: 2 };
    const changed = { rgb: Uint8Array.of(0, 9, 9, 8, 8, 8, 0, 0, 0, 0, 0, 255), size: 2 };
    assert.equal(changedShare(black, changed), 0.5);
    assert.throws(() => changedShare(black, { rgb: new Uint8Array(3), size: 1 }), /one size/);
  });

  it("measured says which part is missing", () => {
    assert.throws(() => measured("01.3", { without: 1, planted: null }, ["without", "planted"]), {
      name: "UserError",
      message: /question 01\.3 .* planted is missing/,
    });
  });
});
