import { UserError } from "../base/errors";
import { fitNormal, normalQuantile, quantile as empiricalQuantile } from "./numeric/quantile";
import { shapeOf, type Rows } from "./numeric/rows";

/** How image and overlay are weighed when they are blended; Wenger et al. do not say which was theirs. */
export const STRIP_WEIGHTS = {
  /** The authors' code (Gao et al. 2019): the sum of both. */
  sum: [1, 1],
  /** The mean of both, as in the Adversarial Robustness Toolbox. */
  mean: [0.5, 0.5],
  /** The image and half the overlay, as in other toolkits. */
  half: [1, 0.5],
} as const satisfies Record<string, readonly [number, number]>;

/**
 * An image with an overlay on it: weights[0] · image + weights[1] · overlay, pixel by pixel. Nothing is clipped, as in
 * the authors' code: the sum of two images in [0, 1] is in [0, 2].
 *
 * @param image Any range, any layout.
 * @param overlay The same.
 * @throws UserError if they differ in size, or a weight is not finite.
 */
export function blend(
  image: ArrayLike<number>,
  overlay: ArrayLike<number>,
  { weights = STRIP_WEIGHTS.sum }: { weights?: readonly [number, number] } = {},
): Float32Array {
  if (image.length !== overlay.length) {
    throw new UserError(`blend needs two images of one size, came ${image.length} and ${overlay.length} values`);
  }
  const [a, b] = weights;
  if (!(Number.isFinite(a) && Number.isFinite(b))) {
    throw new UserError(`blend: weights must be two finite numbers, not ${a} and ${b}`);
  }
  const blended = new Float32Array(image.length);
  for (let i = 0; i < blended.length; i++) blended[i] = a * image[i] + b * overlay[i];
  return blended;
}

export interface EntropyOptions {
  /** Of the logarithm: 2 as in the authors' code, bits; "e", nats. */
  base?: 2 | "e";
}

/**
 * The entropy of what a network predicts for one input under N overlays (Gao et al. 2019, Eq. 2 to 4):
 * H = −(1/N) Σ_n Σ_i y_ni log y_ni, from 0 to log(classes), with 0 log 0 = 0. The inner sum is over the classes of one
 * prediction.
 *
 * @param predictions [overlays, classes]: probabilities, each row sums to 1.
 * @throws UserError if there are none, they are ragged or no probabilities.
 */
export function blendedEntropy(predictions: Rows, { base = 2 }: EntropyOptions = {}): number {
  const { count, width } = shapeOf(predictions, "strip: predictions");
  let entropy = 0;
  predictions.forEach((row, n) => {
    let total = 0;
    for (let i = 0; i < width; i++) {
      const y = row[i];
      total += y;
      if (y < 0)
        throw new UserError(`strip: predictions must be probabilities, came ${y} for overlay ${n}; apply softmax`);
      if (y > 0) entropy -= y * Math.log(y);
    }
    if (Math.abs(total - 1) > SUM_TOLERANCE) {
      throw new UserError(
        `strip: the probabilities of one overlay must sum to 1, came ${total} for overlay ${n}; apply softmax`,
      );
    }
  });
  return Math.max(0, entropy) / count / (base === 2 ? Math.LN2 : 1);
}

/** Softmax in half precision stays within this. */
const SUM_TOLERANCE = 5e-3;

export interface ThresholdOptions {
  /** Share of clean inputs that may be flagged, in (0, 1): 0.05 in Wenger et al., Section 8.1. */
  falsePositiveRate?: number;
  /** "normal": of a normal distribution fitted to the entropies, as in the authors' code. "empirical": of themselves. */
  quantile?: "normal" | "empirical";
}

/**
 * The entropy up to which an input counts as triggered: the quantile, at the false positive rate, of the entropies of
 * clean images that the network was neither trained nor tested on. The normal one, mean + deviation · Φ⁻¹(rate), can lie
 * below 0, where nothing is flagged, and keeps the rate only as far as the entropies are normal.
 *
 * @throws UserError if the rate is not within 0 and 1, an entropy is not finite, or too few clean images are left: none,
 * or one for the normal quantile.
 */
export function entropyThreshold(
  cleanEntropies: ArrayLike<number>,
  { falsePositiveRate = 0.05, quantile = "normal" }: ThresholdOptions = {},
): number {
  if (!(falsePositiveRate > 0 && falsePositiveRate < 1)) {
    throw new UserError(`strip: falsePositiveRate must be a fraction between 0 and 1, not ${falsePositiveRate}`);
  }
  const fewest = quantile === "normal" ? 2 : 1;
  if (cleanEntropies.length < fewest) {
    throw new UserError(
      `strip needs at least ${fewest} held-out clean images for its threshold, came ${cleanEntropies.length}; keep some clean images out of training`,
    );
  }
  const entropies = Array.from(cleanEntropies);
  for (const entropy of entropies) {
    if (!Number.isFinite(entropy)) throw new UserError(`strip: clean entropies must be finite, came ${entropy}`);
  }
  if (quantile === "empirical") return empiricalQuantile(entropies, falsePositiveRate);
  const { mean, deviation } = fitNormal(entropies);
  return mean + deviation * normalQuantile(falsePositiveRate);
}

export interface StripDecision {
  /** The entropy is at most the threshold: overlays do not change the prediction. */
  isPoisoned: boolean;
  entropy: number;
}

export interface Strip {
  threshold: number;
  /** One for each input. */
  decisions: StripDecision[];
  /** Of the held-out clean images, which the threshold comes from. */
  cleanEntropies: number[];
}

/**
 * STRIP (Gao et al. 2019): an input is flagged when the network's predictions stay the same whatever is laid over it.
 *
 * @param inputs [inputs][overlays, classes]: the predictions for each input under each overlay.
 * @param clean The same for clean images that the network was not trained on.
 * @throws UserError as blendedEntropy and entropyThreshold.
 */
export function strip(
  inputs: readonly Rows[],
  clean: readonly Rows[],
  { base = 2, ...options }: EntropyOptions & ThresholdOptions = {},
): Strip {
  const cleanEntropies = clean.map((predictions) => blendedEntropy(predictions, { base }));
  const threshold = entropyThreshold(cleanEntropies, options);
  const decisions = inputs.map((predictions) => {
    const entropy = blendedEntropy(predictions, { base });
    return { isPoisoned: entropy <= threshold, entropy };
  });
  return { threshold, decisions, cleanEntropies };
}
