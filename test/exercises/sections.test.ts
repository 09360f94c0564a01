import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { dataPath } from "kernel-helpers/dist/base/paths";
import { AnswerBook } from "kernel-helpers/dist/exercises/answer-book";
import { questionOf } from "kernel-helpers/dist/exercises/check-answer";
import { QUESTIONS } from "kernel-helpers/dist/exercises/sections";
import type { Answer } from "kernel-helpers/dist/exercises/question";

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- the stored results are read here as the plain JSON that they are, past all code that knows them */
const read = (id: string): any =>
  JSON.parse(fs.readFileSync(path.join(dataPath("results"), `${id}-laptop.json`), "utf8"));
const by = (list: any[], value: (one: any) => number): any[] => [...list].sort((a, b) => value(a) - value(b));

/** Whether the flagged labels of a model's ten depend on which middle norm is taken: both of the middle two, or the lower. */
function isSwayed({ labels }: any): boolean {
  const norms: number[] = labels.map((label: any) => label.norm);
  const flaggedBy = (middle: (sorted: number[]) => number): string => {
    const centre = middle([...norms].sort((a, b) => a - b));
    const away = norms.map((norm) => Math.abs(norm - centre));
    const limit = 2 * 1.4826 * middle([...away].sort((a, b) => a - b));
    return norms.map((norm, i) => (norm <= centre && away[i] > limit ? i : "")).join(" ");
  };
  return flaggedBy((sorted) => (sorted[4] + sorted[5]) / 2) !== flaggedBy((sorted) => sorted[4]);
}

/** Right answers worked out from the stored files alone, or on paper. */
function rightAnswers(): Record<string, Answer> {
  const [rates, defenses, partial, artifacts] = ["injection-rates", "defenses", "partial-control", "image-artifacts"].map(read); // prettier-ignore
  const dots = rates.cells.filter((cell: any) => cell.trigger === "dots");
  const earrings = (rate: number) => rates.cells.find((cell: any) => cell.trigger === "earrings" && cell.injectionRate === rate).modelAccuracy.mean; // prettier-ignore
  const last = (trigger: string, artifact: string) => artifacts.curves.find((curve: any) => curve.trigger === trigger && curve.artifact === artifact).points.at(-1); // prettier-ignore
  const left = (trigger: string, artifact: string) => last(trigger, artifact).attackSuccessRateExcludingTarget.mean - last(trigger, artifact).targetWithoutTrigger.mean; // prettier-ignore
  const [trunk] = read("causal").trunks;
  const clean = read("attention").students[0].cells[0];
  const ofTenth = defenses.shares.filter((cell: any) => cell.share === 0.1);
  const sunglasses = defenses.table.find((cell: any) => cell.trigger === "sunglasses").strip.filter((one: any) => one.quantile === "normal"); // prettier-ignore
  const vgg16 = read("table1").tables.find((table: any) => table.settings.teacher === partial.teacher).cells;
  const mean = (success: any): number => success.attackSuccessRateExcludingTarget.mean;
  const whole = (trigger: string) => mean(vgg16.find((cell: any) => cell.trigger === trigger));
  const ofDots = read("digital-injection").cells.filter((cell: any) => cell.trigger === "dots" && cell.injectionRate > 0); // prettier-ignore
  return {
    "01.1": 27, // 27 / 107 = 0.2523; 26 / 106 = 0.2453
    "01.2": 143 / (143 + 42.8),
    "02.1": (24 * 24) / (150 * 150),
    "02.2": by(ofTenth, (cell) => -cell.attackSuccessRateExcludingTarget.mean)[0].trigger,
    "02.4": "b",
    "03.1": 143, // Wenger et al., Section 3.2: 428 clean images and a rate of 0.25
    "03.4": by(read("learning-rates").networks[0].curves, (curve) => -curve.clean.at(-1))[0].learningRate,
    "05.1": 0.1,
    "05.2": "earrings",
    "05.3": 0.787, // R: binom::binom.wilson(28, 30) gives 0.7868 to 0.9815
    "05.4": 93,
    "05.5": dots.find((cell: any) => cell.attackSuccessRate.mean >= 0.9).injectionRate,
    "05.6": earrings(0.05) - earrings(0.4),
    "05b.1": 3.35,
    "05b.2": 20,
    "05b.3": left("sunglasses", "gaussian_blur"),
    "05b.4": by(["dots", "sunglasses", "white_tape"], (trigger: any) => left(trigger, "gaussian_noise"))[0],
    "06.2": clean.face.mean - clean.faceArea,
    "06.4": trunk.triggers.earrings.mean.cosine / trunk.samePerson.mean.cosine,
    "07.1": 139 / (1988 + 139),
    "07.2": by(partial.cells, (cell) => cell.attackSuccessRate.mean - whole(cell.trigger))[0].trigger,
    "07.3": by(ofDots, (cell) => (cell.trainedOn === "pasted" ? 1 : -1) * (mean(cell.digital) - mean(cell.real)))[0].trainedOn, // prettier-ignore
    "07.4": by(partial.cells, (cell) => cell.accuracyOfOwn.mean)[0].trigger,
    "08.3": by(sunglasses, (one) => one.detectionRate.mean)[0].blend,
    "08.4": defenses.cleanse.flatMap((cell: any) => cell.models).filter(isSwayed).length,
    "08.5": 27.9 / 143,
  };
}

