import { canonicalJson } from "../base/hash";
import type { Answer, Question } from "./question";

/** What came of an answer, and what to say about it. */
export interface Reply {
  outcome: "right" | "wrong" | "open" | "unfit";
  /** Markdown. */
  text: string;
}

/** Whoever has not answered yet has written one of these. */
const isOpen = (answer: Answer | null | undefined): answer is null | undefined | "?" =>
  answer === null || answer === undefined || answer === "?";

/** The predictions and attempts of one reader, question by question. */
export class AnswerBook {
  private readonly predictions = new Map<string, Answer>();
  /** Of each question the different wrong answers so far. */
  private readonly wrong = new Map<string, Set<string>>();

  /** Notes a prediction; it is not judged. */
  predict(question: Question, answer: Answer | null): Reply {
    if (isOpen(answer)) return open(question, "predicted");
    if (!question.accepts(answer)) return unfit(question, answer);
    this.predictions.set(question.id, answer);
    const text = `**${question.id}** Noted: you expect ${shown(answer)}. Now run the next cells.`;
    return { outcome: "open", text };
  }

  /** Judges an answer. The same wrong answer twice is one attempt; no reply tells the right one. */
  async answer(question: Question, answer: Answer | null, seen: unknown): Promise<Reply> {
    if (isOpen(answer)) return open(question, "answered");
    if (!question.accepts(answer)) return unfit(question, answer);
    const { isRight, remark } = await question.judge(answer, seen);
    if (isRight) {
      const text = `**${question.id} Right.** ${await this.comparison(question, seen)}`.trimEnd();
      return { outcome: "right", text };
    }
    const tried = this.wrong.get(question.id) ?? new Set<string>();
    this.wrong.set(question.id, tried.add(canonicalJson(answer)));
    const hints = question.hints.slice(0, tried.size);
    const lines = [`**${question.id} Not yet:** ${shown(answer)} is not it.`, ...(remark ? [remark] : []), ...hints.map((hint) => `*Hint.* ${hint}`)]; // prettier-ignore
    return { outcome: "wrong", text: lines.join("\n\n") };
  }

  /** What the prediction was worth. */
  private async comparison(question: Question, seen: unknown): Promise<string> {
    const expected = this.predictions.get(question.id);
    if (expected === undefined) return "";
    const { isRight } = await question.judge(expected, seen);
    if (isRight) return "So you had expected.";
    return `You had expected ${shown(expected)}: what did you not reckon with?`;
  }
}

const shown = (answer: Answer): string => `\`${typeof answer === "string" ? answer : canonicalJson(answer)}\``;

const open = ({ id, expects }: Question, what: string): Reply => ({
  outcome: "open",
  text: `**${id}** Not ${what} yet. Give ${expects} in place of \`null\`.`,
});

const unfit = ({ id, expects }: Question, answer: Answer): Reply => ({
  outcome: "unfit",
  text: `**${id}** ${shown(answer)} is no answer to this question. Give ${expects}.`,
});
