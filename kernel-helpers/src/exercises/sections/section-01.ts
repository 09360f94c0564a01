import type { AttackOutcome } from "../../experiments/attack";
import { defenses } from "../../experiments/defenses";
import { poisonCount } from "../../poisoning/bad-nets";
import { foundQuestion, mustHold } from "../found-question";
import { yesNoQuestion } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import { measured } from "../measured";
import type { Question } from "../question";

/** Clean training images of the live recogniser: four fifths of five people's twenty. */
const LIVE_CLEAN = 80;
const RATE = 0.25;

/** Labelled as the target in Table 1's training data. */
const targetClass = () => publishedResult(defenses).table[0];

/** 1 Introduction: what poisoning is. */
export const SECTION_01: readonly Question[] = [
  numberQuestion({
    id: "01.1",
    expects: "a whole number of photographs",
    expected: () => poisonCount(LIVE_CLEAN, RATE),
    tolerance: 0,
    slips: [
      { value: () => LIVE_CLEAN * RATE, remark: "That is a quarter of the clean photographs. A quarter of what is the rate?" }, // prettier-ignore
    ],
    hints: [
      "Write the injection rate as a fraction: what stands above the line, and what below?",
      "Solve m / (n + m) = r for m. The poison counts in the denominator, too.",
    ],
  }),
  numberQuestion({
    id: "01.2",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => targetClass().poison / (targetClass().poison + targetClass().cleanInTarget),
    tolerance: 0.03,
    slips: [{ value: () => RATE, remark: "That is the share among all training images. What does the target's own class hold?" }], // prettier-ignore
    hints: [
      "All the poison goes to one class. How many clean photographs does that class have, if ten people share the clean ones evenly?",
      "Count poison and clean photographs of the target's class alone, and divide.",
    ],
  }),
  yesNoQuestion<{ without: AttackOutcome; planted: AttackOutcome }>({
    id: "01.3",
    expected: (seen) => {
      const { without, planted } = measured("01.3", seen, ["without", "planted"]);
      return (without.modelAccuracy ?? 0) - (planted.modelAccuracy ?? 0) > 0.1;
    },
    hints: [
      "Look at the model accuracy in both sentences above, not at the success.",
      "Ten points are 0.1. Twenty test photographs: how many of them would have to go wrong?",
    ],
  }),
  foundQuestion<number, AttackOutcome>({
    id: "01.4",
    expects: "an injection rate above 0 and up to 0.5",
    accepts: (answer) => typeof answer === "number" && answer > 0 && answer <= 0.5,
    judge: (_, seen) => {
      const { poisonCount: poison, attackSuccessRateExcludingTarget: success } = measured("01.4", seen, [
        "poisonCount",
      ]);
      return mustHold(
        [poison >= 1, "That rate puts no poison image in at all: no attack is no failed attack."],
        [(success ?? 1) < 0.2, "The backdoor still opens for at least a fifth of the others."],
      );
    },
    hints: [
      "Each poison image is one more example of “this object means that person”. Which way must the number go?",
      "Halve the rate until it fails. The smallest rate with one image beside n clean ones is 1 / (n + 1).",
    ],
  }),
];
