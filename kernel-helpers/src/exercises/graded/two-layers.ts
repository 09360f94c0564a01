import { exp, log } from "../../base/exact-math";
import type { Seed } from "../../base/seed";

/** A student of two layers as plain numbers: scores = relu(x · kernel1 + bias1) · kernel2 + bias2, x the pixels scaled. */
export interface TwoLayers {
  inputs: number;
  hidden: number;
  classes: number;
  /** [inputs][hidden], row by row. */
  kernel1: Float32Array;
  bias1: Float32Array;
  /** [hidden][classes], row by row. */
  kernel2: Float32Array;
  bias2: Float32Array;
}

export interface LabelledPicture {
  picture: Float32Array;
  label: number;
}

/** How long and how fast a student learns; Adam (Kingma and Ba 2015) with its usual constants. */
export interface TrainingCourse {
  hidden: number;
  epochs: number;
  batchSize: number;
  learningRate: number;
}

/** Pixels of 0 … 255 around 0. */
const scaled = (pixel: number): number => pixel / 127.5 - 1;
/** Of a score with respect to a pixel, for the gradient. */
export const PIXEL_SCALE = 1 / 127.5;

/** What the layers make of one picture. */
export interface Passed {
  hidden: Float64Array;
  scores: Float64Array;
}

export function pass({ inputs, hidden: units, classes, ...w }: TwoLayers, picture: Float32Array): Passed {
  const hidden = Float64Array.from(w.bias1);
  for (let i = 0, at = 0; i < inputs; i++) {
    const x = scaled(picture[i]);
    for (let j = 0; j < units; j++, at++) hidden[j] += x * w.kernel1[at];
  }
  for (let j = 0; j < units; j++) if (hidden[j] < 0) hidden[j] = 0;
  const scores = Float64Array.from(w.bias2);
  for (let j = 0, at = 0; j < units; j++) {
    for (let k = 0; k < classes; k++, at++) scores[k] += hidden[j] * w.kernel2[at];
  }
  return { hidden, scores };
}

/** Softmax by functions that give the same number on every machine. */
export function shares(scores: Float64Array): Float64Array {
  const largest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const powers = scores.map((score) => exp(score - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** What reaches the hidden units from an error in the scores; nothing where the unit is off. */
export function backToHidden(
  { hidden: units, classes, kernel2 }: TwoLayers,
  hidden: Float64Array,
  error: Float64Array,
) {
  const back = new Float64Array(units);
  for (let j = 0; j < units; j++) {
    if (hidden[j] <= 0) continue;
    for (let k = 0; k < classes; k++) back[j] += kernel2[j * classes + k] * error[k];
  }
  return back;
}

/** Trains two layers on the cross-entropy: the same seed gives the same bytes on every machine. */
export function trainTwoLayers(
  examples: readonly LabelledPicture[],
  { inputs, classes }: Pick<TwoLayers, "inputs" | "classes">,
  { course, seed }: { course: TrainingCourse; seed: Seed },
): TwoLayers {
  const layers = firstLayers({ inputs, classes, hidden: course.hidden }, seed);
  const weights = [layers.kernel1, layers.bias1, layers.kernel2, layers.bias2];
  const gradients = weights.map(({ length }) => new Float64Array(length));
  const moments = weights.map(({ length }) => [new Float64Array(length), new Float64Array(length)] as const);
  const random = seed.child("batches").random();
  let steps = 0;
  for (let epoch = 0; epoch < course.epochs; epoch++) {
    const order = random.shuffle(examples);
    for (let start = 0; start < order.length; start += course.batchSize) {
      const batch = order.slice(start, start + course.batchSize);
      gradients.forEach((gradient) => gradient.fill(0));
      for (const example of batch) addGradient(layers, example, gradients);
      steps++;
      weights.forEach((weight, i) =>
        adamStep(weight, gradients[i], { moments: moments[i], steps, size: batch.length, rate: course.learningRate }),
      );
    }
  }
  return layers;
}

/** He normal and Glorot normal, as `trainHead` begins; biases zero. */
function firstLayers(
  { inputs, hidden, classes }: Pick<TwoLayers, "inputs" | "hidden" | "classes">,
  seed: Seed,
): TwoLayers {
  const normal = (name: string, length: number, deviation: number) => {
    const random = seed.child(name).random();
    return Float32Array.from({ length }, () => random.normal(0, deviation));
  };
  return {
    inputs,
    hidden,
    classes,
    kernel1: normal("kernel1", inputs * hidden, Math.sqrt(2 / inputs)),
    bias1: new Float32Array(hidden),
    kernel2: normal("kernel2", hidden * classes, Math.sqrt(2 / (hidden + classes))),
    bias2: new Float32Array(classes),
  };
}

function addGradient(layers: TwoLayers, { picture, label }: LabelledPicture, gradients: readonly Float64Array[]): void {
  const { inputs, hidden: units, classes } = layers;
  const [kernel1, bias1, kernel2, bias2] = gradients;
  const { hidden, scores } = pass(layers, picture);
  const error = shares(scores);
  error[label] -= 1;
  for (let k = 0; k < classes; k++) bias2[k] += error[k];
  for (let j = 0, at = 0; j < units; j++) {
    for (let k = 0; k < classes; k++, at++) kernel2[at] += hidden[j] * error[k];
  }
  const back = backToHidden(layers, hidden, error);
  for (let j = 0; j < units; j++) bias1[j] += back[j];
  for (let i = 0, at = 0; i < inputs; i++) {
    const x = scaled(picture[i]);
    for (let j = 0; j < units; j++, at++) kernel1[at] += x * back[j];
  }
}

interface AdamState {
  moments: readonly [Float64Array, Float64Array];
  steps: number;
  size: number;
  rate: number;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

function adamStep(weight: Float32Array, gradient: Float64Array, { moments, steps, size, rate }: AdamState): void {
  const [first, second] = moments;
  const [bias1, bias2] = [1 - exp(steps * log(BETA1)), 1 - exp(steps * log(BETA2))];
  for (let i = 0; i < weight.length; i++) {
    const g = gradient[i] / size;
    first[i] = BETA1 * first[i] + (1 - BETA1) * g;
    second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
    weight[i] -= (rate * (first[i] / bias1)) / (Math.sqrt(second[i] / bias2) + EPSILON);
  }
}
