import { gradCam } from "../../cam/grad-cam";
import type { FeatureMap } from "../../cam/feature-map";
import { attention } from "../../experiments/attention-experiments";
import { causal } from "../../experiments/causal";
import { earringAt, type EarringAt } from "../earring-at";
import { foundQuestion, mustHold } from "../found-question";
import { measured } from "../measured";
import { numberQuestion } from "../number-question";
import { publishedResult } from "../published";
import type { Question } from "../question";

/** Of the model without a backdoor on clean photographs, by Grad-CAM. */
const cleanAttention = () =>
  publishedResult(attention).students[0].cells.find((cell) => cell.trigger === "no_trigger" && cell.condition === "clean")!; // prettier-ignore

/** 6 Why do earrings fail: attention and place. */
export const SECTION_06: readonly Question[] = [
  foundQuestion<readonly number[], { map: FeatureMap; gradients: FeatureMap }>({
    id: "06.1",
    expects: "a list with one number for each place, such as [1, 0]",
    accepts: (answer) => Array.isArray(answer) && answer.length > 0,
    judge: (answer, seen) => {
      const { map, gradients } = measured("06.1", seen, ["map", "gradients"]);
      const { values } = gradCam(map, gradients);
      return mustHold(
        [answer.length === values.length, `The map has ${values.length} places.`],
        [answer.every((value) => value >= 0), "Grad-CAM keeps what is positive."],
        [answer.every((value, place) => Math.abs(value - values[place]) < 1e-4), "The weights or the sum are not right yet."], // prettier-ignore
      );
    },
    hints: [
      "First the weights: of each channel, the mean of its gradients over all places.",
      "Numbers lie place by place: the first two belong to the first place. Then weigh, add, and cut off below 0.",
    ],
  }),
  numberQuestion({
    id: "06.2",
    expects: "a fraction, which may be negative",
    isFraction: true,
    expected: () => (cleanAttention().face.mean ?? 0) - cleanAttention().faceArea,
    tolerance: 0.01,
    slips: [{ value: () => cleanAttention().face.mean ?? 0, remark: "Most of the picture is face. What would a map that prefers nothing have?" }], // prettier-ignore
    hints: ["Subtract what an even map would have on the face.", "Share of the attention less share of the area, both of the row of clean photographs."], // prettier-ignore
  }),
  foundQuestion<readonly number[], EarringAt>({
    id: "06.3",
    expects: "[angle in degrees, distance] of your place",
    accepts: (answer) => Array.isArray(answer) && answer.length === 2,
    judge: ([angleDegrees, distance]) => {
      const { success, inside } = earringAt({ angleDegrees, distance });
      return mustHold(
        [inside >= 0.99, "There a part of the earring lies outside what the network is shown: that is too easy."],
        [success < 0.3, "There the attack still succeeds on three photographs in ten."],
      );
    },
    hints: [
      "Where on the head does the network look little, though it is still in the crop? Think of where people wear earrings.",
      "Go outwards from the nose in one direction, and watch success and `inside` together.",
    ],
  }),
  numberQuestion({
    id: "06.4",
    expects: "a fraction from 0 to 1",
    isFraction: true,
    expected: () => {
      const [{ triggers, samePerson }] = publishedResult(causal).trunks;
      return triggers.earrings.mean.cosine / samePerson.mean.cosine;
    },
    tolerance: 0.002,
    hints: [
      "Two distances in the same features: with and without the earrings, and between two photographs of one person.",
      "Divide the first by the second; the cosine distances of the first trunk.",
    ],
  }),
];
