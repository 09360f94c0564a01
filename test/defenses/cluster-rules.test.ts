import assert from "node:assert/strict";
import { decideByDistance, decideOnClass } from "kernel-helpers/dist/defenses/cluster-rules";
import { principalComponents } from "kernel-helpers/dist/defenses/numeric/principal-components";
import { CLASSES, golden } from "./golden";

/** As the Adversarial Robustness Toolbox writes it: 1 for each cluster that is poison. */
const flags = ({ poisonClusters }: { poisonClusters: number[] }) =>
  [0, 1].map((c) => (poisonClusters.includes(c) ? 1 : 0));

const decisions = golden.clusters.map(({ pca, silhouette }) =>
  decideOnClass({ relativeSize: pca.filter((c) => c === 1).length / pca.length, silhouette }),
);

describe("cluster rules", () => {
  it("decide by size as the Adversarial Robustness Toolbox", () => {
    assert.deepEqual(decisions.map(({ smaller }) => flags(smaller)), golden.rules.smaller); // prettier-ignore
    const expected = golden.rules.relativeSize.map((verdict) => verdict ?? [0, 0]); // it fails on class 0
    assert.deepEqual(decisions.map(({ relativeSize }) => flags(relativeSize)), expected); // prettier-ignore
  });

  it("compare the share itself with 0.35, which the toolbox first rounds to two digits", () => {
    const share = (relativeSize: number) => decideOnClass({ relativeSize, silhouette: 0 }).relativeSize.isPoisoned;
    assert.deepEqual([share(0.347), share(0.343), share(0.35)], [true, true, false]);
    assert.deepEqual(golden.artRelativeSizeEdge, [null, [0, 1]]);
  });

  it("decide by silhouette; the toolbox flags nothing, since it takes back what it found", () => {
    // Class 1: 15 of 60 images, silhouette 0.74: above 0.1 and below 0.35.
    assert.deepEqual(golden.rules.silhouetteAndSize, [[0, 0], [0, 0], [0, 0]]); // prettier-ignore
    const expected = [[0, 0], [0, 1], [0, 1]]; // prettier-ignore
    assert.deepEqual(decisions.map(({ silhouetteAndSize }) => flags(silhouetteAndSize)), expected); // prettier-ignore
    assert.deepEqual(decisions.map(({ silhouette }) => flags(silhouette)), expected); // prettier-ignore
    const halves = decideOnClass({ relativeSize: 0.5, silhouette: 0.11 });
    assert.deepEqual([halves.silhouette.isPoisoned, halves.silhouetteAndSize.isPoisoned], [true, false]);
    assert.equal(decideOnClass({ relativeSize: 0.2, silhouette: 0.1 }).silhouette.isPoisoned, false);
  });

  it("take thresholds of the caller's", () => {
    const { relativeSize, silhouette } = decideOnClass(
      { relativeSize: 0.4, silhouette: 0.12 },
      { relativeSize: 0.45, silhouette: 0.15 },
    );
    assert.deepEqual([relativeSize.isPoisoned, silhouette.isPoisoned], [true, false]);
  });

  it("decide by distance as the toolbox in one space for all classes, and as it in spaces of their own", () => {
    const given = CLASSES.map((activations, c) => ({ activations, clusters: golden.clusters[c].pca }));
    assert.deepEqual(decideByDistance(given).map(flags), golden.rules.distance);
    // What the toolbox does by default: each class in its own ten components, which makes class 2 a find.
    const apart = given.map(({ activations, clusters }) => {
      return { activations: principalComponents(activations, 10).scores, clusters };
    });
    assert.deepEqual(decideByDistance(apart).map(flags), golden.rules.distanceInReducedSpaces);
    assert.notDeepEqual(golden.rules.distance, golden.rules.distanceInReducedSpaces);
  });

  it("decide by distance on a case worked by hand", () => {
    const classes = [
      { activations: [[0], [1], [2], [10]], clusters: [0, 0, 0, 1] }, // median 1.5; 10 is nearer to 10.5
      { activations: [[10], [11], [12], [9]], clusters: [0, 0, 0, 1] }, // median 10.5; 9 is nearer to it than to 1.5
    ];
    assert.deepEqual(decideByDistance(classes), [
      { isPoisoned: true, poisonClusters: [1] },
      { isPoisoned: false, poisonClusters: [] },
    ]);
  });
});
