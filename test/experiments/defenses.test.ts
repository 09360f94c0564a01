import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { BRIGHT_SQUARE } from "kernel-helpers/dist/experiments/defense-images";
import { defenses } from "kernel-helpers/dist/experiments/defenses";
import { cleanseCell } from "kernel-helpers/dist/experiments/defenses-cleanse";
import { clusteringOf, spectralOf, stripOf } from "kernel-helpers/dist/experiments/defenses-measures";
import { CONTROL_SHARE, countDefended, defenseExtent, rateFor } from "kernel-helpers/dist/experiments/defenses-plan";
import { removedBy } from "kernel-helpers/dist/experiments/defenses-summary";
import { PROFILE_NAMES, profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { anomalyIndex } from "kernel-helpers/dist/defenses/anomaly-index";
import { Seed } from "kernel-helpers/dist/base/seed";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import { modelSpec, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { paperSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";
import { inventedCell, inventedModel, sampleDefenses } from "./sample-defenses";

describe("experiments/defenses", () => {
  useTemporaryLocal();

  it("removes of every class what its quantile leaves above it (by hand)", () => {
    const model = {
      labels: [0, 0, 0, 0, 1, 1],
      spectral: { centred: [1, 4, 2, 3, 9, 8], uncentred: [4, 1, 2, 3, 8, 9] },
    };
    assert.deepEqual(removedBy(model, { centred: true, removalShare: 0.5 }), [1, 3, 4]);
    assert.deepEqual(removedBy(model, { centred: false, removalShare: 0.5 }), [0, 3, 5]);
    assert.deepEqual(removedBy(model, { centred: true, removalShare: 0 }), []);
  });

  it("counts what is found in the target class against chance and ceiling (by hand)", () => {
    const cell = inventedCell("dots", null, { clean: 40, poison: 120, found: 60 });
    // 35, 60 and 85 of 120 poison images are in the smaller cluster, and nothing else is.
    const { detectionRate, falsePositiveRate, chance, ceiling } = clusteringOf(cell);
    assert.deepEqual(detectionRate.values, [35 / 120, 60 / 120, 85 / 120]);
    assert.deepEqual(falsePositiveRate.values, [0, 0, 0]);
    assert.deepEqual(chance.values, [35 / 160, 60 / 160, 85 / 160]);
    assert.deepEqual(ceiling.values, detectionRate.values);
    // 37.5 % of 160 images are 60: the highest scores are those of the found poison, then of clean images.
    const spectral = spectralOf(cell);
    assert.deepEqual(spectral.detectionRate.values, [35 / 120, 60 / 120, 60 / 120]);
    assert.deepEqual(spectral.falsePositiveRate.values, [25 / 40, 0, 0]);
    assert.deepEqual(spectral.ceiling.values, [0.5, 0.5, 0.5]);
    assert.equal(cell.retrained!.drop.mean!.toFixed(4), "0.0100");
  });

  it("judges STRIP's inputs by a threshold from other images (by hand)", () => {
    const { detectionRate, falsePositiveRate, detectionRateOfReached } = stripOf(inventedCell("dots", null, { low: { clean: 0.03, triggered: 0.4 } })); // prettier-ignore
    assert.equal(falsePositiveRate.mean!.toFixed(4), "0.0300");
    assert.equal(detectionRate.mean!.toFixed(4), "0.4000");
    assert.equal(detectionRateOfReached.mean!.toFixed(4), (36 / 90).toFixed(4)); // every tenth does not reach the target
  });

  it("gives the claims of section 8 every number that they ask for", () => {
    const holds = measuresOf(defenses.measures(sampleDefenses()));
    for (const id of ["C50", "C51", "C52", "C53", "C54", "C56", "C57", "C58"])
      assert.equal(evaluateClaim(id, holds).verdict, "holds", id);
    const strong = measuresOf(defenses.measures(sampleDefenses({ correlation: 0.9, low: { clean: 0.05, triggered: 0.7 } }))); // prettier-ignore
    for (const id of ["C56", "C58", "C60"]) assert.equal(evaluateClaim(id, strong).verdict, "fails", id);
  });

  it("says what Neural Cleanse flags, the target or another label", () => {
    const spec = modelSpec({ views: 1, epochs: 1 }, TABLE1_DEFAULTS, { trigger: "dots", targetLabel: "a", injectionRate: 0.25 }); // prettier-ignore
    const model = (norms: number[], flaggedLabels: string[]) => ({ spec, labels: [], anomaly: anomalyIndex(norms), anomalyIndex: 2.5, flaggedLabels, notConverged: [] }); // prettier-ignore
    const cell = cleanseCell({ trigger: "dots", share: null }, [
      model([10, 50, 52, 48, 51], ["a"]),
      model([50, 10, 52, 48, 51], ["b"]),
      model([50, 49, 52, 48, 51], []),
    ]);
    assert.deepEqual(cell.detectionRate.values, [1, 1, 0]);
    assert.deepEqual(cell.targetFlagged.values, [1, 0, 0]);
    assert.equal(cell.medianAnomalyIndex, 2.5);
  });

  it("chooses the rate at which poison fills the wanted share of the target class", () => {
    const set = paperSet({ people: 4, images: { clean: 50, dots: 60 } });
    const own = poisonDataset(set, { trigger: "dots", targetLabel: "p1", injectionRate: 0 }, new Seed(TABLE1_DEFAULTS.seed)).train.filter(({ label }) => label === 1).length; // prettier-ignore
    for (const share of [0.05, 0.2, 0.5]) {
      const injectionRate = rateFor(set, "p1", share);
      const { train } = poisonDataset(set, { trigger: "dots", targetLabel: "p1", injectionRate }, new Seed(TABLE1_DEFAULTS.seed)); // prettier-ignore
      const poison = train.filter(({ isPoison }) => isPoison).length;
      assert.ok(Math.abs(poison - (own * share) / (1 - share)) <= 0.5, `${share}: ${poison} beside ${own}`);
    }
  });

  it("has the control among the shares of every profile, and a patch inside the picture", () => {
    for (const name of PROFILE_NAMES) assert.ok(defenseExtent(profileNamed(name)).shares.includes(CONTROL_SHARE), name);
    const { size, x, y } = BRIGHT_SQUARE;
    for (const place of [x, y]) assert.ok(place - size / 2 >= 0 && place + size / 2 <= 1);
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const profile = profileNamed("laptop");
    const [images, models, retrained, cleansed] = defenses.work(profile);
    assert.deepEqual([images.done, images.total], [0, 535 + 2670 + 10 * 70 + 10 * 3 * 8]);
    assert.deepEqual([models.done, models.total], [0, countDefended(profile)]);
    assert.equal(countDefended(profile), 3 * (7 + 3 * 7));
    assert.deepEqual([retrained.done, retrained.total], [0, 3 * 8]);
    assert.deepEqual([cleansed.done, cleansed.total], [0, 10 * (1 + 2 * (7 + 3))]);
    assert.equal(defenses.read(profile), undefined);
  });

  it("invents models that add up", () => {
    const { labels, cleanCount, poisonCount } = inventedModel();
    assert.equal(labels.length, cleanCount + poisonCount);
  });
});
