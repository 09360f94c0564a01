import { UserError } from "../base/errors";
import { pearson } from "../base/pearson";
import { centre, shapeOf, type Rows } from "./numeric/rows";

/**
 * Pearson's correlation of two activation vectors over the neurons, -1 … 1.
 *
 * @param a [width]
 * @param b [width]
 * @throws UserError if the lengths differ, a number is not finite, or one vector does not vary.
 */
export function pearsonCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  shapeOf([a, b], "pearsonCorrelation: activations");
  if (!varies(a) || !varies(b)) {
    throw new UserError("pearsonCorrelation is undefined where all neurons are equally active; take another layer");
  }
  return Math.max(-1, Math.min(1, pearson(a, b)));
}

/** False where all numbers are one but for rounding. */
function varies(vector: ArrayLike<number>): boolean {
  const all = new Float64Array(vector);
  const [lowest, highest] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  return highest - lowest > 1e-12 * Math.max(Math.abs(lowest), Math.abs(highest));
}

/** The readings that the paper's Table 6 leaves open; each -1 … 1. */
export interface ActivationCorrelation {
  /** Of the mean activations of all clean images with those of all trigger images. */
  ofMeans: number;
  /** The mean over pairs, row i of one with row i of the other (one person or one moment); null where the numbers differ. */
  ofPairs: number | null;
  /** The mean over every clean image with every trigger image. */
  ofAllPairs: number;
}

/**
 * How alike the neurons respond to clean and to trigger images (Wenger et al., Section 8.1 and Table 6 of the
 * supplement), over the neurons of one layer. The paper says neither which layer nor what is paired; which images are
 * given (one person's, the target class, all) and of which layer is the caller's reading.
 *
 * @param clean [images, width]
 * @param triggered [images, width]
 * @throws UserError if a matrix is empty, ragged or not finite, the widths differ, or an image's neurons are all equally
 * active.
 */
export function activationCorrelation(clean: Rows, triggered: Rows): ActivationCorrelation {
  const a = shapeOf(clean, "activationCorrelation: clean activations");
  const b = shapeOf(triggered, "activationCorrelation: activations with the trigger");
  if (a.width !== b.width) {
    throw new UserError(`activationCorrelation needs two times one layer, came ${a.width} and ${b.width} neurons`);
  }
  const pairs = clean.map((row, i) => (i < b.count ? pearsonCorrelation(row, triggered[i]) : 0));
  const allPairs = clean.flatMap((row) => triggered.map((other) => pearsonCorrelation(row, other)));
  return {
    ofMeans: pearsonCorrelation(centre(clean, a).mean, centre(triggered, b).mean),
    ofPairs: a.count === b.count ? average(pairs) : null,
    ofAllPairs: average(allPairs),
  };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
