import { anomalyIndex } from "../../defenses/anomaly-index";
import { chanceAndCeiling } from "../../defenses/chance-and-ceiling";
import { defenses } from "../../experiments/defenses";
import { clusterMixture, type ClassParts } from "../cluster-mixture";
import { flaggedWith } from "../flagged-with";
import { foundQuestion, mustHold } from "../found-question";
import { measured } from "../measured";
import { nameQuestion, smallestOf } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";

/** Share of the sunglasses images that STRIP finds, by the weights of image and overlay. */
function foundByWeights(): Record<string, number> {
  const { strip } = publishedResult(defenses).table.find(({ trigger }) => trigger === "sunglasses")!;
  const shown = strip.filter(({ quantile }) => quantile === "normal");
  return Object.fromEntries(shown.map(({ blend, detectionRate }) => [blend, detectionRate.mean ?? 0]));
}

/** How many of our models get other labels flagged when the lower of the middle two stands for the median. */
function changedVerdicts(): number {
  const models = publishedResult(defenses).cleanse.flatMap((cell) => cell.models);
  const lower = (sorted: readonly number[]) => sorted[Math.floor((sorted.length - 1) / 2)];
  return models.filter(({ labels }) => {
    const norms = labels.map(({ norm }) => norm);
    return [...anomalyIndex(norms).flagged].sort((a, b) => a - b).join() !== flaggedWith(norms, lower).join();
  }).length;
}

/** The fewest poison images of which Activation Clustering finds less than half; one more than there are if none. */
function tippingPoint(parts: ClassParts): number {
  const counts = parts.poison.map((_, i) => i + 1);
  return counts.find((count) => clusterMixture(parts, count).detectionRate < 0.5) ?? counts.length + 1;
}

const CLASS = { clean: 43, poison: 143 };
const REMOVED = 0.15 * (CLASS.clean + CLASS.poison);

/** 8 Do defenses hold: break each of them, and mend one. */
export const SECTION_08: readonly Question[] = [
  foundQuestion<number, ClassParts>({
    id: "08.1",
    expects: "a whole number of poison images, at least 3",
    accepts: (answer) => Number.isInteger(answer) && (answer as number) >= 3,
    judge: (count, seen) => {
      const parts = measured("08.1", seen, ["clean", "poison"]);
      if (count > parts.poison.length) return { isRight: false, remark: "There are not so many." };
      const { detectionRate, falsePositiveRate } = clusterMixture(parts, count);
      return mustHold(
        [detectionRate >= 0.9, "Less than nine in ten poison images lie in the smaller cluster."],
        [falsePositiveRate <= 0.1, "More than one in ten clean images lie in the smaller cluster, too."],
      );
    },
    hints: [
      "The rule takes the smaller cluster for the poison. When is that true?",
      "Keep the poison well below the number of clean images of the class.",
    ],
  }),
  numberQuestion<ClassParts>({
    id: "08.2",
    expects: "a whole number of poison images",
    expected: (seen) => tippingPoint(measured("08.2", seen, ["clean", "poison"])),
    tolerance: 1,
    hints: [
      "Try one count after the other with `clusterMixture`, and watch where the detection rate falls below a half.",
      "The two clusters change names where one becomes the larger: compare the counts of clean and poison there.",
    ],
  }),
  nameQuestion({
    id: "08.3",
    among: ["sum", "mean", "half"],
    expected: () => smallestOf(foundByWeights()),
    hints: [
      "STRIP needs the clean face to drown. Under which weights does the input itself stay the stronger picture?",
      "Compare the detection rates in the table, in the rows of the normal quantile.",
    ],
  }),
  numberQuestion({
    id: "08.4",
    expects: "a whole number of models",
    expected: changedVerdicts,
    tolerance: 0,
    hints: [
      "Compare, model by model, the list of flagged labels with the true median and with yours.",
      "A model counts also where it is flagged both times, but with more labels, or other ones.",
    ],
  }),
  numberQuestion({
    id: "08.5",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => chanceAndCeiling({ ...CLASS, removed: REMOVED }).ceiling,
    tolerance: 0.01,
    slips: [
      { value: () => chanceAndCeiling({ ...CLASS, removed: REMOVED }).chance, remark: "That is what removing at random finds. What could a perfect rule find?" }, // prettier-ignore
      { value: () => 1, remark: "Even a perfect rule may remove only so many images." },
    ],
    hints: ["How many images may it remove at all, and how many of the poison is that at best?", "15 % of the class, divided by the number of poison images."], // prettier-ignore
  }),
];
