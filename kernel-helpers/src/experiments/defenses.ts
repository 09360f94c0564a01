import * as fs from "node:fs";
import { runJobs, workerCount } from "../jobs/pool";
import { withRunLock } from "../store/run-lock";
import { teacherNamed } from "../teachers";
import { featuresNeeded } from "../training/attack-model";
import { blendedFile, type BlendRequest } from "./blended-features";
import { checkRates } from "./check-rates";
import { defenseImagesState, findDefenseImages, NO_FURTHER_PHOTOGRAPHS, prepareDefenseImages, type DefenseImages } from "./defense-images"; // prettier-ignore
import { blendsWanted, storedDefended, type Defended, type DefenseQuestion } from "./defended-model";
import { countCleansed, planCleanse, storedCleanse } from "./defenses-cleanse";
import { defenseEntries } from "./defenses-measures";
import { countDefended, isRetrained, planDefenses, REMOVAL_SHARE, tableTriggers, type DefendedCell } from "./defenses-plan"; // prettier-ignore
import type { Defenses } from "./defenses-result";
import { removedBy, summariseCell, type DefenseCell } from "./defenses-summary";
import type { Experiment, ExperimentOptions } from "./experiment";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import { CLEANSE_SECONDS, neuralCleanseState, runNeuralCleanse } from "./neural-cleanse";
import type { Profile } from "./profiles";
import { storedRetrained, type RetrainQuestion } from "./retrained-model";
import { ensureFeatures, inParts, type WantedFeatures } from "./run-models";
import { TABLE1_DEFAULTS } from "./table1";

/** CPU seconds of a model with its share of the features and blends, and of one that is trained anew. */
const MODEL_SECONDS = 15;
const RETRAIN_SECONDS = 7;
const MODELS = "models defended";
const RETRAINED = "models retrained";
const CLEANSED = "labels reversed";

const questionsIn = (cells: readonly DefendedCell[]): DefenseQuestion[] => cells.flatMap(({ questions }) => questions);

/** Of Table 4's triggers, the digital patch at the same rate, and the control. */
export const countRetrained = (profile: Profile): number => (tableTriggers(profile).length + 2) * profile.targetLabels;

/**
 * Section 8: four defenses on Table 1's models, and on a digital patch. Neural Cleanse comes last and takes longest; the
 * result shows what there is of it.
 */
export const defenses: Experiment<Defenses> = needsWorld(NO_FURTHER_PHOTOGRAPHS, {
  id: "defenses",

  work(profile) {
    const images = findDefenseImages(profile);
    const cells = (images ? planDefenses(images, profile) : []).map(loadCell);
    const plans = images ? planCleanse(images, profile, cells).map(({ plan }) => plan) : [];
    const done = cells.flatMap(({ defended }) => defended).filter((model) => model !== undefined).length;
    const retrained = cells.flatMap(retrainedIn).filter((question) => question && storedRetrained(question)).length;
    return [
      { what: "images", ...defenseImagesState(profile), cpuSeconds: VOLUNTEERS.cpuSeconds },
      { what: MODELS, done, total: countDefended(profile), cpuSeconds: MODEL_SECONDS },
      { what: RETRAINED, done: retrained, total: countRetrained(profile), cpuSeconds: RETRAIN_SECONDS },
      {
        what: CLEANSED,
        done: neuralCleanseState(plans).done,
        total: countCleansed(profile),
        cpuSeconds: CLEANSE_SECONDS,
      },
    ];
  },

  async run(profile, options: ExperimentOptions = {}) {
    checkRates(profile, [TABLE1_DEFAULTS.injectionRate]);
    const { images, rendered, reused } = await prepareDefenseImages(profile, options);
    const cells = planDefenses(images, profile);
    const plans = planCleanse(images, profile, cells).map(({ plan }) => plan);
    const [defended, again, cleansed] = await withRunLock(async () => [
      await defendCells(cells, options),
      await retrainAll(
        cells.map(loadCell).flatMap((cell) => retrainedIn(cell).map((question) => question!)),
        options,
      ),
      await runNeuralCleanse(plans, options),
    ]);
    const work = [
      { what: "images", made: rendered, reused },
      { what: MODELS, ...defended },
      { what: RETRAINED, ...again },
      { what: CLEANSED, ...cleansed },
    ];
    return { result: resultOf(images, cells, profile)!, work };
  },

  read(profile) {
    const images = findDefenseImages(profile);
    return images && resultOf(images, planDefenses(images, profile), profile);
  },

  measures: defenseEntries,
});

/** What trains and tests a model, and all images that its layers are looked at for, as they are. */
function wantedBy({ set, spec, pairs, triggered }: DefenseQuestion): WantedFeatures {
  const needed = featuresNeeded(set, spec);
  const shown = [...needed.map(({ image }) => image), ...triggered, ...pairs.without, ...pairs.with];
  return { teacher: spec.teacher, requests: [...needed, ...shown.map((image) => ({ image, views: { kind: "original" } as const }))] }; // prettier-ignore
}

/** Images with all their overlays that a worker takes at a time. */
const BLENDS_PER_JOB = 6;

