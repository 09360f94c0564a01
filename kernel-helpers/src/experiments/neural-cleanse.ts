import type { ImageSet } from "../dataset/image-set";
import { cleanseVerdict, type CleanseVerdict } from "../defenses/neural-cleanse/verdict";
import type { CleanseSpec } from "../defenses/neural-cleanse/spec";
import { currentPlanner } from "../jobs/planner";
import { runJobs } from "../jobs/pool";
import { featuresNeeded, type ModelSpec } from "../training/attack-model";
import { storedCleanse, unpacked, type CleanseQuestion, type StoredCleanse } from "./cleanse-labels";
import { CPU_CLEANSE } from "./cleanse-schedule";
import { ensureFeatures, type RunOptions } from "./run-models";

/** Models of one data set, every label of which is to be reversed. The set may have a digital trigger. */
export interface CleansePlan {
  set: ImageSet;
  /** Backdoored or not. */
  specs: readonly ModelSpec[];
  cleanse: CleanseSpec;
}

/** What was found for one label of one model. */
export interface LabelCleansed {
  /** Person. */
  label: string;
  /** L1 of the reversed mask, in pixels of the trunk's input. */
  norm: number;
  /** Share of the images recognised as the label in the step whose mask was kept. */
  successRate: number;
  steps: number;
  /** Whether any step reached the attack threshold; a mask that never did still has a norm. */
  converged: boolean;
}

/** Neural Cleanse's answer on one model. */
export interface ModelCleansed extends Pick<CleanseVerdict, "anomaly" | "anomalyIndex"> {
  spec: ModelSpec;
  /** In the order of the set's people. */
  labels: LabelCleansed[];
  /** People, the smallest norm first. */
  flaggedLabels: string[];
  /** People without a mask that works. */
  notConverged: string[];
}

/** A reversed trigger as a picture. */
export interface LabelMask {
  label: string;
  /** Width and height in pixels. */
  side: number;
  /** Bytes [side, side]: the mask · 255. */
  mask: Uint8Array;
  /** Bytes [side, side, 3], sRGB. */
  pattern: Uint8Array;
}

/** Units of work: a unit is one label of one model. */
export interface CleanseState {
  done: number;
  total: number;
}

/** CPU seconds of one label of a model on the default teacher, for an estimate before the first run. */
export const CLEANSE_SECONDS = 12;

export const planNeuralCleanse = (
  set: ImageSet,
  specs: readonly ModelSpec[],
  { cleanse = CPU_CLEANSE }: { cleanse?: CleanseSpec } = {},
): CleansePlan => ({ set, specs, cleanse });

export const neuralCleanseState = (plans: readonly CleansePlan[]): CleanseState =>
  stateWithout(missingOf(plans), plans);

function stateWithout(missing: readonly CleanseQuestion[], plans: readonly CleansePlan[]): CleanseState {
  const total = plans.reduce((sum, { set, specs }) => sum + specs.length * set.people.length, 0);
  return { done: total - missing.reduce((sum, { labels }) => sum + labels.length, 0), total };
}

/** For each model that lacks some label: which. */
const missingOf = (plans: readonly CleansePlan[]): CleanseQuestion[] =>
  plans.flatMap(({ set, specs, cleanse }) =>
    specs
      .map((spec) => ({ set, spec, cleanse, labels: missingLabels({ set, spec, cleanse }) }))
      .filter(({ labels }) => labels.length > 0),
  );

const missingLabels = (question: Omit<CleanseQuestion, "labels">): string[] =>
  question.set.people.filter((label) => !storedCleanse(question, label));

/** Computes what is missing, in the pool, model by model; to be called with the run lock held. */
export async function runNeuralCleanse(
  plans: readonly CleansePlan[],
  options: RunOptions = {},
): Promise<{ made: number; reused: number }> {
  const missing = missingOf(plans);
  const { done: reused, total } = stateWithout(missing, plans);
  await ensureFeatures(missing.map(({ set, spec }) => ({ teacher: spec.teacher, requests: featuresNeeded(set, spec) })), options); // prettier-ignore
  // Where each label may have a machine of its own, the model is trained again for each.
  const inUnits = currentPlanner() ? missing.flatMap(labelByLabel) : missing;
  const jobs = inUnits.map((question) => ({
    module: "experiments/cleanse-labels",
    run: "cleanseLabels",
    argument: question,
    label: question.spec.attack?.trigger ?? "backdoor-free",
    weight: question.labels.length,
  }));
  await runJobs(jobs, { ...options, label: "labels reversed", reused });
  return { made: total - reused, reused };
}

const labelByLabel = (question: CleanseQuestion): CleanseQuestion[] =>
  question.labels.map((label) => ({ ...question, labels: [label] }));

/** One answer for each spec of the plan, in its order; undefined while a label is missing. */
export function readNeuralCleanse({ set, specs, cleanse }: CleansePlan): ModelCleansed[] | undefined {
  const models: ModelCleansed[] = [];
  for (const spec of specs) {
    const stored = storedOf({ set, spec, cleanse });
    if (!stored) return undefined;
    models.push(modelCleansed(set, spec, stored));
  }
  return models;
}

/** The reversed triggers of one model's labels; undefined while one is missing. */
export function readCleanseMasks(
  { set, cleanse }: Omit<CleansePlan, "specs">,
  spec: ModelSpec,
): LabelMask[] | undefined {
  return storedOf({ set, spec, cleanse })?.map(({ side, mask, pattern }, i) => {
    return { label: set.people[i], side, mask: unpacked(mask), pattern: unpacked(pattern) };
  });
}

function storedOf(question: Omit<CleanseQuestion, "labels">): StoredCleanse[] | undefined {
  const stored = question.set.people.map((label) => storedCleanse(question, label));
  return stored.every((label) => label !== undefined) ? stored : undefined;
}

function modelCleansed({ people }: ImageSet, spec: ModelSpec, stored: readonly StoredCleanse[]): ModelCleansed {
  const { anomaly, anomalyIndex, flagged, notConverged } = cleanseVerdict(stored);
  return {
    spec,
    labels: stored.map(({ norm, successRate, steps, converged }, i) => ({ label: people[i], norm, successRate, steps, converged })), // prettier-ignore
    anomaly,
    anomalyIndex,
    flaggedLabels: flagged.map((label) => people[label]),
    notConverged: notConverged.map((label) => people[label]),
  };
}
