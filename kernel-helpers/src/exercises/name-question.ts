import type { Asked, Question } from "./question";

export interface NameSpec<Seen> extends Asked {
  /** What may be named. */
  among: readonly string[];
  expected: (seen: Seen) => string;
}

/** A question whose answer is one name of a few. */
export function nameQuestion<Seen = unknown>({ id, hints, among, expected }: NameSpec<Seen>): Question {
  return {
    id,
    hints,
    expects: `one of ${among.map((name) => `"${name}"`).join(", ")}`,
    accepts: (answer) => typeof answer === "string" && among.includes(answer),
    judge: (answer, seen) => ({ isRight: answer === expected(seen as Seen) }),
  };
}

export interface YesNoSpec<Seen> extends Asked {
  expected: (seen: Seen) => boolean;
}

/** A question whose answer is yes or no. With two answers only, its hints must do the work. */
export function yesNoQuestion<Seen = unknown>({ id, hints, expected }: YesNoSpec<Seen>): Question {
  return {
    id,
    hints,
    expects: "true or false",
    accepts: (answer) => typeof answer === "boolean",
    judge: (answer, seen) => ({ isRight: answer === expected(seen as Seen) }),
  };
}

/** The name with the largest value; the first of equal ones. */
export const largestOf = (values: Readonly<Record<string, number>>): string =>
  Object.keys(values).reduce((best, name) => (values[name] > values[best] ? name : best));

/** The name with the smallest value; the first of equal ones. */
export const smallestOf = (values: Readonly<Record<string, number>>): string =>
  Object.keys(values).reduce((best, name) => (values[name] < values[best] ? name : best));