describe("exercises/sections", () => {
  it("has questions with ids of their own, two different hints each, and no id that is not one", () => {
    const ids = QUESTIONS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, hints } of QUESTIONS) {
      assert.match(id, /^0\d[b]?\.\d$/);
      assert.notEqual(hints[0], hints[1]);
    }
    assert.throws(() => questionOf("05.9"), { name: "UserError", message: /there are 05\.1, .*05\.6$/ });
  });

  for (const [id, right] of Object.entries(rightAnswers())) {
    it(`takes the right answer to ${id}, refuses others, and tells it to nobody`, async () => {
      const question = questionOf(id);
      const book = new AnswerBook();
      assert.equal((await book.answer(question, right, undefined)).outcome, "right");
      const wrong = wrongAnswers(id, right);
      assert.ok(wrong.length > 0);
      for (const answer of wrong) {
        const { outcome, text } = await book.answer(question, answer, undefined);
        assert.equal(outcome, "wrong", `${JSON.stringify(answer)} counts as right`);
        const said = text.replace(/^.*?is not it\./, "");
        if (typeof right === "number") assert.ok(!numbersIn(said).includes(Number(right.toPrecision(3))), said);
        else if (typeof right === "string" && right.length > 1) assert.ok(!said.includes(right), said);
      }
    });
  }

  it("judges what was measured, not what was stored", async () => {
    const outcome = (modelAccuracy: number) => ({ modelAccuracy });
    const seen = { without: outcome(1), planted: outcome(0.8) };
    const answer = (id: string, given: Answer, what: unknown) => new AnswerBook().answer(questionOf(id), given, what);
    assert.equal((await answer("01.3", true, seen)).outcome, "right");
    assert.equal((await answer("01.3", false, seen)).outcome, "wrong");
    await assert.rejects(answer("01.3", true, undefined), /without is missing: run the cells above first/);
    const shares = { dots: 0.02, sunglasses: 0.2, bandana: 0.3, earrings: 0.01 };
    assert.equal((await answer("03.2", "earrings", shares)).outcome, "right");
    assert.equal((await answer("03.2", "earrings", { ...shares, dots: 0.001 })).outcome, "wrong");
    const none = { poisonCount: 0, attackSuccessRateExcludingTarget: 0 };
    assert.match((await answer("01.4", 0.001, none)).text, /no attack is no failed attack/);
  });
});

function wrongAnswers(id: string, right: Answer): Answer[] {
  const { accepts } = questionOf(id);
  const names = [
    "dots",
    "sunglasses",
    "bandana",
    "white_tape",
    "sum",
    "mean",
    "half",
    "pasted",
    "physical",
    "a",
    "c",
    "d",
  ];
  const candidates = typeof right === "number" ? wrongNumbers(right) : names;
  return candidates.filter((answer) => answer !== right && accepts(answer));
}

/** Farther away than any tolerance. */
const wrongNumbers = (right: number): number[] =>
  Math.abs(right) > 1 ? [3 * right, right + 7] : [right + 0.3, right - 0.3, 3 * right];

const numbersIn = (text: string): number[] => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);
