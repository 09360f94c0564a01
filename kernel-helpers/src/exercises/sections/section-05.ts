import { imagesFor, wilsonInterval } from "../../base/wilson";
import { injectionRatesExperiment } from "../../experiments/injection-rates";
import { table1Experiment } from "../../experiments/table1-experiment";
import { TRIGGERS } from "../../paper/triggers";
import { nameQuestion, smallestOf } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";

const tables = () => publishedResult(table1Experiment()).tables;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Attack success by trigger, mean over the three networks. */
const successByTrigger = (): Record<string, number> =>
  Object.fromEntries(
    TRIGGERS.map((trigger) => {
      const cells = tables().map((table) => table.cells.find((cell) => cell.trigger === trigger)!);
      return [trigger, meanOf(cells.map((cell) => cell.attackSuccessRate.mean ?? 0))];
    }),
  );

/** Figure 3's points of one trigger, by rate. */
const pointsOf = (trigger: string) =>
  publishedResult(injectionRatesExperiment()).cells.filter((cell) => cell.trigger === trigger);
const accuracyAt = (rate: number): number =>
  pointsOf("earrings").find(({ injectionRate }) => injectionRate === rate)!.modelAccuracy.mean!;

/** 5 Physical triggers succeed: the two rates, and how far they can be trusted. */
export const SECTION_05: readonly Question[] = [
  numberQuestion({
    id: "05.1",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => meanOf(tables().map(({ cells }) => cells[0].attackSuccessRate.mean ?? 0)),
    tolerance: 0.01,
    slips: [{ value: () => 0, remark: "It would be so if the target's own photographs were left out. Are they?" }],
    hints: [
      "Whom does a perfect model name on the target's own photographs with the trigger?",
      "Ten people, as many photographs of each: what share of all trigger photographs shows the target?",
    ],
  }),
  nameQuestion({
    id: "05.2",
    among: TRIGGERS,
    expected: () => smallestOf(successByTrigger()),
    hints: [
      "What does a network that was trained on faces look at, and which object hangs beside it?",
      "Compare the success of the triggers in the table, network by network.",
    ],
  }),
  numberQuestion({
    id: "05.3",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => wilsonInterval(28, 30).low,
    tolerance: 0.005,
    slips: [
      { value: () => 28 / 30, remark: "That is the rate that was counted. How low may the true one be?" },
      { value: () => 28 / 30 - 1.96 * Math.sqrt((28 / 30) * (2 / 30) / 30), remark: "That is the usual ±, which is wrong near 1. Use Wilson's interval." }, // prettier-ignore
    ],
    hints: ["`wilsonInterval(hits, n)` gives both ends.", "28 hits of 30; the lower end."],
  }),
  numberQuestion({
    id: "05.4",
    expects: "a whole number of photographs",
    expected: () => imagesFor(0.1),
    tolerance: 1,
    hints: [
      "The interval is widest where half of the photographs are hits. Look for the first n at which half its width is at most 0.1.",
      "A loop over n with `wilsonInterval(n / 2, n)` finds it; half the width is (high - low) / 2.",
    ],
  }),
  numberQuestion({
    id: "05.5",
    expects: "an injection rate of Figure 3",
    isFraction: true,
    expected: () =>
      pointsOf("dots").find(({ attackSuccessRate }) => (attackSuccessRate.mean ?? 0) >= 0.9)!.injectionRate!,
    tolerance: 0,
    hints: ["Go along the dots' curve from the left.", "The first point at or above 0.9, not the first near it."],
  }),
  numberQuestion({
    id: "05.6",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => accuracyAt(0.05) - accuracyAt(0.4),
    tolerance: 0.01,
    hints: [
      "Model accuracy, not success: the second number of each row.",
      "The accuracy at a rate of 0.05 less that at 0.4, as a fraction.",
    ],
  }),
];
