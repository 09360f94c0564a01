import type { Asked, Question } from "./question";

/** A wrong number that shows what was misunderstood. */
export interface Slip<Seen> {
  value: (seen: Seen) => number;
  /** A sentence that does not tell the right number. */
  remark: string;
}

export interface NumberSpec<Seen> extends Asked {
  /** After “Give”: "a fraction from 0 to 1". */
  expects: string;
  expected: (seen: Seen) => number;
  /** The largest difference that still counts as right; 0 asks for the very number. */
  tolerance: number;
  slips?: readonly Slip<Seen>[];
  /** Whether it is a fraction: then 40 is no attempt, but percent. */
  isFraction?: boolean;
}

/** A question whose answer is a number. Where the slip of a reader lies within the tolerance, the answer is right. */
export function numberQuestion<Seen = unknown>(spec: NumberSpec<Seen>): Question {
  const { id, expects, hints, expected, tolerance, slips = [], isFraction = false } = spec;
  // Sums in binary differ from sums in decimal by far less than this.
  const isNear = (a: number, b: number) => Math.abs(a - b) <= tolerance + 1e-9;
  return {
    id,
    expects,
    hints,
    accepts: (answer) => typeof answer === "number" && Number.isFinite(answer) && !(isFraction && Math.abs(answer) > 1),
    judge: (answer, seen) => {
      const given = answer as number;
      if (isNear(given, expected(seen as Seen))) return { isRight: true };
      return { isRight: false, remark: slips.find(({ value }) => isNear(given, value(seen as Seen)))?.remark };
    },
  };
}
