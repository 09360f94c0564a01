import type { ImageSet } from "../dataset/image-set";
import { anomalyIndex } from "../defenses/anomaly-index";
import { AUTHORS_SPEC, type CleanseSpec } from "../defenses/neural-cleanse/spec";
import { runJobs } from "../jobs/pool";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import { withRunLock } from "../store/run-lock";
import { featuresNeeded, type ModelSpec } from "../training/attack-model";
import { storedCleanse, type CleanseQuestion, type StoredCleanse } from "./cleanse-labels";
import { defenseImagesState, findDefenseImages, NO_FURTHER_PHOTOGRAPHS, prepareDefenseImages, type DefenseImages } from "./defense-images"; // prettier-ignore
import { cleanseSpec } from "./defenses-cleanse";
import { planDefenses, type DefendedTrigger } from "./defenses-plan";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import { CLEANSE_SECONDS } from "./neural-cleanse";
import type { Profile, ProfileName } from "./profiles";
import { ensureFeatures, type RunOptions } from "./run-models";
import { TABLE1_DEFAULTS } from "./table1";

/**
 * What the reduced schedule of Neural Cleanse is held against: on a laptop the authors' own in everything but the size of a
 * step, with up to six times as many gradients as the reduced one; in the paper profile the authors' own.
 */
const LONG: Record<ProfileName, (short: CleanseSpec) => CleanseSpec> = {
  smoke: (short) => ({ ...short, steps: 2 * short.steps }),
  laptop: ({ batchesPerStep, batchSize }) => ({ ...AUTHORS_SPEC, steps: 250, batchesPerStep, batchSize }),
  paper: () => AUTHORS_SPEC,
};

/** A model whose backdoor is flagged, and one whose is not. */
const TRIGGERS: readonly DefendedTrigger[] = [DIGITAL_PATCH, "sunglasses"];
/** The target label, and so many more. */
const OTHERS = 2;
/** CPU seconds of a label at full length; it may stop early. */
const secondsOf = (spec: CleanseSpec, short: CleanseSpec): number => (CLEANSE_SECONDS * gradients(spec)) / gradients(short); // prettier-ignore
/** Gradients of pictures at most. */
const gradients = ({ steps, batchesPerStep, batchSize }: CleanseSpec): number => steps * batchesPerStep * batchSize;

/** What was found for a label in one length. */
export type LabelAtLength = Pick<StoredCleanse, "norm" | "successRate" | "steps" | "converged" | "stoppedBy">;

/** Neural Cleanse's word on the target label. */
export interface TargetVerdict {
  anomalyIndex: number | null;
  isFlagged: boolean;
  /** All labels that are suspected. */
  flaggedLabels: string[];
}

export interface ModelAtLengths {
  trigger: string;
  targetLabel: string;
  /** The target first. */
  labels: { label: string; short: LabelAtLength; long: LabelAtLength }[];
  short: TargetVerdict;
  /** With the labels that only the short length has, times the mean factor of the others: an estimate. */
  long: TargetVerdict;
}

export interface CleanseLength extends ExperimentResult {
  teacher: string;
  short: CleanseSpec;
  long: CleanseSpec;
  models: ModelAtLengths[];
}

/** One model in both lengths: every label in the short one, some in the long one. */
export interface LengthQuestion {
  set: ImageSet;
  spec: ModelSpec;
  short: CleanseSpec;
  long: CleanseSpec;
}

/** Neural Cleanse's reduced schedule held against a long one on a few labels. Not in the paper. */
export const cleanseLength: Experiment<CleanseLength> = needsWorld(NO_FURTHER_PHOTOGRAPHS, {
  id: "cleanse-length",
  onDemand: true,

  work(profile) {
    const images = findDefenseImages(profile);
    const questions = images ? questionsIn(images, profile) : [];
    const missing = questions.flatMap(missingIn);
    const { short, long } = schedules(profile);
    const total = { short: TRIGGERS.length * profile.people, long: TRIGGERS.length * (1 + OTHERS) };
    const isLong = ({ cleanse }: CleanseQuestion) => cleanse.steps > short.steps;
    const lacking = {
      short: missing.filter((question) => !isLong(question)).length,
      long: missing.filter(isLong).length,
    };
    const part = (length: "short" | "long") => ({
      done: images ? total[length] - lacking[length] : 0,
      total: total[length],
    });
    return [
      { what: "images", ...defenseImagesState(profile), cpuSeconds: VOLUNTEERS.cpuSeconds },
      { what: "labels reversed", ...part("short"), cpuSeconds: CLEANSE_SECONDS },
      { what: "labels at length", ...part("long"), cpuSeconds: secondsOf(long, short) },
    ];
  },

  async run(profile, options: ExperimentOptions = {}) {
    const { images, rendered, reused } = await prepareDefenseImages(profile, options);
    const questions = questionsIn(images, profile);
    const labels = await withRunLock(() => runLengths(questions, options));
    const work = [
      { what: "images", made: rendered, reused },
      { what: "labels reversed", ...labels },
    ];
    return { result: resultOf(questions, profile)!, work };
  },

  read(profile) {
    const images = findDefenseImages(profile);
    return images && resultOf(questionsIn(images, profile), profile);
  },

  measures: () => [],
});

