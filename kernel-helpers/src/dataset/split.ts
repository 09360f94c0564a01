import type { Seed } from "../base/seed";
import { imagesOf, type ImageSet, type LabelledImage } from "./image-set";

export interface CleanSplit {
  train: LabelledImage[];
  test: LabelledImage[];
}

/**
 * The clean images split 80-20 into training and test images (Wenger et al., Section 3.2): one random split of all
 * clean images together, the same for every trigger and target label. The paper does not say whether it is stratified;
 * like the authors' object-recognition script, this one is not. 535 images give 428 and 107.
 */
export function splitClean(set: ImageSet<LabelledImage>, seed: Seed, { trainShare = 0.8 } = {}): CleanSplit {
  const shuffled = seed.child("clean-split").random().shuffle(imagesOf(set, "clean"));
  const n = Math.round(trainShare * shuffled.length);
  return { train: shuffled.slice(0, n), test: shuffled.slice(n) };
}
