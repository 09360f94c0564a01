/** What is given for an answer: a number, a name, a letter, yes or no, or several numbers. */
export type Answer = string | number | boolean | readonly number[];

/** What a question makes of an answer. */
export interface Judgement {
  isRight: boolean;
  /** A sentence on this answer that does not tell the right one: what it may have mistaken for what. */
  remark?: string;
}

/**
 * A question of an exercise. What is right is computed when it is asked, from stored results, from an algorithm, or from
 * what the reader has measured; a question of pure thought keeps a salted hash. Nothing here holds the answer in clear.
 */
export interface Question {
  /** Section and number, as in the notebook: "05.2". */
  id: string;
  /** What an answer looks like, after “Give”: "a fraction from 0 to 1". */
  expects: string;
  /** Whether it looks like one at all: what does not is no attempt. */
  accepts: (answer: Answer) => boolean;
  /** @param seen what the reader measured in the cells before, where the question is about that */
  judge: (answer: Answer, seen: unknown) => Judgement | Promise<Judgement>;
  /** The first after one wrong answer, the second after another. */
  hints: readonly [string, string];
}

/** Everything of a question but how it judges. */
export type Asked = Pick<Question, "id" | "hints">;
