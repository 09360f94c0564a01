import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { Seed } from "kernel-helpers/dist/base/seed";
import { imagesOf, type DatasetImage } from "kernel-helpers/dist/dataset/image-set";
import { splitClean } from "kernel-helpers/dist/dataset/split";
import { digitalInjection } from "kernel-helpers/dist/experiments/digital-injection";
import { pastedSet, ratesFor, trialCount } from "kernel-helpers/dist/experiments/digital-injection-plan";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import { pastedAs } from "kernel-helpers/dist/poisoning/pasted/paste-trigger";
import { paperSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleInjection } from "./sample-weaker";

const curve = (realAt: (rate: number) => number) =>
  [0, 0.1, 0.15, 0.25, 0.4].map((rate) => ({ rate, real: realAt(rate), digital: rate === 0 ? 0.1 : 0.9 + rate / 5 }));
const verdicts = (...sample: Parameters<typeof sampleInjection>) => {
  const measures = measuresOf(digitalInjection.measures(sampleInjection(...sample)));
  return ["C48", "C49"].map((id) => evaluateClaim(id, measures).verdict);
};
const laptop = profileNamed("laptop");

describe("experiments/digital-injection", () => {
  useTemporaryLocal();

  it("decides C48 and C49 on models trained on pasted triggers", () => {
    assert.deepEqual(verdicts(curve((rate) => (rate === 0 ? 0.1 : 0.92 + rate / 6))), ["holds", "holds"]);
    assert.deepEqual(verdicts(curve((rate) => (rate === 0 ? 0.1 : 0.7))), ["fails", "fails"]);
    assert.deepEqual(verdicts(curve((rate) => (rate === 0 ? 0.1 : 0.85))), ["holds", "fails"]);
  });

  it("poisons copies of training images alone: no test image is trained on, clean or pasted", () => {
    const set = paperSet({ people: 4, images: { clean: 20, dots: 6 } });
    const seed = new Seed("2021");
    const clean = imagesOf(set, "clean");
    const all = clean.map((image): DatasetImage => ({
      ...image,
      id: `${image.id}~pasted`,
      condition: pastedAs("dots"),
    }));
    const training = new Set(splitClean(set, seed).train);
    const joined = pastedSet(set, "dots", { all, train: clean.map((image) => training.has(image)) });
    const attack = { trigger: pastedAs("dots"), targetLabel: "p1", injectionRate: 0.4 };
    const { train, cleanTest } = poisonDataset(joined, attack, seed);
    const sources = new Set(train.map(({ image }) => image.id.replace("~pasted", "")));
    assert.deepEqual(cleanTest.map(({ id }) => id), splitClean(set, seed).test.map(({ id }) => id)); // prettier-ignore
    assert.ok(cleanTest.every(({ id }) => !sources.has(id)));
    assert.equal(train.filter(({ isPoison }) => isPoison).length, Math.round((64 * 0.4) / 0.6));
    assert.equal(sources.size, 64);
  });

  it("has sunglasses and bandana at every rate and the others at Table 1's, for five targets", () => {
    assert.deepEqual(ratesFor(laptop, "dots"), [0.25]);
    assert.deepEqual(ratesFor(laptop, "bandana"), laptop.injectionRates);
    assert.equal(trialCount(laptop), 7 + 5 * (2 * 8 + 5 + 7));
    const [images, pictures, models] = digitalInjection.work(laptop);
    assert.deepEqual([images.done, pictures.done, pictures.total], [0, 0, 7 * 535]);
    assert.deepEqual([models.done, models.total], [0, 147]);
    assert.equal(digitalInjection.read(laptop), undefined);
  });
});
