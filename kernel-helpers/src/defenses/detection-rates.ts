import { UserError } from "../base/errors";

/** What a defense flagged among some images. Rates are fractions, null where there is nothing that they are a share of. */
export interface ScopeRates {
  clean: number;
  poison: number;
  flagged: number;
  /** Share of the poison images that are flagged. */
  detectionRate: number | null;
  /** Share of the clean images that are flagged. */
  falsePositiveRate: number | null;
  /** Share of the poison images that are not flagged: 1 − detection rate. */
  falseNegativeRate: number | null;
}

/** In the images labelled as the target, and in those of all classes. */
export interface DetectionRates {
  targetClass: ScopeRates;
  allClasses: ScopeRates;
}

/** The ground truth about training images. */
export interface GroundTruth {
  /** The class that each image was trained as. */
  labels: ArrayLike<number>;
  isPoison: ArrayLike<boolean>;
  targetLabel: number;
}

/**
 * Detection rate, false positive rate and false negative rate (Wenger et al., Section 8.1), over the target class and over
 * all classes: the paper does not say which, and its false positive rates of 58 to 74 % are out of reach over all classes
 * for the smaller of two clusters.
 *
 * @param flagged Numbers of the images that the defense took for poison, in any order.
 * @throws UserError if labels and ground truth differ in length, no image is labelled as the target, or a number is not
 * one of an image or comes twice.
 */
export function detectionRates(
  flagged: readonly number[],
  { labels, isPoison, targetLabel }: GroundTruth,
): DetectionRates {
  const count = labels.length;
  if (isPoison.length !== count) {
    throw new UserError(
      `detectionRates needs label and ground truth of each image, came ${count} labels and ${isPoison.length} of isPoison`,
    );
  }
  const isFlagged = new Array<boolean>(count).fill(false);
  for (const i of flagged) {
    if (!(Number.isInteger(i) && i >= 0 && i < count) || isFlagged[i]) {
      throw new UserError(
        `detectionRates: flagged must be numbers of images, each once, from 0 to ${count - 1}; came ${i}`,
      );
    }
    isFlagged[i] = true;
  }
  const all = Array.from({ length: count }, (_, i) => i);
  const target = all.filter((i) => labels[i] === targetLabel);
  if (target.length === 0) {
    throw new UserError(`detectionRates: no image is labelled as the target ${targetLabel}`);
  }
  const ratesIn = (images: readonly number[]): ScopeRates => {
    const poison = images.filter((i) => isPoison[i]);
    const clean = images.filter((i) => !isPoison[i]);
    const found = poison.filter((i) => isFlagged[i]).length;
    const wrong = clean.filter((i) => isFlagged[i]).length;
    const share = (part: number, { length }: readonly number[]) => (length > 0 ? part / length : null);
    return {
      clean: clean.length,
      poison: poison.length,
      flagged: found + wrong,
      detectionRate: share(found, poison),
      falsePositiveRate: share(wrong, clean),
      falseNegativeRate: share(poison.length - found, poison),
    };
  };
  return { targetClass: ratesIn(target), allClasses: ratesIn(all) };
}
