import { digitalInjection } from "../../experiments/digital-injection";
import { partialControl } from "../../experiments/partial-control";
import { table1Experiment } from "../../experiments/table1-experiment";
import { largestOf, nameQuestion, smallestOf } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";

const partial = () => publishedResult(partialControl);
const NAMES = ["dots", "sunglasses", "tattoo_outline", "tattoo_filled_in", "white_tape", "bandana"];

/** How much success a trigger loses when the attacker holds few classes, on one network. */
function losses(): Record<string, number> {
  const { teacher, cells } = partial();
  const whole = publishedResult(table1Experiment()).tables.find(({ settings }) => settings.teacher === teacher)!;
  const before = (trigger: string) => whole.cells.find((cell) => cell.trigger === trigger)!.attackSuccessRateExcludingTarget.mean ?? 0; // prettier-ignore
  return Object.fromEntries(cells.map((cell) => [cell.trigger, before(cell.trigger) - (cell.attackSuccessRate.mean ?? 0)])); // prettier-ignore
}

/** How much dots lose from the pictures that a model was trained on to the other kind, by what it was trained on. */
function dotsFall(): Record<string, number> {
  const cells = publishedResult(digitalInjection).cells.filter((cell) => cell.trigger === "dots" && cell.injectionRate > 0); // prettier-ignore
  return Object.fromEntries(
    cells.map(({ trainedOn, real, digital }) => {
      const [own, other] = trainedOn === "physical" ? [real, digital] : [digital, real];
      const mean = (success: typeof own) => success.attackSuccessRateExcludingTarget.mean ?? 0;
      return [trainedOn, mean(own) - mean(other)];
    }),
  );
}

/** 7 Weaker attackers. */
export const SECTION_07: readonly Question[] = [
  numberQuestion({
    id: "07.1",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => partial().contribution.injectionRate,
    tolerance: 0.002,
    slips: [
      {
        value: () => partial().share,
        remark: "That is the share of what she gives. What is it of all that the model learns from?",
      },
      {
        value: () => partial().contribution.poisonCount / partial().contribution.allCleanCount,
        remark: "The poison belongs below the line, too.",
      },
    ],
    hints: ["m / (n + m), where n now counts everybody's clean training images.", "Both numbers stand in the cell above: `poisonCount` and `allCleanCount`."], // prettier-ignore
  }),
  nameQuestion({
    id: "07.2",
    among: NAMES,
    expected: () => largestOf(losses()),
    hints: [
      "Poison is rarer now. Which triggers needed much poison in Figure 3?",
      "Subtract row by row: what the trigger had in Table 1 less what it has here.",
    ],
  }),
  nameQuestion({
    id: "07.3",
    among: ["pasted", "physical"],
    expected: () => smallestOf(dotsFall()),
    hints: [
      "Each model has a home and a strange kind of picture. Compare how much it loses from one to the other.",
      "For `pasted`: success on digital less that on real. For `physical` the other way round. The smaller loss.",
    ],
  }),
  nameQuestion({
    id: "07.4",
    among: NAMES,
    expected: () => smallestOf(Object.fromEntries(partial().cells.map((cell) => [cell.trigger, cell.accuracyOfOwn.mean ?? 0]))), // prettier-ignore
    hints: [
      "Her own people are photographed with the object and labelled as somebody else. Which object leaves a face most as it was?",
      "The lowest accuracy over the attacker's own classes in the table.",
    ],
  }),
];
