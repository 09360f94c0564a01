import type { AnomalyIndex } from "../defenses/anomaly-index";
import type { CleanseSpec } from "../defenses/neural-cleanse/spec";
import type { ImageSet } from "../dataset/image-set";
import type { ModelSpec } from "../training/attack-model";
import type { RunOptions } from "./run-models";

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
export interface ModelCleansed {
  spec: ModelSpec;
  /** In the order of the set's people. */
  labels: LabelCleansed[];
  anomaly: AnomalyIndex;
  /** The index of the smallest norm, which the authors print; null where undefined. */
  anomalyIndex: number | null;
  /** The smallest norm first. */
  flaggedLabels: string[];
  /** Labels without a mask that works. */
  notConverged: string[];
}

/** Units of work: a unit is one label of one model. */
export interface CleanseState {
  done: number;
  total: number;
}

export declare function planNeuralCleanse(
  set: ImageSet,
  specs: readonly ModelSpec[],
  options?: { cleanse?: CleanseSpec },
): CleansePlan;

export declare function neuralCleanseState(plans: readonly CleansePlan[]): CleanseState;

/** Computes what is missing, in the pool; to be called with the run lock held. */
export declare function runNeuralCleanse(
  plans: readonly CleansePlan[],
  options?: RunOptions,
): Promise<{ made: number; reused: number }>;

/** One answer for each spec of the plan, in its order; undefined while a label is missing. */
export declare function readNeuralCleanse(plan: CleansePlan): ModelCleansed[] | undefined;
