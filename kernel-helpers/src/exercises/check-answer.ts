import { UserError } from "../base/errors";
import { show } from "../notebook/show";
import { AnswerBook } from "./answer-book";
import type { Answer, Question } from "./question";
import { QUESTIONS } from "./sections";

/** Of the reader at this kernel: a restart forgets it. */
const book = new AnswerBook();

/** @throws UserError if there is none of this id. */
export function questionOf(id: string): Question {
  const question = QUESTIONS.find((each) => each.id === id);
  if (question) return question;
  const section = QUESTIONS.filter((each) => each.id.split(".")[0] === id.split(".")[0]).map((each) => each.id);
  const known = section.length > 0 ? section : QUESTIONS.map((each) => each.id);
  throw new UserError(`there is no question "${id}"; there are ${known.join(", ")}`);
}

/**
 * Notes what you expect before you run anything: `await predict("05.2", "bandana")`. It is not judged, and comes back
 * beside your answer. `null` is for not yet.
 *
 * @throws UserError for a question that there is not.
 */
export async function predict(id: string, answer: Answer | null): Promise<void> {
  await show({ markdown: book.predict(questionOf(id), answer).text });
}

/**
 * Judges an answer: `await checkAnswer("05.2", "earrings")`. A wrong one gets a hint, another wrong one a further hint;
 * the right one is never told. What is right is computed from the results that travel with the project, or from what you
 * measured, `seen`. `null` is for not yet.
 *
 * @throws UserError for a question that there is not, or a measurement that cannot be judged.
 */
export async function checkAnswer(id: string, answer: Answer | null, seen?: unknown): Promise<void> {
  await show({ markdown: (await book.answer(questionOf(id), answer, seen)).text });
}
