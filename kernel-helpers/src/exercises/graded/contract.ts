import { UserError } from "../../base/errors";
import type { PixelStudent } from "../../defenses/neural-cleanse/student";

/**
 * A student model whose inside is open: it names one class of `classes` for a picture Float32 of `shape` in 0 … 255. As a
 * `PixelStudent` it can be asked for gradients, so `reverseTrigger` takes it as it is.
 */
export interface StudentModel extends PixelStudent {
  /** One row for each picture, one number for each class; a row sums to 1. */
  probabilities: (pictures: readonly Float32Array[]) => number[][];
  /** What its hidden layer makes of each picture, after the ReLU, ≥ 0. */
  activations: (pictures: readonly Float32Array[]) => number[][];
}

/** What a detector says of a student. */
export interface DetectorVerdict {
  backdoored: boolean;
  /** The class that the trigger leads to; null for a student without a backdoor, or where it cannot be told. */
  target: number | null;
  /** How sure it is of `backdoored`, from 0 (a guess) to 1. */
  confidence: number;
}

/**
 * The contract of the graded task: from a student and some clean pictures that it was not trained on, all classes among
 * them, in no order, say whether the student has a backdoor, and for which target.
 */
export type Detector = (student: StudentModel, cleanImages: readonly Float32Array[]) => Promise<DetectorVerdict>;

/** @throws UserError for what is not a verdict on a student of so many classes. */
export function checkVerdict(verdict: unknown, classes: number): DetectorVerdict {
  const { backdoored, target, confidence } = (verdict ?? {}) as Partial<DetectorVerdict>;
  if (typeof backdoored !== "boolean") throw refusal("backdoored must be true or false", backdoored);
  if (!(typeof confidence === "number" && confidence >= 0 && confidence <= 1)) {
    throw refusal("confidence must be a number from 0 to 1", confidence);
  }
  const isClass = typeof target === "number" && Number.isInteger(target) && target >= 0 && target < classes;
  if (target !== null && !isClass) throw refusal(`target must be null or a class from 0 to ${classes - 1}`, target);
  return { backdoored, target, confidence };
}

const refusal = (expected: string, came: unknown): UserError =>
  new UserError(`a detector's ${expected}, came ${came === undefined ? "nothing" : JSON.stringify(came)}`);
