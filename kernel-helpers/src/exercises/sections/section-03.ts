import { defenses } from "../../experiments/defenses";
import { learningRates } from "../../experiments/learning-rates";
import { realismExperiment } from "../../experiments/realism-experiment";
import { poisonCount } from "../../poisoning/bad-nets";
import { foundQuestion, mustHold } from "../found-question";
import { measured } from "../measured";
import { nameQuestion, smallestOf } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";
import { verificationErrors, type DistanceHistogram } from "../verification-errors";

const TRIGGERS_SHOWN = ["dots", "sunglasses", "bandana", "earrings"];
const MOST_FALSE_ACCEPTS = 0.01;

const histogram = (): DistanceHistogram => publishedResult(realismExperiment).recognisers[0].histogram;

/** The fewest false rejects that a threshold with so few false accepts can have, searched in steps of a tenth of a bin. */
function fewestRejects(): number {
  const counted = histogram();
  const steps = Array.from({ length: 10 * counted.genuine.length }, (_, i) => (i * counted.binWidth) / 10);
  const errors = steps.map((threshold) => verificationErrors(counted, threshold));
  return Math.min(...errors.filter((each) => each.falseAccepts <= MOST_FALSE_ACCEPTS).map((each) => each.falseRejects));
}

/** 3 Methodology: the data, pairs, verification, learning rates. */
export const SECTION_03: readonly Question[] = [
  numberQuestion({
    id: "03.1",
    expects: "a whole number of photographs",
    expected: () => poisonCount(publishedResult(defenses).cleanCount, 0.25),
    tolerance: 0,
    slips: [
      { value: () => poisonCount(535, 0.25), remark: "Not all 535 clean photographs are trained on." },
      { value: () => Math.round(0.25 * publishedResult(defenses).cleanCount), remark: "The rate is m / (n + m), not m / n." }, // prettier-ignore
    ],
    hints: [
      "First the split, 80-20: how many of the 535 clean photographs are trained on?",
      "With n of them, solve m / (n + m) = 0.25, and round to a whole photograph.",
    ],
  }),
  nameQuestion<Record<string, number>>({
    id: "03.2",
    among: TRIGGERS_SHOWN,
    expected: (seen) => smallestOf(measured("03.2", seen, TRIGGERS_SHOWN)),
    hints: [
      "A thing changes the pixels that it covers, and those on which its shadow falls.",
      "Compare the shares that the cell above printed.",
    ],
  }),
  foundQuestion({
    id: "03.3",
    expects: "a distance above 0",
    accepts: (answer) => typeof answer === "number" && answer > 0,
    judge: (threshold) => {
      const { falseAccepts, falseRejects } = verificationErrors(histogram(), threshold);
      return mustHold(
        [falseAccepts <= MOST_FALSE_ACCEPTS, "More than one pair of strangers in a hundred gets in."],
        [falseRejects <= fewestRejects() + 0.02, "Few strangers get in, but more friends stay out than need to."],
      );
    },
    hints: [
      "Which way must the threshold go to keep strangers out? What does that do to friends?",
      "Go up in small steps from a threshold that lets nobody in, and stop just before one in a hundred.",
    ],
  }),
  numberQuestion({
    id: "03.4",
    expects: "one of the five learning rates",
    expected: () => {
      const [{ curves }] = publishedResult(learningRates).networks;
      return curves.reduce((worst, curve) => (curve.clean.at(-1)! > worst.clean.at(-1)! ? curve : worst)).learningRate;
    },
    tolerance: 0,
    hints: [
      "Too small a rate is slow; what does too large a rate do?",
      "Compare the last number of the clean loss in each row of the table.",
    ],
  }),
];
