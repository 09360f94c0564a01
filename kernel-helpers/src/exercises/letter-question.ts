import { sha256 } from "../base/hash";
import type { Asked, Question } from "./question";

export interface LetterSpec extends Asked {
  /** The letters that there are, such as "abcd". */
  letters: string;
  /** `letterHash` of the right one. */
  hash: string;
}

/** What is kept of the right letter of a question of pure thought: enough to know it again, not to read it. */
export const letterHash = (id: string, letter: string): string =>
  sha256(`exercise ${id}, answered ${letter}`).slice(0, 16);

/** A question with lettered answers, where nothing can be computed. */
export function letterQuestion({ id, hints, letters, hash }: LetterSpec): Question {
  return {
    id,
    hints,
    expects: `a letter from "${letters[0]}" to "${letters.at(-1)!}"`,
    accepts: (answer) => typeof answer === "string" && answer.length === 1 && letters.includes(answer.toLowerCase()),
    judge: (answer) => ({ isRight: letterHash(id, String(answer).toLowerCase()) === hash }),
  };
}