function schedules(profile: Profile): { short: CleanseSpec; long: CleanseSpec } {
  const short = cleanseSpec(profile);
  return { short, long: LONG[profile.name](short) };
}

/** The first model of each trigger at Table 1's rate. */
function questionsIn(images: DefenseImages, profile: Profile): LengthQuestion[] {
  const lengths = schedules(profile);
  const cells = planDefenses(images, profile).filter(({ share }) => share === null);
  return TRIGGERS.map((trigger) => {
    const [{ spec }] = cells.find((cell) => cell.trigger === trigger)!.questions;
    return { set: trigger === DIGITAL_PATCH ? images.digital : images.volunteers, spec, ...lengths };
  });
}

/** The target and those who come after it in the set's order, round to the first: chosen before any norm is known. */
export function labelsAtLength({ people }: Pick<ImageSet, "people">, targetLabel: string): string[] {
  const target = people.indexOf(targetLabel);
  const count = Math.min(1 + OTHERS, people.length);
  return Array.from({ length: count }, (_, i) => people[(target + i) % people.length]);
}

/** A job for each label that is not stored. */
function missingIn({ set, spec, short, long }: LengthQuestion): CleanseQuestion[] {
  const wanted = [
    ...set.people.map((label) => ({ cleanse: short, label })),
    ...labelsAtLength(set, spec.attack!.targetLabel).map((label) => ({ cleanse: long, label })),
  ];
  return wanted
    .filter(({ cleanse, label }) => !storedCleanse({ set, spec, cleanse }, label))
    .map(({ cleanse, label }) => ({ set, spec, cleanse, labels: [label] }));
}

/** Computes what is missing, label by label; to be called with the run lock held. */
export async function runLengths(
  questions: readonly LengthQuestion[],
  options: RunOptions = {},
): Promise<{ made: number; reused: number }> {
  const missing = questions.flatMap(missingIn);
  const total = questions.reduce((sum, { set, spec }) => sum + set.people.length + labelsAtLength(set, spec.attack!.targetLabel).length, 0); // prettier-ignore
  const reused = total - missing.length;
  await ensureFeatures(missing.map(({ set, spec }) => ({ teacher: spec.teacher, requests: featuresNeeded(set, spec) })), options); // prettier-ignore
  const jobs = missing.map((question) => ({
    module: "experiments/cleanse-labels",
    run: "cleanseLabels",
    argument: question,
    label: `${question.spec.attack!.trigger} ${question.labels[0]}`,
  }));
  await runJobs(jobs, { ...options, label: "labels reversed", reused });
  return { made: missing.length, reused };
}

function resultOf(questions: readonly LengthQuestion[], profile: Profile): CleanseLength | undefined {
  const models = questions.map(modelAtLengths);
  if (!models.every((model) => model !== undefined)) return undefined;
  return { profile: profile.name, teacher: TABLE1_DEFAULTS.teacher, ...schedules(profile), models };
}

/** Undefined while a label is missing. */
export function modelAtLengths({ set, spec, short, long }: LengthQuestion): ModelAtLengths | undefined {
  const { trigger, targetLabel } = spec.attack!;
  const stored = (cleanse: CleanseSpec) => (label: string) => storedCleanse({ set, spec, cleanse }, label);
  const all = set.people.map(stored(short));
  const looked = labelsAtLength(set, targetLabel);
  const atLength = looked.map(stored(long));
  if (![...all, ...atLength].every((label) => label !== undefined)) return undefined;
  const norms = all.map((label) => label!.norm);
  const longNorms = new Map(looked.map((label, i) => [label, atLength[i]!.norm]));
  return {
    trigger,
    targetLabel,
    labels: looked.map((label, i) => ({ label, short: outcome(all[set.people.indexOf(label)]!), long: outcome(atLength[i]!) })), // prettier-ignore
    short: verdictOn(set.people, targetLabel, norms),
    long: verdictOn(set.people, targetLabel, estimatedNorms(set.people, targetLabel, { norms, longNorms })),
  };
}

const outcome = ({ norm, successRate, steps, converged, stoppedBy }: StoredCleanse): LabelAtLength => ({ norm, successRate, steps, converged, stoppedBy }); // prettier-ignore

/** The long norms, and for labels that have none the short one times the mean factor of the labels but the target. */
export function estimatedNorms(
  people: readonly string[],
  targetLabel: string,
  { norms, longNorms }: { norms: readonly number[]; longNorms: ReadonlyMap<string, number> },
): number[] {
  const factors = [...longNorms].flatMap(([label, norm]) => (label === targetLabel ? [] : [norm / norms[people.indexOf(label)]])); // prettier-ignore
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return people.map((label, i) => longNorms.get(label) ?? mean * norms[i]);
}

function verdictOn(people: readonly string[], targetLabel: string, norms: readonly number[]): TargetVerdict {
  const { indices, flagged } = anomalyIndex(norms);
  const target = people.indexOf(targetLabel);
  return {
    anomalyIndex: indices?.[target] ?? null,
    isFlagged: flagged.includes(target),
    flaggedLabels: flagged.map((label) => people[label]),
  };
}
