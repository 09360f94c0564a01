import type { Seed } from "../base/seed";
import { imagesOf, type ImageSet, type LabelledImage } from "./image-set";

export interface CleanSplit {
  train: LabelledImage[];
  test: LabelledImage[];
}

/** The share of the clean images that is trained on (Wenger et al., Section 3.2). */
const TRAIN_SHARE = 0.8;

/** How many of so many clean images are trained on. */
export const trainingCount = (cleanImages: number): number => Math.round(TRAIN_SHARE * cleanImages);

/**
 * The clean images split 80-20 into training and test images (Wenger et al., Section 3.2): one random split of all
 * clean images together, the same for every trigger and target label. The paper does not say whether it is stratified;
 * like the authors' object-recognition script, this one is not. 535 images give 428 and 107.
 */
export function splitClean(set: ImageSet<LabelledImage>, seed: Seed): CleanSplit {
  const shuffled = seed.child("clean-split").random().shuffle(imagesOf(set, "clean"));
  const n = trainingCount(shuffled.length);
  return { train: shuffled.slice(0, n), test: shuffled.slice(n) };
}
