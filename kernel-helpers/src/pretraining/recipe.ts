import type { PretrainedName } from "../teachers/pretrained-record";

/** Everything that decides a pretraining but the images and the seed. */
export interface Recipe {
  network: PretrainedName;
  /** Fraction of the published network's channels. */
  width: number;
  /** Side of the aligned chips in pixels. */
  inputSize: number;
  epochs: number;
  batchSize: number;
  /** Of Adam at its height; it rises linearly over the first epochs and falls as a half cosine to zero. */
  learningRate: number;
  warmUpEpochs: number;
  /** Share of every kernel that a step at the learning rate 1 would take away (Loshchilov & Hutter 2019, Algorithm 2). */
  weightDecay: number;
  /** CosFace (Wang et al. 2018, Eq. 4): logits are scale * cosine, the own person's cosine lowered by the margin. */
  scale: number;
  margin: number;
  /** Images of each person that are never trained on: the curve shows how well they are identified. */
  heldOut: number;
  /** Faces are verified after every so many epochs, and after the last. */
  verifyEvery: number;
}

const SHARED = {
  width: 0.25,
  inputSize: 96,
  epochs: 32,
  batchSize: 32,
  learningRate: 2e-3,
  warmUpEpochs: 2,
  weightDecay: 0.05,
  scale: 24,
  margin: 0.35,
  heldOut: 2,
  verifyEvery: 4,
};

/**
 * A quarter of the published widths: what a machine with two cores trains in half an hour each. The two networks that pool
 * their last map begin slowly and take more and smaller batches. The margin is CosFace's own; in a trial (40 people x 10
 * images, 64 pixels, 50 epochs, seed 2021, verified on 16 others) margins 0, 0.2 and 0.35 gave an area under the curve of
 * 0.89, 0.90 and 0.92. Width, input and epochs come from measured speeds.
 */
export const RECIPES: Record<PretrainedName, Recipe> = {
  vgg16: { network: "vgg16", ...SHARED, epochs: 40, batchSize: 64, learningRate: 1.5e-3 },
  resnet50: { network: "resnet50", ...SHARED },
  densenet121: { network: "densenet121", ...SHARED },
};

/** The learning rate of step `step` of `steps`, 0 … steps - 1. */
export function learningRateAt(step: number, steps: number, { learningRate, warmUpEpochs, epochs }: Recipe): number {
  const warmUp = (warmUpEpochs / epochs) * steps;
  if (step < warmUp) return (learningRate * (step + 1)) / (warmUp + 1);
  return (learningRate / 2) * (1 + Math.cos((Math.PI * (step - warmUp)) / (steps - warmUp)));
}
