import { cam } from "../../cam/cam";
import type { ActivationMap, FeatureMap } from "../../cam/feature-map";
import { positivePart } from "../../cam/positive-part";
import type { HeadWeights } from "../../training/head";

/** What a student says of a picture. */
export interface StudentAnswer {
  /** Of each class, in [0, 1]; they sum to 1. */
  probabilities: number[];
  /** The class with the highest one. */
  named: number;
  /** Where the named class has its score from: Grad-CAM, of the layer's size, 0 and more. */
  map: ActivationMap;
}

/**
 * A student whose trunk ends in the mean over its last map, with a head of two layers: its answer to that map, in plain
 * numbers, so that a page can compute it. The gradient of a score is the same at every place of the map, so Grad-CAM
 * (Selvaraju et al. 2017, Eq. 1 and 2) has a closed form.
 */
export function studentAnswer(map: FeatureMap, head: HeadWeights): StudentAnswer {
  const { hidden, scores } = passed(meanOf(map), head);
  const named = scores.indexOf(Math.max(...scores));
  const places = map.height * map.width;
  const weights = gradientOf(head, hidden, named).map((gradient) => gradient / places); // Eq. 1
  return { probabilities: softmax(scores), named, map: positivePart(cam(map, weights)) }; // Eq. 2
}

/** The mean over all places, of each channel. */
function meanOf({ values, height, width, channels }: FeatureMap): Float64Array {
  const mean = new Float64Array(channels);
  values.forEach((value, i) => (mean[i % channels] += value / (height * width)));
  return mean;
}

/** The hidden units before their ReLU, and the scores before the softmax. */
function passed(features: Float64Array, { mean, scale, kernel1, bias1, kernel2, bias2 }: HeadWeights) {
  const [units, classes] = [bias1.length, bias2.length];
  const hidden = Float64Array.from(bias1);
  features.forEach((feature, i) => {
    const value = (feature - mean[i]) * scale[i];
    for (let u = 0; u < units; u++) hidden[u] += value * kernel1[i * units + u];
  });
  const scores = Array.from(bias2);
  hidden.forEach((value, u) => {
    for (let c = 0; c < classes; c++) scores[c] += Math.max(0, value) * kernel2[u * classes + c];
  });
  return { hidden, scores };
}

/** Of a class's score with respect to the features. */
function gradientOf({ scale, kernel1, kernel2, bias2 }: HeadWeights, hidden: Float64Array, label: number) {
  const ofUnits = hidden.map((value, u) => (value > 0 ? kernel2[u * bias2.length + label] : 0));
  return Float64Array.from(scale, (factor, i) => {
    let sum = 0;
    for (let u = 0; u < ofUnits.length; u++) sum += kernel1[i * ofUnits.length + u] * ofUnits[u];
    return sum * factor;
  });
}

/** Shares that sum to 1, of scores before the softmax. */
export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
