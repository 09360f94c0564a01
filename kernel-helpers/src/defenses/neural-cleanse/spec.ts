import { UserError } from "../../base/errors";

/** How a trigger is reversed. All but the objective's name are numbers of the authors' code. */
export interface CleanseSpec {
  /** Steps at most. After each of them the cost may change and the best mask is kept. */
  steps: number;
  /** Mini-batches of a step, each with one update of mask and pattern. */
  batchesPerStep: number;
  /** Images of a mini-batch; the last one of a round through the images may be smaller. */
  batchSize: number;
  /** Adam's. */
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** What the mask's L1 norm is weighed with once the trigger works. */
  initialCost: number;
  /** Whether the cost starts at 0 and waits for a trigger that works. The authors turn it off for "early detection". */
  startsWithoutCost: boolean;
  /** Share of a step's images recognised as the label from which on the trigger is taken to work. */
  attackThreshold: number;
  /** Steps in a row after which the cost goes up, down, or starts. */
  patience: number;
  costUp: number;
  costDown: number;
  /** Whether to stop once the norm falls no more. */
  stopsEarly: boolean;
  /** A best norm of at least this share of the one before counts as no progress. */
  earlyStopThreshold: number;
  /** Steps in a row without progress, after the cost has gone both up and down. */
  earlyStopPatience: number;
  /**
   * "cross-entropy": -log p(label), Wang et al.'s Eq. 3. "as-coded": what the authors' visualizer.py minimises, which
   * hands the two arguments of Keras's cross-entropy over in the wrong order: -log(1e-7) (1 - p(label)), linear in p.
   */
  objective: "cross-entropy" | "as-coded";
}

/**
 * Wang et al. 2019 as in the authors' gtsrb_visualize_example.py: 1,000 steps of 31 mini-batches of 32. Too long for a
 * CPU.
 */
export const AUTHORS_SPEC: CleanseSpec = {
  steps: 1000,
  batchesPerStep: 31,
  batchSize: 32,
  learningRate: 0.1,
  beta1: 0.5,
  beta2: 0.9,
  epsilon: 1e-7, // Keras's
  initialCost: 1e-3,
  startsWithoutCost: true,
  attackThreshold: 0.99,
  patience: 5,
  costUp: 2,
  costDown: 2 ** 1.5,
  stopsEarly: true,
  earlyStopThreshold: 1,
  earlyStopPatience: 25,
  objective: "cross-entropy",
};

const COUNTS = ["steps", "batchesPerStep", "batchSize", "patience", "earlyStopPatience"] as const;
const POSITIVE = ["learningRate", "epsilon", "initialCost", "attackThreshold", "earlyStopThreshold"] as const;

/** @throws UserError for a number that is out of its range. */
export function checkSpec(spec: CleanseSpec): void {
  const refuse = (name: string, expected: string, came: unknown) =>
    new UserError(`neuralCleanse: ${name} must be ${expected}, not ${String(came)}`);
  for (const name of COUNTS) {
    if (!(Number.isInteger(spec[name]) && spec[name] >= 1)) throw refuse(name, "a whole number from 1", spec[name]);
  }
  for (const name of POSITIVE) {
    if (!(spec[name] > 0 && spec[name] < Infinity)) throw refuse(name, "a positive number", spec[name]);
  }
  if (spec.attackThreshold > 1) throw refuse("attackThreshold", "a share of at most 1", spec.attackThreshold);
  for (const name of ["beta1", "beta2"] as const) {
    if (!(spec[name] >= 0 && spec[name] < 1)) throw refuse(name, "in [0, 1)", spec[name]);
  }
  for (const name of ["costUp", "costDown"] as const) {
    if (!(spec[name] > 1 && spec[name] < Infinity)) throw refuse(name, "a factor above 1", spec[name]);
  }
}
