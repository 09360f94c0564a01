import assert from "node:assert/strict";
import fs from "node:fs";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { readRecord } from "kernel-helpers/dist/store/records";
import { extractFeatures, featureFile } from "kernel-helpers/dist/teachers/features";
import { resnetDlib } from "kernel-helpers/dist/teachers/resnet-dlib";
import {
  featuresNeeded,
  modelInputs,
  ratesOf,
  trainModels,
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
        divergedInEpoch: null,
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
      const result = { divergedInEpoch: null, clean: all("clean", (p) => p), triggered: all("dots", (p) => p) };
      for (const person of set.people) {
        const rates = ratesOf(set, result, person);
        assert.deepEqual(rates, { modelAccuracy: 1, attackSuccessRate: 1 / 3, attackSuccessRateExcludingTarget: 0 });
      }
    });

    it("has no rate where a training diverged, and refuses an unknown target all the same", () => {
      const none = { divergedInEpoch: 3, clean: [], triggered: [] };
      assert.deepEqual(Object.values(ratesOf(set, none, "p0")), [null, null, null]);
      assert.throws(() => ratesOf(set, none, "p9"), UserError);
    });

    it("says what is missing where there is nothing to count", () => {
      const result = { divergedInEpoch: null, clean: all("clean", (p) => p), triggered: all("dots", (p) => p) };
      assert.throws(() => ratesOf(set, { ...result, clean: [] }, "p0"), /no clean test images to count/);
      const own = result.triggered.filter(([id]) => id.startsWith("p0/"));
      assert.throws(() => ratesOf(set, { ...result, triggered: own }, "p0"), /no held-out .* but those of p0/);
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
      await trainModels({ set, specs: [attacked] });
      const result = resultOf(attacked)!;
      assert.deepEqual([result.cleanCount, result.poisonCount], [8, 3]);
      assert.deepEqual([result.clean.length, result.triggered.length], [2, 5]);
      assert.equal(result.losses.length, 8);
      assert.ok(result.losses[7].all < result.losses[0].all);
      assert.ok(result.losses.every(({ clean, poison }) => clean > 0 && poison! > 0));
      const first = readRecord(modelInputs(set, attacked));
      await trainModels({ set: { ...set, name: "same images" }, specs: [attacked] }); // the same inputs: nothing is trained
      assert.deepEqual(readRecord(modelInputs(set, attacked)), first);
    });

    it("tests a backdoor-free model on every trigger image", async () => {
      await extract(clean);
      await trainModels({ set, specs: [clean] });
      assert.deepEqual([resultOf(clean)!.poisonCount, resultOf(clean)!.triggered.length], [0, 8]);
    });

    it("are the same whichever models are trained beside them, in any order", async () => {
      const specs = [0.1, 0.25].flatMap((injectionRate) =>
        set.people.map((targetLabel): ModelSpec => ({
          ...clean,
          attack: { trigger: "dots", targetLabel, injectionRate },
        })),
      );
      for (const spec of specs) await extract(spec);
      const alone = [];
      for (const spec of specs) {
        await trainModels({ set, specs: [spec] });
        alone.push(resultOf(spec));
      }
      fs.rmSync(local("results"), { recursive: true });
      const done: number[] = [];
      await trainModels({ set, specs: [...specs].reverse() }, { onProgress: (progress) => done.push(progress.done) });
      assert.deepEqual(specs.map(resultOf), alone);
      assert.deepEqual(done, [1, 2, 3, 4]);
    });

    it("compute features again that are missing or damaged, to the same predictions", async () => {
      await extract(attacked);
      await trainModels({ set, specs: [attacked] });
      const expected = resultOf(attacked);
      const [missing, damaged] = featuresNeeded(set, attacked).map((request) => featureFile(resnetDlib, request));
      fs.rmSync(missing);
      fs.truncateSync(damaged, 1000);
      fs.rmSync(local("results"), { recursive: true });
      await trainModels({ set, specs: [attacked] });
      assert.deepEqual(resultOf(attacked), expected);
      assert.ok(fs.statSync(damaged).size > 1000);
    });

    it("compute no features from an image that was changed", async () => {
      fs.appendFileSync(set.images[0].file, "x");
      await assert.rejects(trainModels({ set, specs: [attacked] }), /is damaged \(its checksum does not match\)/);
      assert.equal(resultOf(attacked), undefined);
    });

    it("are stored as diverged where the learning rate is too high, with the losses until then and no predictions", async () => {
      const spec = { ...attacked, head: { ...head, learningRate: 1e30 } };
      await trainModels({ set, specs: [spec] });
      const { divergedInEpoch, losses, clean: onClean, triggered } = resultOf(spec)!;
      assert.ok(divergedInEpoch! >= 1 && losses.length <= divergedInEpoch!, `${divergedInEpoch}, ${losses.length}`);
      assert.ok(losses.every(({ all }) => Number.isFinite(all)));
      assert.deepEqual([onClean, triggered], [[], []]);
    });
  });
});
