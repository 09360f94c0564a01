import assert from "node:assert/strict";
import { writeAtomic } from "kernel-helpers/dist/base/files";
import { AUTHORS_SPEC } from "kernel-helpers/dist/defenses/neural-cleanse/spec";
import { planNeuralCleanse, runNeuralCleanse } from "kernel-helpers/dist/experiments/neural-cleanse";
import { runModels } from "kernel-helpers/dist/experiments/run-models";
import { unitCost } from "kernel-helpers/dist/experiments/unit-costs";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { Planner } from "kernel-helpers/dist/jobs/planner";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import { featureFile } from "kernel-helpers/dist/teachers/features";
import { featuresNeeded, type ModelSpec } from "kernel-helpers/dist/training/attack-model";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const head = { hidden: 8, learningRate: 1e-3, epochs: 4, batchSize: 4 };
const clean: ModelSpec = { teacher: "resnet-dlib", attack: null, head, views: 1, seed: "7" };
const attackOn = (targetLabel: string): ModelSpec => ({
  ...clean,
  attack: { trigger: "dots", targetLabel, injectionRate: 0.25 },
});
const cleanse = { ...AUTHORS_SPEC, steps: 2, batchesPerStep: 2, batchSize: 2 };

/** As if the trunk had seen what a model needs: plans ask only whether the files are there. */
function pretendFeatures(set: ImageSet, spec: ModelSpec): void {
  for (const request of featuresNeeded(set, spec)) writeAtomic(featureFile(teacherNamed(spec.teacher), request), "");
}

describe("a plan of units", () => {
  const local = useTemporaryLocal();
  const photographs = () => photographedSet(local("photographs"), { people: 3, images: { clean: 5, dots: 4 } });
  const jobsOf = async (...experiments: (() => Promise<unknown>)[]) => {
    const planner = new Planner({ answerOf: () => undefined });
    for (const experiment of experiments) assert.equal(await planner.follow(experiment), false);
    return planner.jobs;
  };

  it("has one for each label of Neural Cleanse", async () => {
    const set = await photographs();
    const specs = [clean, attackOn("p1")];
    specs.forEach((spec) => pretendFeatures(set, spec));
    const jobs = await jobsOf(() => runNeuralCleanse([planNeuralCleanse(set, specs, { cleanse })]));
    const labels = jobs.map(({ run, argument }) => [run, (argument as { labels: string[] }).labels]);
    assert.deepEqual(
      labels,
      [...set.people, ...set.people].map((person) => ["cleanseLabels", [person]]),
    );
  });

  it("has the features that two experiments need once, and no model before its features", async () => {
    const set = await photographs();
    const jobs = await jobsOf(
      () => runModels(set, [clean, attackOn("p1")]),
      () => runModels(set, [attackOn("p1"), attackOn("p2")]),
    );
    assert.ok(jobs.every(({ run }) => run === "extractFeatures"));
    const files = jobs.flatMap(({ argument }) =>
      (argument as { requests: Parameters<typeof featureFile>[1][] }).requests.map((request) =>
        featureFile(teacherNamed("resnet-dlib"), request),
      ),
    );
    assert.equal(new Set(files).size, files.length);
    const needed = [clean, attackOn("p1"), attackOn("p2")].flatMap((spec) => featuresNeeded(set, spec));
    const neededFiles = needed.map((request) => featureFile(teacherNamed("resnet-dlib"), request));
    assert.deepEqual(new Set(files), new Set(neededFiles));
  });

  it("has a model that two experiments share once", async () => {
    const set = await photographs();
    const specs = [clean, attackOn("p1"), attackOn("p2")];
    specs.forEach((spec) => pretendFeatures(set, spec));
    const jobs = await jobsOf(
      () => runModels(set, specs.slice(0, 2)),
      () => runModels(set, specs.slice(1)),
      () => runModels(set, specs),
    );
    assert.deepEqual(jobs.flatMap(({ argument }) => (argument as { specs: ModelSpec[] }).specs), specs); // prettier-ignore
  });

  it("says what each kind of unit will take", () => {
    const cost = (module: string, argument: unknown, weight = 1) =>
      unitCost({ module, run: "", argument, weight, label: "" });
    const labels = cost("experiments/cleanse-labels", { spec: clean, labels: ["p1"] });
    assert.ok(labels.gpu && labels.cpuSeconds > cost("training/attack-model", { specs: [clean] }).cpuSeconds);
    assert.equal(cost("world/render-person", {}, 50).cpuSeconds, 10);
    assert.deepEqual(cost("experiments/another", {}), cost("experiments/scores", {}), "a guess for all others");
  });
});
