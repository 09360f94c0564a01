import assert from "node:assert/strict";
import { floatsOf } from "kernel-helpers/dist/base/half";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { Seed } from "kernel-helpers/dist/base/seed";
import { askModels } from "kernel-helpers/dist/experiments/ask";
import { extractBlends, storedBlends } from "kernel-helpers/dist/experiments/blended-features";
import { lookInside, predictBlended } from "kernel-helpers/dist/experiments/live-defenses";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { defendModels, storedDefended } from "kernel-helpers/dist/experiments/defended-model";
import { modelSpec } from "kernel-helpers/dist/experiments/table1";
import { retrainModels, storedRetrained } from "kernel-helpers/dist/experiments/retrained-model";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import { extractFeatures, storedFeatures } from "kernel-helpers/dist/teachers/features";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const COURSE = { views: 1, epochs: 6 };
const attack = { trigger: "dots", targetLabel: "p1", injectionRate: 0.25 };

describe("what the defenses see of a model", () => {
  const local = useTemporaryLocal();
  let set: ImageSet;
  beforeEach(async () => {
    set = await photographedSet(local("photographs"), { people: 2, images: { clean: 20, dots: 12 } });
  });

  it("a blend with weight 0 on the overlay is the image itself; with 1 and 1 it is the same either way round", async () => {
    const [image, overlay] = set.images;
    const teacherName = TABLE1_DEFAULTS.teacher;
    const teacher = teacherNamed(teacherName);
    const alone = { image, overlays: [overlay], weights: [1, 0] as const };
    const [one, other] = [[image, overlay], [overlay, image]].map(([a, b]) => ({ image: a, overlays: [b], weights: [1, 1] as const })); // prettier-ignore
    await extractBlends({ teacherName, requests: [alone, one, other] });
    const request = { image, views: { kind: "original" } as const };
    await extractFeatures({ teacherName, requests: [request] });
    assert.deepEqual(floatsOf(storedBlends(teacher, alone)!), floatsOf(storedFeatures(teacher, request)!));
    assert.deepEqual(floatsOf(storedBlends(teacher, one)!), floatsOf(storedBlends(teacher, other)!));
    assert.equal(storedBlends(teacher, { ...one, weights: [0.5, 0.5] }), undefined);
  }).timeout(120_000);

  it("the most probable class is the one that the model names, with and without overlays", async () => {
    const images = set.images.slice(0, 3);
    const seen = await lookInside(set, COURSE, attack, images);
    const [named] = await askModels(set, COURSE, [attack], images);
    const mostProbable = (row: number[]) => set.people[row.indexOf(Math.max(...row))];
    assert.deepEqual(seen.map(({ probabilities }) => mostProbable(probabilities)), named); // prettier-ignore
    assert.ok(seen.every(({ activations }) => activations.length === 256 && activations.every((value) => value >= 0)));
    const blended = await predictBlended(
      set,
      COURSE,
      attack,
      { images, overlays: [set.images[4]] },
      { weights: [1, 0] },
    );
    assert.deepEqual(blended.map(([row]) => mostProbable(row)), named); // prettier-ignore
  }).timeout(120_000);

  it("a model is defended once: scores and clusters of every training image, entropies of every input", async () => {
    const { cleanTest, triggerTest } = poisonDataset(set, attack, new Seed(TABLE1_DEFAULTS.seed));
    const question = {
      set,
      spec: modelSpec(COURSE, TABLE1_DEFAULTS, attack),
      blends: { sum: 2, mean: 1 },
      overlays: cleanTest.slice(0, 2),
      threshold: cleanTest.slice(2, 5),
      clean: cleanTest.slice(5),
      triggered: triggerTest.slice(0, 2),
      pairs: { without: cleanTest.slice(0, 2), with: triggerTest.slice(0, 2) },
    };
    assert.equal(storedDefended(question), undefined);
    await defendModels({ questions: [question] });
    const model = storedDefended(question)!;
    const count = model.cleanCount + model.poisonCount;
    assert.equal(model.spectral.centred.length, count);
    assert.equal(model.labels.length, count);
    assert.deepEqual(model.labels.slice(model.cleanCount), Array<number>(model.poisonCount).fill(1));
    for (const { flagged, classes } of Object.values(model.clustering)) {
      const smaller = classes.reduce((sum, { sizes }) => sum + sizes[1], 0);
      assert.equal(flagged.smaller.length, smaller);
    }
    assert.deepEqual(Object.entries(model.strip).map(([name, { threshold, triggered }]) => [name, threshold.length, triggered.length]), [["mean", 3, 2], ["sum", 3, 2]]); // prettier-ignore
    assert.notEqual(model.correlation.hidden.pairs.ofPairs, null);

    const all = Array.from({ length: model.poisonCount }, (_, i) => model.cleanCount + i);
    const retrain = { set, spec: question.spec, removed: all };
    await retrainModels({ questions: [retrain] });
    const { cleanCount, poisonCount } = storedRetrained(retrain)!;
    assert.deepEqual([cleanCount, poisonCount], [model.cleanCount, 0], "all of the poison is gone, and nothing else");
  }).timeout(240_000);
});
