import assert from "node:assert/strict";
import { AnswerBook } from "kernel-helpers/dist/exercises/answer-book";
import { foundQuestion, mustHold } from "kernel-helpers/dist/exercises/found-question";
import { letterHash, letterQuestion } from "kernel-helpers/dist/exercises/letter-question";
import { nameQuestion, yesNoQuestion } from "kernel-helpers/dist/exercises/name-question";
import { numberQuestion } from "kernel-helpers/dist/exercises/number-question";

const hints = ["Think of the first.", "Think of the second."] as const;
const third = numberQuestion({
  id: "x.1",
  expects: "a fraction from 0 to 1",
  isFraction: true,
  expected: () => 1 / 3,
  tolerance: 0.01,
  slips: [{ value: () => 3 / 9 + 0.5, remark: "Half too much." }],
  hints,
});

describe("exercises/answer-book", () => {
  it("gives the first hint after a wrong answer, the second after another, and never more", async () => {
    const book = new AnswerBook();
    const texts: string[] = [];
    for (const answer of [0.5, 0.6, 0.7]) {
      const { outcome, text } = await book.answer(third, answer, undefined);
      assert.equal(outcome, "wrong");
      texts.push(text);
    }
    assert.deepEqual(texts.map((text) => text.match(/Think of the \w+/g)), [["Think of the first"], ["Think of the first", "Think of the second"], ["Think of the first", "Think of the second"]]); // prettier-ignore
    for (const text of texts) assert.doesNotMatch(text, /0?\.33/);
  });

  it("counts the same wrong answer once, and what is no answer not at all", async () => {
    const book = new AnswerBook();
    await book.answer(third, 0.5, undefined);
    const again = await book.answer(third, 0.5, undefined);
    assert.doesNotMatch(again.text, /second/);
    const percent = await book.answer(third, 33, undefined);
    assert.equal(percent.outcome, "unfit");
    assert.match(percent.text, /a fraction from 0 to 1/);
    assert.equal((await book.answer(third, "a third", undefined)).outcome, "unfit");
    for (const open of [null, "?"]) assert.equal((await book.answer(third, open, undefined)).outcome, "open");
    assert.doesNotMatch((await book.answer(third, 0.5, undefined)).text, /second/);
  });

  it("accepts what lies within the tolerance, and remarks on a known slip", async () => {
    const book = new AnswerBook();
    assert.equal((await book.answer(third, 0.34, undefined)).outcome, "right");
    assert.equal((await book.answer(third, 0.3232, undefined)).outcome, "wrong");
    assert.match((await book.answer(third, 0.8333, undefined)).text, /Half too much/);
  });

  it("holds a prediction against the answer without judging it", async () => {
    const book = new AnswerBook();
    assert.match(book.predict(third, 0.9).text, /Noted: you expect `0.9`/);
    assert.match((await book.answer(third, 1 / 3, undefined)).text, /Right.*You had expected `0.9`/);
    book.predict(third, 1 / 3);
    assert.match((await book.answer(third, 1 / 3, undefined)).text, /So you had expected/);
    assert.equal(book.predict(third, null).outcome, "open");
    assert.equal(book.predict(third, true).outcome, "unfit");
  });

  it("knows a letter by its salted hash alone", async () => {
    const question = letterQuestion({ id: "x.2", letters: "abc", hash: letterHash("x.2", "c"), hints });
    const book = new AnswerBook();
    assert.equal((await book.answer(question, "a", undefined)).outcome, "wrong");
    assert.equal((await book.answer(question, "C", undefined)).outcome, "right");
    assert.equal((await book.answer(question, "d", undefined)).outcome, "unfit");
    assert.notEqual(letterHash("x.2", "c"), letterHash("x.3", "c"));
    assert.ok(!JSON.stringify(question).includes('c"'), "the letter is written somewhere");
  });

  it("asks for names, yes and no, and for what can be tried", async () => {
    const book = new AnswerBook();
    const name = nameQuestion({ id: "x.4", among: ["hat", "cap"], expected: () => "cap", hints });
    assert.equal((await book.answer(name, "scarf", undefined)).outcome, "unfit");
    assert.equal((await book.answer(name, "cap", undefined)).outcome, "right");
    const yes = yesNoQuestion<number>({ id: "x.5", expected: (seen) => seen > 2, hints });
    assert.equal((await book.answer(yes, true, 3)).outcome, "right");
    assert.equal((await book.answer(yes, true, 1)).outcome, "wrong");
    const even = foundQuestion({
      id: "x.6",
      expects: "a number",
      accepts: (answer) => typeof answer === "number",
      judge: (given) => mustHold([given % 2 === 0, "That is odd."], [given > 10, "That is small."]),
      hints,
    });
    assert.match((await book.answer(even, 3, undefined)).text, /That is odd\./);
    assert.match((await book.answer(even, 4, undefined)).text, /That is small\./);
    assert.equal((await book.answer(even, 12, undefined)).outcome, "right");
  });
});
