import type { Answer, Asked, Judgement, Question } from "./question";

export interface FoundSpec<Given extends Answer, Seen> extends Asked {
  expects: string;
  accepts: (answer: Answer) => boolean;
  judge: (answer: Given, seen: Seen) => Judgement | Promise<Judgement>;
}

/** A task with many right answers: what the reader found is tried, not compared. */
export function foundQuestion<Given extends Answer = number, Seen = unknown>({
  judge,
  ...asked
}: FoundSpec<Given, Seen>): Question {
  return { ...asked, judge: (answer, seen) => judge(answer as Given, seen as Seen) };
}

/** The first sentence whose condition does not hold makes the answer wrong: `mustHold([success < 0.2, "…"], …)`. */
export function mustHold(...conditions: readonly (readonly [holds: boolean, otherwise: string])[]): Judgement {
  const broken = conditions.find(([holds]) => !holds);
  return broken ? { isRight: false, remark: broken[1] } : { isRight: true };
}
