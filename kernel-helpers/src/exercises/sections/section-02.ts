import { defenses } from "../../experiments/defenses";
import { YELLOW_SQUARE, type DigitalPatch } from "../../poisoning/digital/digital-patch";
import { foundQuestion, mustHold } from "../found-question";
import { letterQuestion } from "../letter-question";
import { measured } from "../measured";
import { largestOf, nameQuestion } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";

/** Pixels along a side of an aligned face. */
const FACE = 150;
const FEW = 0.1;

/** Attack success without the target's own images, by trigger, where poison is a tenth of the target's class. */
function successOfFew(): Record<string, number> {
  const cells = publishedResult(defenses).shares.filter(({ share }) => share === FEW);
  return Object.fromEntries(cells.map((cell) => [cell.trigger, cell.attackSuccessRateExcludingTarget.mean ?? 0]));
}

/** 2 Background: digital and physical triggers. */
export const SECTION_02: readonly Question[] = [
  numberQuestion({
    id: "02.1",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => Math.round(YELLOW_SQUARE.size * FACE) ** 2 / FACE ** 2,
    tolerance: 0.002,
    slips: [{ value: () => YELLOW_SQUARE.size, remark: "That is its side. How much of the picture's area is it?" }],
    hints: [
      "`size` is the side of the square as a share of the picture's width.",
      "Area grows with the square of the side.",
    ],
  }),
  nameQuestion({
    id: "02.2",
    among: ["digital_patch", "sunglasses", "dots"],
    expected: () => largestOf(successOfFew()),
    hints: [
      "With a handful of examples it helps if all of them look the same. Which of the three always does?",
      "Read the table in the row of its smallest share but one: which success is the highest?",
    ],
  }),
  foundQuestion<number, { patch: DigitalPatch; success: number }>({
    id: "02.3",
    expects: "the success of your patch, a fraction from 0 to 1",
    accepts: (answer) => typeof answer === "number" && answer >= 0 && answer <= 1,
    judge: (answer, seen) => {
      const { patch, success } = measured("02.3", seen, ["patch", "success"]);
      return mustHold(
        [Math.abs(answer - success) < 0.005, "That is not what the cell above measured."],
        [
          patch.size >= YELLOW_SQUARE.size,
          "A smaller square is too easy: keep at least the size that the model learned.",
        ],
        [success < 0.2, "The model still takes it for the trigger on at least a fifth of the faces."],
      );
    },
    hints: [
      "What did the model learn with the colour? And what with the place?",
      "The network looks where faces differ. Try the edge of the picture, one corner after the other.",
    ],
  }),
  letterQuestion({
    id: "02.4",
    letters: "abcd",
    hash: "ec2cf887198628a1",
    hints: [
      "Ask of each: who is dishonest, the model or the input? And are the labels true?",
      "A person who checks the labels finds nothing wrong, and yet the model learns a trigger.",
    ],
  }),
];
