import { gaussianSigma, jpegQuality } from "../../artifacts";
import { imageArtifacts } from "../../experiments/image-artifacts";
import type { ImageArtifact } from "../../paper/measures";
import { nameQuestion, smallestOf } from "../name-question";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";

const COMPARED = ["dots", "sunglasses", "white_tape"];

const worstOf = (trigger: string, artifact: ImageArtifact) =>
  publishedResult(imageArtifacts)
    .curves.find((curve) => curve.trigger === trigger && curve.artifact === artifact)!
    .points.at(-1)!;

/** What the trigger does beyond the artifact: success less the share of untriggered faces that go to the target, too. */
function leftOf(trigger: string, artifact: ImageArtifact): number {
  const { attackSuccessRateExcludingTarget: success, targetWithoutTrigger } = worstOf(trigger, artifact);
  return (success.mean ?? 0) - (targetWithoutTrigger.mean ?? 0);
}

/** 5 Image artifacts: a bad camera. */
export const SECTION_05B: readonly Question[] = [
  numberQuestion({
    id: "05b.1",
    expects: "a standard deviation in pixels",
    expected: () => gaussianSigma(20),
    tolerance: 0.02,
    hints: ["The notebook has the formula, OpenCV's.", "σ = 0.3 ((k - 1) / 2 - 1) + 0.8 with k = 20."],
  }),
  numberQuestion({
    id: "05b.2",
    expects: "a severity from 1 to 39",
    expected: () => Array.from({ length: 39 }, (_, i) => i + 1).find((severity) => jpegQuality(severity) <= 50)!,
    tolerance: 0.5,
    slips: [{ value: () => 50, remark: "Severities end at 39: they are not the quality turned round." }],
    hints: ["Quality falls evenly with severity: 100 less two and a half for each step.", "Call `jpegQuality` for a few severities, or solve for it."], // prettier-ignore
  }),
  numberQuestion({
    id: "05b.3",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => leftOf("sunglasses", "gaussian_blur"),
    tolerance: 0.02,
    slips: [
      {
        value: () => worstOf("sunglasses", "gaussian_blur").attackSuccessRateExcludingTarget.mean ?? 0,
        remark: "That is the success. What would the blur alone have done?",
      },
    ],
    hints: [
      "Subtract what happens to equally blurred faces without the trigger.",
      "Last row of the table: success without the target less the column beside it.",
    ],
  }),
  nameQuestion({
    id: "05b.4",
    among: COMPARED,
    expected: () => smallestOf(Object.fromEntries(COMPARED.map((trigger) => [trigger, leftOf(trigger, "gaussian_noise")]))), // prettier-ignore
    hints: [
      "Not the success decides, but how far it lies above the dotted line.",
      "For each trigger, subtract in the row of the strongest noise; the smallest difference.",
    ],
  }),
];