/** Passes the blended images that are not stored through the trunk, once for all models. */
async function ensureBlends(questions: readonly DefenseQuestion[], options: ExperimentOptions): Promise<void> {
  if (questions.length === 0) return;
  const teacherName = TABLE1_DEFAULTS.teacher;
  const teacher = teacherNamed(teacherName);
  // All questions of a profile have the same overlays, and most of their images in common.
  const wanted = new Map<string, BlendRequest>();
  for (const request of questions.flatMap(blendsWanted)) {
    const { image, overlays, weights } = request;
    const name = JSON.stringify([image.sha256, image.landmarks, overlays.length, weights]);
    if (!wanted.has(name)) wanted.set(name, request);
  }
  const missing = [...wanted.values()].filter((request) => !fs.existsSync(blendedFile(teacher, request)));
  const jobs = inParts(missing, BLENDS_PER_JOB).map((requests) => ({
    module: "experiments/blended-features",
    run: "extractBlends",
    argument: { teacherName, requests },
    label: "overlays",
    weight: requests.length,
  }));
  await runJobs(jobs, { ...options, label: "blended images" });
}

/** Applies the defenses to the cells' models, where that is not stored; to be called with the run lock held. */
export async function defendCells(
  cells: readonly DefendedCell[],
  options: ExperimentOptions,
): Promise<{ made: number; reused: number }> {
  const questions = questionsIn(cells);
  const open = questions.filter((question) => !storedDefended(question));
  const reused = questions.length - open.length;
  await ensureFeatures(open.map(wantedBy), options);
  await ensureBlends(open, options);
  await defendAll(open, reused, options);
  return { made: open.length, reused };
}

async function defendAll(open: readonly DefenseQuestion[], reused: number, options: ExperimentOptions): Promise<void> {
  const jobs = partsByTrigger(open, options.workers).map((questions) => ({
    module: "experiments/defended-model",
    run: "defendModels",
    argument: { questions },
    label: questions[0].spec.attack!.trigger,
    weight: questions.length,
  }));
  await runJobs(jobs, { ...options, label: MODELS, reused });
}

/** Models of one trigger together: they share their images. */
function partsByTrigger<Of extends Pick<DefenseQuestion, "spec">>(
  questions: readonly Of[],
  workers = workerCount(),
): Of[][] {
  const most = Math.max(1, Math.min(6, Math.ceil(questions.length / (2 * workers))));
  const triggers = [...new Set(questions.map(({ spec }) => spec.attack!.trigger))];
  return triggers.flatMap((trigger) => inParts(questions.filter(({ spec }) => spec.attack!.trigger === trigger), most)); // prettier-ignore
}

/** Trains models without some of their images, where that is not stored; to be called with the run lock held. */
export async function retrainAll(
  questions: readonly RetrainQuestion[],
  options: ExperimentOptions,
): Promise<{ made: number; reused: number }> {
  const open = questions.filter((question) => !storedRetrained(question));
  const jobs = partsByTrigger(open, options.workers).map((part) => ({
    module: "experiments/retrained-model",
    run: "retrainModels",
    argument: { questions: part },
    label: part[0].spec.attack!.trigger,
    weight: part.length,
  }));
  await runJobs(jobs, { ...options, label: RETRAINED, reused: questions.length - open.length });
  return { made: open.length, reused: questions.length - open.length };
}

/** A cell with what is stored of its models. */
interface LoadedCell extends DefendedCell {
  defended: (Defended | undefined)[];
}

const loadCell = (cell: DefendedCell): LoadedCell => ({ ...cell, defended: cell.questions.map(storedDefended) });

/** A cell's models without what Spectral Signatures removes by centred scores; undefined where one is not defended yet. */
const retrainedIn = (cell: LoadedCell): (RetrainQuestion | undefined)[] =>
  isRetrained(cell)
    ? cell.questions.map(({ set, spec }, i) => {
        const model = cell.defended[i];
        return model && { set, spec, removed: removedBy(model, { centred: true, removalShare: REMOVAL_SHARE }) };
      })
    : [];

function resultOf(images: DefenseImages, plan: readonly DefendedCell[], profile: Profile): Defenses | undefined {
  const cells: DefenseCell[] = [];
  const loaded = plan.map(loadCell);
  for (const planned of loaded) {
    const cell = cellOf(planned);
    if (!cell) return undefined;
    cells.push(cell);
  }
  const { teacher, injectionRate } = TABLE1_DEFAULTS;
  const [{ questions }] = plan;
  return {
    profile: profile.name,
    teacher,
    standsFor: teacherNamed(teacher).standsFor,
    injectionRate,
    set: images.volunteers.hash,
    digitalSet: images.digital.hash,
    people: images.volunteers.people.length,
    cleanCount: loaded[0].defended[0]!.cleanCount,
    thresholdImages: questions[0].threshold.length,
    cleanImages: questions[0].clean.length,
    triggerImages: questions[0].triggered.length,
    table: cells.filter(({ share }) => share === null),
    shares: cells.filter(({ share }) => share !== null),
    cleanse: storedCleanse(planCleanse(images, profile, plan)),
  };
}

function cellOf(loaded: LoadedCell): DefenseCell | undefined {
  const { trigger, share, questions, defended } = loaded;
  if (!defended.every((model) => model !== undefined)) return undefined;
  const again = retrainedIn(loaded).map((question) => storedRetrained(question!));
  if (!again.every((model) => model !== undefined)) return undefined;
  return summariseCell({
    trigger,
    share,
    targetLabels: questions.map(({ spec }) => spec.attack!.targetLabel),
    overlays: questions[0].blends,
    defended,
    retrained: again.length > 0 ? { removalShare: REMOVAL_SHARE, models: again } : null,
  });
}
