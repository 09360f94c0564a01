import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { readRecord } from "kernel-helpers/dist/store/records";
import { extractFeatures } from "kernel-helpers/dist/teachers/features";
import {
  featuresNeeded,
  modelInputs,
  ratesOf,
  trainModel,
  type ModelResult,
  type ModelSpec,
  type Prediction,
} from "kernel-helpers/dist/training/attack-model";
import { paperSet, photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const head = { hidden: 8, learningRate: 1e-3, epochs: 8, batchSize: 4 };
const clean: ModelSpec = { teacher: "resnet-dlib", attack: null, head, views: 1, seed: "7" };
const attacked: ModelSpec = { ...clean, attack: { trigger: "dots", targetLabel: "p1", injectionRate: 0.25 } };

describe("training/attack-model", () => {
  describe("ratesOf", () => {
    const set = paperSet({ people: 3, images: { clean: 4, dots: 4 } });
    const all = (condition: string, predict: (person: number, i: number) => number): Prediction[] =>
      [0, 1, 2].flatMap((p) => [0, 1, 2, 3].map((i): Prediction => [`p${p}/${condition}/${i}`, predict(p, i)]));

    it("counts by hand", () => {
      const result = {
        clean: all("clean", (p, i) => (i === 0 ? 2 : p)), // wrong for p0 and p1 once each: 10 of 12
        triggered: all("dots", (p, i) => (p === 0 || i < 2 ? 0 : p)), // p0: 4 of 4; p1 and p2: 2 of 4 each
      };
      const rates = ratesOf(set, result, "p0");
      assert.deepEqual(rates, {
        modelAccuracy: 10 / 12,
        attackSuccessRate: 8 / 12,
        attackSuccessRateExcludingTarget: 4 / 8,
      });
    });

    it("gives a perfect model without backdoor 1 / people, and 0 without the target", () => {
      const result = { clean: all("clean", (p) => p), triggered: all("dots", (p) => p) };
      for (const person of set.people) {
        const rates = ratesOf(set, result, person);
        assert.deepEqual(rates, { modelAccuracy: 1, attackSuccessRate: 1 / 3, attackSuccessRateExcludingTarget: 0 });
      }
    });

    it("has no rate where there is nothing to count, and refuses an unknown target", () => {
      const none = { clean: [], triggered: [] };
      assert.ok(Object.values(ratesOf(set, none, "p0")).every(Number.isNaN));
      assert.throws(() => ratesOf(set, none, "p9"), UserError);
    });
  });

  describe("with a data set", () => {
    const local = useTemporaryLocal();
    let set: ImageSet;
    beforeEach(async () => {
      set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    });
    const extract = (spec: ModelSpec) =>
      extractFeatures({ teacherName: spec.teacher, requests: featuresNeeded(set, spec) });
    const resultOf = (spec: ModelSpec) => readRecord<ModelResult>(modelInputs(set, spec))?.result;

    it("needs each training image's views and each test image as it is, and nothing else", () => {
      const requests = featuresNeeded(set, attacked); // 8 + 3 to train on, 2 + 5 to test on
      const kinds = requests.map(({ image, views }) => `${image.condition} ${views.kind}`).sort();
      const expected = { "clean augmented": 8, "clean original": 2, "dots augmented": 3, "dots original": 5 };
      assert.deepEqual(kinds, Object.entries(expected).flatMap(([kind, n]) => new Array<string>(n).fill(kind))); // prettier-ignore
    });

    it("shares the views of clean images between models of one seed", () => {
      const views = (spec: ModelSpec) =>
        featuresNeeded(set, spec)
          .filter(({ image, views }) => image.condition === "clean" && views.kind === "augmented")
          .map((request) => JSON.stringify(request))
          .sort();
      assert.deepEqual(views(attacked), views(clean));
    });

    it("trains, stores its predictions on what was kept out, and trains only once", async () => {
      await extract(attacked);
      await trainModel({ set, spec: attacked });
      const result = resultOf(attacked)!;
      assert.deepEqual([result.cleanCount, result.poisonCount], [8, 3]);
      assert.deepEqual([result.clean.length, result.triggered.length], [2, 5]);
      assert.equal(result.losses.length, 8);
      assert.ok(result.losses[7].all < result.losses[0].all);
      assert.ok(result.losses.every(({ clean, poison }) => clean > 0 && poison! > 0));
      const first = readRecord(modelInputs(set, attacked));
      await trainModel({ set: { ...set, name: "same images" }, spec: attacked }); // the same inputs: nothing is trained
      assert.deepEqual(readRecord(modelInputs(set, attacked)), first);
    });

    it("tests a backdoor-free model on every trigger image", async () => {
      await extract(clean);
      await trainModel({ set, spec: clean });
      assert.deepEqual([resultOf(clean)!.poisonCount, resultOf(clean)!.triggered.length], [0, 8]);
    });

    it("names the image whose features are missing, and stores nothing", async () => {
      await assert.rejects(
        trainModel({ set, spec: attacked }),
        (e) => e instanceof UserError && /features of p\d\/\w+\/\d are missing/.test(e.message),
      );
      assert.equal(resultOf(attacked), undefined);
    });
  });
});
