import type { CleanseSpec } from "./spec";

/** What one step found, as means over its mini-batches. */
export interface StepMeans {
  /** Share of the pictures recognised as the label. */
  successRate: number;
  /** L1 of the mask. */
  norm: number;
}

/** What is remembered from step to step; nothing in it is changed, each step makes a new one. */
export interface ScheduleState {
  /** What the norm is weighed with. */
  cost: number;
  /** The smallest norm of a step whose trigger works; Infinity before there is one. */
  bestNorm: number;
  /** The best norm that the early stop has seen. */
  bestNormBefore: number;
  /** Steps in a row that wait with a cost of 0, that succeeded, that failed, that made no progress. */
  waited: number;
  succeeded: number;
  failed: number;
  idle: number;
  hasGoneUp: boolean;
  hasGoneDown: boolean;
}

export type ScheduleSpec = Pick<
  CleanseSpec,
  "initialCost" | "startsWithoutCost" | "attackThreshold" | "patience" | "costUp" | "costDown" | "stopsEarly" | "earlyStopThreshold" | "earlyStopPatience" // prettier-ignore
>;

export const firstState = ({ initialCost, startsWithoutCost }: ScheduleSpec): ScheduleState => ({
  cost: startsWithoutCost ? 0 : initialCost,
  bestNorm: Infinity,
  bestNormBefore: Infinity,
  waited: 0,
  succeeded: 0,
  failed: 0,
  idle: 0,
  hasGoneUp: false,
  hasGoneDown: false,
});

export interface Advance {
  state: ScheduleState;
  /** Whether the mask of this step is the best so far. */
  isBest: boolean;
  /** Whether to stop now. The cost of the state is then still that of this step. */
  stops: boolean;
}

/**
 * The end of a step as in the authors' visualizer.py, in its order: the best mask, the early stop, the start of the cost,
 * the cost up or down. A cost of 0 also "goes up" while it waits, to 0; its start forgets that. It starts again should it
 * ever fall to 0.
 */
export function advance(before: ScheduleState, { successRate, norm }: StepMeans, spec: ScheduleSpec): Advance {
  const { patience } = spec;
  const works = successRate >= spec.attackThreshold;
  const isBest = works && norm < before.bestNorm;
  const state = { ...before, bestNorm: isBest ? norm : before.bestNorm };
  if (spec.stopsEarly) {
    if (state.bestNorm < Infinity) {
      state.idle = state.bestNorm >= spec.earlyStopThreshold * state.bestNormBefore ? state.idle + 1 : 0;
    }
    state.bestNormBefore = Math.min(state.bestNorm, state.bestNormBefore);
    if (state.hasGoneDown && state.hasGoneUp && state.idle >= spec.earlyStopPatience) {
      return { state, isBest, stops: true };
    }
  }
  if (state.cost === 0 && works) {
    state.waited++;
    if (state.waited >= patience) {
      Object.assign(state, { cost: spec.initialCost, succeeded: 0, failed: 0, hasGoneUp: false, hasGoneDown: false });
    }
  } else {
    state.waited = 0;
  }
  state.succeeded = works ? state.succeeded + 1 : 0;
  state.failed = works ? 0 : state.failed + 1;
  if (state.succeeded >= patience) {
    state.succeeded = 0;
    state.cost *= spec.costUp;
    state.hasGoneUp = true;
  } else if (state.failed >= patience) {
    state.failed = 0;
    state.cost /= spec.costDown;
    state.hasGoneDown = true;
  }
  return { state, isBest, stops: false };
}
