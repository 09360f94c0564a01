import type { ImageSet } from "../dataset/image-set";
import { prepareRendered } from "../dataset/rendered";
import { runJobs, workerCount, type Job } from "../jobs/pool";
import type { Architecture } from "../paper/names";
import { IMAGE_ARTIFACTS, type MeasureEntry } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import { withRunLock } from "../store/run-lock";
import { teacherNamed } from "../teachers";
import { FACE_SIDE } from "../teachers/distorted-face";
import { featuresNeeded } from "../training/attack-model";
import { artifactCurve, type ArtifactCurve, type TestedModel } from "./artifact-curves";
import { checkRates } from "./check-rates";
import { storedAnswers, viewIn, type DistortedTest } from "./distorted-models";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { attackedModels, conditionsOf, testImagesOf } from "./image-artifacts-plan";
import { rateEntries } from "./measures";
import { VOLUNTEERS } from "./model-experiment";
import { ownMark } from "./needs-world";
import type { Profile } from "./profiles";
import { ensureFeatures, inParts, type WantedFeatures } from "./run-models";
import { TABLE1_DEFAULTS } from "./table1";

/** The paper's Figures 5, 6 and 7, and its supplement's for the other triggers. */
export interface ImageArtifacts extends ExperimentResult {
  teacher: string;
  standsFor: Architecture;
  injectionRate: number;
  /** The data set's hash. */
  set: string;
  targetLabels: string[];
  /** How many clean images, and how many with each trigger, a model is tested on. */
  cleanImages: number;
  triggerImages: number;
  /** Side of the distorted pictures in pixels. */
  faceSide: number;
  curves: ArtifactCurve[];
}

const MODELS = "models under artifacts";
/** CPU seconds of a model with its share of the distorted features, and for each condition beside them. */
const MODEL_SECONDS = 7;
const CONDITION_SECONDS = 0.6;

/** Figures 5, 6 and 7: Table 1's backdoored models, tested on images with artifacts that they were not trained for. */
export const imageArtifacts: Experiment<ImageArtifacts> = {
  id: "image-artifacts",

  work(profile) {
    const set = VOLUNTEERS.find(profile);
    const images = set ? { done: set.images.length, total: set.images.length } : VOLUNTEERS.state(profile);
    const tests = set ? testsOf(set, profile).flatMap(({ tests }) => tests) : [];
    return [
      { what: "images", ...images, cpuSeconds: VOLUNTEERS.cpuSeconds },
      {
        what: MODELS,
        done: tests.filter((test) => storedAnswers(set!, test)).length,
        total: profile.triggers.length * profile.targetLabels,
        cpuSeconds: MODEL_SECONDS + CONDITION_SECONDS * conditionsOf(profile).length,
      },
    ];
  },

  async run(profile, options: ExperimentOptions = {}) {
    checkRates(profile, [TABLE1_DEFAULTS.injectionRate]);
    const { set, rendered, reused } = await prepareRendered(profile, options);
    const tests = testsOf(set, profile).flatMap(({ tests }) => tests);
    const missing = await withRunLock(async () => {
      const missing = tests.filter((test) => !storedAnswers(set, test));
      const stored = tests.length - missing.length;
      await ensureFeatures(wantedBy(set, missing), options);
      await runJobs(jobsOf(set, missing, options.workers), { ...options, label: MODELS, reused: stored });
      return missing.length;
    });
    const work = [
      { what: "images", made: rendered, reused },
      { what: MODELS, made: missing, reused: tests.length - missing },
    ];
    return { result: resultOf(set, profile)!, work };
  },

  read(profile) {
    const set = VOLUNTEERS.find(profile);
    return set && resultOf(set, profile);
  },

  measures: ({ curves, standsFor, teacher }) =>
    curves.flatMap(({ trigger, artifact, points }) =>
      points.flatMap((point): MeasureEntry[] =>
        rateEntries(point, {
          experiment: "artifacts",
          arch: standsFor,
          trigger,
          imageArtifact: artifact,
          severity: point.severity,
          on: `${standsFor} (stand-in ${teacher})`,
        }),
      ),
    ),
};

/** A test of every model, by trigger. */
function testsOf(set: ImageSet, profile: Profile): { trigger: Trigger; tests: DistortedTest[] }[] {
  const conditions = conditionsOf(profile);
  return attackedModels(set, profile).map(({ trigger, specs }) => ({
    trigger,
    tests: specs.map((spec) => ({ spec, images: testImagesOf(set, spec, profile), conditions })),
  }));
}

/** Everything that the trunk must have seen: what trains the models, and each test image in each condition. */
function wantedBy(set: ImageSet, tests: readonly DistortedTest[]): WantedFeatures[] {
  const training = tests.map(({ spec }) => ({
    teacher: spec.teacher,
    requests: featuresNeeded(set, spec).filter(({ views }) => views.kind === "augmented"),
  }));
  const distorted = onePerTrigger(tests).map(({ spec, images, conditions }) => ({
    teacher: spec.teacher,
    requests: [...images.clean, ...images.triggered].flatMap((image) =>
      conditions.map((condition) => ({ image, views: viewIn(condition) })),
    ),
  }));
  return [...training, ...distorted];
}

const triggerOf = ({ spec }: DistortedTest): string => spec.attack!.trigger;

/** The models of a trigger are tested on the same images. */
const onePerTrigger = (tests: readonly DistortedTest[]): DistortedTest[] =>
  tests.filter((test, i) => tests.findIndex((other) => triggerOf(other) === triggerOf(test)) === i);

/** The models of one trigger together: they share their images. */
function jobsOf(
  set: ImageSet,
  tests: readonly DistortedTest[],
  workers = workerCount(),
): Job<{ set: ImageSet; tests: DistortedTest[] }>[] {
  const triggers = [...new Set(tests.map(triggerOf))];
  const most = Math.max(1, Math.ceil(tests.length / (2 * workers)));
  return triggers.flatMap((trigger) =>
    inParts(
      tests.filter((test) => triggerOf(test) === trigger),
      most,
    ).map((part) => ({
      module: "experiments/distorted-models",
      run: "testDistorted",
      argument: { set, tests: part },
      label: trigger,
      weight: part.length,
    })),
  );
}

/** The curves from stored answers; undefined while one is missing. */
function resultOf(set: ImageSet, profile: Profile): ImageArtifacts | undefined {
  const curves: ArtifactCurve[] = [];
  const all = testsOf(set, profile);
  for (const { trigger, tests } of all) {
    const models = tests.map((test) => ({ test, answers: storedAnswers(set, test) }));
    if (!models.every(hasAnswers)) return undefined;
    curves.push(...IMAGE_ARTIFACTS.map((artifact) => artifactCurve(set, { trigger, artifact }, models)));
  }
  const { teacher, injectionRate } = TABLE1_DEFAULTS;
  const [{ tests }] = all;
  const { clean, triggered } = tests[0].images;
  return {
    profile: profile.name,
    teacher,
    standsFor: teacherNamed(teacher).standsFor,
    injectionRate,
    set: set.hash,
    targetLabels: tests.map(({ spec }) => spec.attack!.targetLabel),
    cleanImages: clean.length,
    triggerImages: triggered.length,
    faceSide: FACE_SIDE,
    curves,
    ...ownMark(profile),
  };
}

const hasAnswers = (model: Partial<TestedModel>): model is TestedModel => model.answers !== undefined;
