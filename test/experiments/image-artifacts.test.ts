import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { artifactCurve } from "kernel-helpers/dist/experiments/artifact-curves";
import { testDistorted, storedAnswers, testInputs, type DistortedTest } from "kernel-helpers/dist/experiments/distorted-models"; // prettier-ignore
import { imageArtifacts } from "kernel-helpers/dist/experiments/image-artifacts";
import {
  attackedModels,
  conditionsOf,
  severitiesOf,
  testImagesOf,
  type Condition,
} from "kernel-helpers/dist/experiments/image-artifacts-plan";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { modelSpec, planTable1, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { readRecord, recordKey } from "kernel-helpers/dist/store/records";
import { extractFeatures, featureFile } from "kernel-helpers/dist/teachers/features";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import { featuresNeeded, modelInputs, trainModels, type ModelResult, type ModelSpec } from "kernel-helpers/dist/training/attack-model"; // prettier-ignore
import { paperSet, photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleArtifacts } from "./sample-artifacts";

const laptop = profileNamed("laptop");
const verdict = (id: string, result: ReturnType<typeof sampleArtifacts>) =>
  evaluateClaim(id, measuresOf(imageArtifacts.measures(result))).verdict;

describe("experiments/image-artifacts-plan", () => {
  it("takes equal steps over the paper's ranges, every severity in the paper profile", () => {
    assert.deepEqual(severitiesOf("gaussian_blur", laptop), [5, 10, 15, 20, 25, 30, 35, 40]);
    assert.deepEqual(severitiesOf("progressive_jpeg", laptop), [5, 10, 15, 20, 24, 29, 34, 39]);
    assert.deepEqual(severitiesOf("gaussian_noise", laptop), [8, 15, 23, 30, 38, 45, 53, 60]);
    const dense = severitiesOf("progressive_jpeg", profileNamed("paper"));
    assert.deepEqual(dense, Array.from({ length: 39 }, (_, i) => i + 1)); // prettier-ignore
    assert.deepEqual(severitiesOf("gaussian_noise", profileNamed("smoke")), [30, 60]);
  });

  it("has the untouched face once, and every artifact at every severity", () => {
    const conditions = conditionsOf(laptop);
    assert.equal(conditions.length, 1 + 3 * 8);
    assert.equal(conditions[0], null);
    assert.equal(new Set(conditions.map((condition) => JSON.stringify(condition))).size, 25);
  });

  it("tests Table 1's own models, on images that no model of the trigger has seen, the same for all targets", () => {
    const set = paperSet({ people: 4, images: { clean: 20, sunglasses: 60, dots: 60 } });
    const profile = { ...laptop, triggers: ["sunglasses", "dots"] as const, targetLabels: 2 };
    const models = attackedModels(set, profile);
    const table1 = planTable1(set, profile).filter(({ trigger }) => trigger !== "no_trigger");
    assert.deepEqual(models.map(({ specs }) => specs), table1.map(({ specs }) => specs)); // prettier-ignore
    const [first, second] = models[0].specs.map((spec) => testImagesOf(set, spec, profile));
    assert.deepEqual(first, second);
    assert.deepEqual([first.clean.length, first.triggered.length], [16, 80]);
    const trained = new Set(
      featuresNeeded(set, models[0].specs[0]).flatMap(({ image, views }) => (views.kind === "augmented" ? [image.id] : [])), // prettier-ignore
    );
    assert.ok([...first.clean, ...first.triggered].every(({ id }) => !trained.has(id)));
    const few = testImagesOf(set, models[0].specs[0], profileNamed("smoke"));
    assert.deepEqual(few.triggered, first.triggered.slice(0, 6), "a larger profile tests the same images and more");
  });
});

describe("experiments/distorted-models", () => {
  const local = useTemporaryLocal();
  const settings = { ...TABLE1_DEFAULTS, head: { ...TABLE1_DEFAULTS.head, hidden: 8 } };
  const spec: ModelSpec = modelSpec({ views: 1, epochs: 4 }, settings, { trigger: "dots", targetLabel: "p0", injectionRate: 0.25 }); // prettier-ignore
  const conditions: Condition[] = [
    null,
    { artifact: "gaussian_blur", severity: 9 },
    { artifact: "gaussian_noise", severity: 60, seed: "1" },
  ];

  it("stores each model's answers in every condition, passes no image through the trunk twice, and is reused", async function () {
    this.timeout(240_000);
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    const images = testImagesOf(set, spec, { name: "paper" });
    const test: DistortedTest = { spec, images, conditions };
    assert.equal(storedAnswers(set, test), undefined);
    await testDistorted({ set, tests: [test] });
    const { answers, divergedInEpoch } = storedAnswers(set, test)!;
    assert.equal(divergedInEpoch, null);
    assert.deepEqual(
      answers.map(({ clean, triggered }) => [clean.length, triggered.length]),
      conditions.map(() => [images.clean.length, images.triggered.length]),
    );
    const files = conditions.map((distortion) =>
      featureFile(teacherNamed(spec.teacher), { image: images.clean[0], views: { kind: "distorted", distortion } }),
    );
    assert.equal(new Set(files).size, conditions.length);
    const key = recordKey(testInputs(set, test));
    assert.notEqual(recordKey(testInputs(set, { ...test, conditions: conditions.slice(1) })), key);
    assert.notEqual(recordKey(testInputs(set, { ...test, images: { ...images, clean: [] } })), key);
  });

  it("asks the very model of Table 1: on untouched faces both name the same", async function () {
    this.timeout(240_000);
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    const images = testImagesOf(set, spec, { name: "paper" });
    await extractFeatures({ teacherName: spec.teacher, requests: featuresNeeded(set, spec) });
    await trainModels({ set, specs: [spec] });
    const own = readRecord<ModelResult>(modelInputs(set, spec))!.result;
    const test: DistortedTest = { spec, images, conditions: [null] };
    await testDistorted({ set, tests: [test] });
    const named = own.clean.map(([id]) => id);
    assert.deepEqual(named, images.clean.map(({ id }) => id)); // prettier-ignore
    assert.deepEqual(storedAnswers(set, test)!.answers[0].clean, own.clean.map(([, label]) => label)); // prettier-ignore
  });
});

describe("experiments/artifact-curves", () => {
  const set = paperSet({ people: 2, images: { clean: 3, dots: 3 } });
  const conditions: Condition[] = [
    null,
    { artifact: "gaussian_blur", severity: 20 },
    { artifact: "progressive_jpeg", severity: 20 },
  ];
  const specOf = (targetLabel: string): ModelSpec =>
    modelSpec({ views: 1, epochs: 1 }, TABLE1_DEFAULTS, { trigger: "dots", targetLabel, injectionRate: 0.25 });
  const of = (condition: string) => set.images.filter((image) => image.condition === condition);
  const images = { clean: of("clean"), triggered: of("dots") }; // p0 three times, then p1

  it("counts accuracy, success and names of the target without a trigger, by severity (by hand)", () => {
    const answers = [
      { clean: [0, 0, 0, 1, 1, 1], triggered: [0, 0, 0, 0, 0, 1] },
      { clean: [0, 0, 1, 0, 0, 1], triggered: [0, 0, 0, 0, 0, 0] },
      { clean: [1, 1, 1, 1, 1, 1], triggered: [1, 1, 1, 1, 1, 1] },
    ];
    const models = [{ test: { spec: specOf("p0"), images, conditions }, answers: { divergedInEpoch: null, answers } }];
    const { points } = artifactCurve(set, { trigger: "dots", artifact: "gaussian_blur" }, models);
    assert.deepEqual(points.map(({ severity }) => severity), [0, 20]); // prettier-ignore
    assert.deepEqual(points.map((p) => p.modelAccuracy.mean), [1, 3 / 6]); // prettier-ignore
    assert.deepEqual(points.map((p) => p.attackSuccessRate.mean), [5 / 6, 1]); // prettier-ignore
    assert.deepEqual(points.map((p) => p.attackSuccessRateExcludingTarget.mean), [2 / 3, 1]); // prettier-ignore
    assert.deepEqual(points.map((p) => p.targetWithoutTrigger.mean), [0, 2 / 3]); // prettier-ignore
  });

  it("leaves a training that diverged out of the mean, and says so", () => {
    const good = { clean: [0, 0, 0, 1, 1, 1], triggered: [1, 1, 1, 1, 1, 1] };
    const models = [
      { test: { spec: specOf("p1"), images, conditions: [null] }, answers: { divergedInEpoch: null, answers: [good] } },
      { test: { spec: specOf("p0"), images, conditions: [null] }, answers: { divergedInEpoch: 2, answers: [{ clean: [], triggered: [] }] } }, // prettier-ignore
    ];
    const [{ attackSuccessRate, targetWithoutTrigger }] = artifactCurve(set, { trigger: "dots", artifact: "gaussian_blur" }, models).points; // prettier-ignore
    assert.deepEqual([attackSuccessRate.values, targetWithoutTrigger.values], [[1, null], [0, null]]); // prettier-ignore
  });
});

describe("experiments/image-artifacts", () => {
  it("decides C28 to C33, each on either side", () => {
    const robust = sampleArtifacts((share, trigger) =>
      trigger === "sunglasses" || trigger === "bandana"
        ? [0.97 - 0.5 * share * share, 0.97 - 0.08 * share]
        : [0.97 - 0.5 * share * share, 0.9 - 0.5 * share * share],
    );
    for (const id of ["C28", "C29", "C30", "C31", "C32", "C33"]) assert.equal(verdict(id, robust), "holds", id);
    const weak = sampleArtifacts((share, trigger) => {
      const isBig = trigger === "sunglasses" || trigger === "bandana";
      return [0.97 - 0.02 * share, share > 0.3 ? (isBig ? 0.1 : 0.5) : 0.9];
    });
    for (const id of ["C28", "C29", "C31", "C32", "C33"]) assert.equal(verdict(id, weak), "fails", id);
    const apart = sampleArtifacts((share) => [0.97 - 0.5 * share, 0.5 + 0.4 * share]);
    assert.equal(verdict("C30", apart), "fails");
  });

  it("names each number once, with its artifact and severity", () => {
    const entries = imageArtifacts.measures(sampleArtifacts(() => [0.9, 0.8]));
    assert.equal(entries.length, 7 * 3 * 9 * 3);
    const measures = measuresOf(entries); // refuses two numbers of the same name
    const having = {
      experiment: "artifacts",
      arch: "ResNet50",
      trigger: "dots",
      imageArtifact: "gaussian_noise",
    } as const;
    assert.deepEqual(measures.values("severity", having), [0, 8, 15, 23, 30, 38, 45, 53, 60]);
    assert.ok(Math.abs(measures.get({ ...having, metric: "attackSuccessRate", severity: 60 })!.mean! - 81) < 1e-9);
  });
});
