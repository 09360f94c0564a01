import { UserError } from "../base/errors";
import { membersOf, type ClassMembers } from "./classes";
import { largestSingular } from "./numeric/largest-singular";
import { quantile } from "./numeric/quantile";
import { centre, isConstant, shapeOf, type Rows } from "./numeric/rows";
import { dot } from "./numeric/vector";

export interface OutlierScores {
  /** One for each row, ≥ 0. */
  scores: number[];
  /** The largest right singular vector of the centred features, [width], length 1. */
  direction: Float64Array;
  singularValue: number;
}

/**
 * The outlier scores of one class (Tran, Li and Madry 2018, Algorithm 1). v is the largest right singular vector of the
 * features less their mean R̂. Centred, as in the paper: τ = ((R(x) − R̂) · v)². Uncentred, as in the authors' code
 * (compute_corr.py) and in toolkits after it: τ = |R(x) · v|, v being the same.
 *
 * @param features [count, width] of the images labelled as one class.
 * @throws UserError if the features are ragged, not finite, fewer than two rows, or all the same.
 */
export function outlierScores(features: Rows, { centred = true }: { centred?: boolean } = {}): OutlierScores {
  const shape = shapeOf(features, "spectralSignatures: features");
  const { mean, centred: matrix } = centre(features, shape);
  if (shape.count < 2 || isConstant(mean, matrix)) {
    throw new UserError(
      `spectralSignatures needs features that differ within a class, came ${shape.count} equal ${shape.count === 1 ? "row" : "rows"}; leave the class out or take another layer`,
    );
  }
  const { values, left, right } = largestSingular(matrix, 1);
  const [direction, singularValue] = [right[0], values[0]];
  const scores = centred
    ? Array.from(left[0], (share) => (singularValue * share) ** 2)
    : features.map((row) => Math.abs(dot(Float64Array.from(row), direction)));
  return { scores, direction, singularValue };
}

export interface SpectralSignatureOptions {
  /** True: the paper's scores. False: those of the authors' code. */
  centred?: boolean;
  /** The share of each class that is removed, 0 … 1. Wenger et al. do not state theirs; the authors' code has 0.15. */
  removalShare: number;
}

export interface ClassSignature extends ClassMembers, OutlierScores {
  /** Images of the class that are removed: those whose score is above this. */
  threshold: number;
  removed: number[];
}

export interface SpectralSignatures {
  classes: ClassSignature[];
  /** The score of each image within its class, in the order of the features. */
  scores: number[];
  /** Numbers of all images that are removed, rising. */
  removed: number[];
}

/**
 * Spectral Signatures (Tran, Li and Madry 2018): in every class, the images whose features stick out along the class's
 * direction of largest variation are removed as poison. Those go whose score is above the (1 − removalShare) quantile of
 * the class's scores, as in the authors' code; equal scores stay or go together. A network is then trained on the rest from
 * scratch, by the caller.
 *
 * @param features [count, width]: what a layer of the backdoored network makes of the training images.
 * @param labels [count]: the classes they were trained as.
 * @throws UserError for a share outside 0 … 1, one class only, ragged or infinite features, or a class whose features are
 * all the same.
 */
export function spectralSignatures(
  features: Rows,
  labels: ArrayLike<number>,
  { centred = true, removalShare }: SpectralSignatureOptions,
): SpectralSignatures {
  if (!(removalShare >= 0 && removalShare <= 1)) {
    throw new UserError(`spectralSignatures: removalShare must be a fraction from 0 to 1, not ${removalShare}`);
  }
  shapeOf(features, "spectralSignatures: features");
  const classes = membersOf(labels, features.length, "spectralSignatures").map((members): ClassSignature => {
    const { scores, ...signature } = outlierScores(
      members.indices.map((i) => features[i]),
      { centred },
    );
    const threshold = quantile(scores, 1 - removalShare);
    return {
      ...members,
      ...signature,
      scores,
      threshold,
      removed: members.indices.filter((_, place) => scores[place] > threshold),
    };
  });
  const scores = new Array<number>(features.length);
  for (const { indices, scores: own } of classes) indices.forEach((i, place) => (scores[i] = own[place]));
  return { classes, scores, removed: classes.flatMap(({ removed }) => removed).sort((a, b) => a - b) };
}
