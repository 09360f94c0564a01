import { UserError } from "../base/errors";
import { median } from "./numeric/quantile";

export interface AnomalyIndex {
  median: number;
  /** 1.4826 · MAD: the standard deviation that the median absolute deviation points to where norms are normal. */
  deviation: number;
  /** |norm − median| / deviation of each label; null where the index is undefined. */
  indices: number[] | null;
  /** Labels whose norm is unusually small, the smallest first; none where the index is undefined. */
  flagged: number[];
  /** null where the index is undefined. */
  isBackdoored: boolean | null;
  /** A sentence where the index is undefined or rests on a MAD of 0; null otherwise. */
  remark: string | null;
}

/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const CONSISTENCY = 1.4826;
const FEWEST_LABELS = 3;

/**
 * Neural Cleanse's outlier test (Wang et al. 2019; the authors' mad_outlier_detection.py): the anomaly
 * index of a label is |norm − median| / (1.4826 · MAD), and a label is flagged when its norm is at most the median and its
 * index is above the threshold. The median of an even number of norms is the mean of the middle two.
 *
 * With one or two labels the index says nothing (of two norms both lie one MAD from the median, whatever they are): it is
 * undefined, and the remark says so. Where more than half of the norms are equal the MAD is 0: a norm that is equal to
 * the median has index 0 then, any other Infinity, and the remark says so.
 *
 * @param norms The L1 norm of each label's reversed mask, ≥ 0.
 * @throws UserError for no norms, or one that is negative or not finite.
 */
export function anomalyIndex(norms: ArrayLike<number>, { threshold = 2 }: { threshold?: number } = {}): AnomalyIndex {
  const all = Array.from(norms);
  if (all.length === 0) throw new UserError("anomalyIndex needs the mask norm of each label, came none");
  all.forEach((norm, label) => {
    if (!(norm >= 0 && norm < Infinity)) {
      throw new UserError(`anomalyIndex: mask norms must be finite and not negative, came ${norm} for label ${label}`);
    }
  });
  const middle = median(all);
  const distances = all.map((norm) => Math.abs(norm - middle));
  const deviation = CONSISTENCY * median(distances);
  if (all.length < FEWEST_LABELS) {
    const remark = `the anomaly index is undefined for ${all.length} ${all.length === 1 ? "label" : "labels"}: it compares a label with most others, which takes at least ${FEWEST_LABELS}`;
    return { median: middle, deviation, indices: null, flagged: [], isBackdoored: null, remark };
  }
  const indices = distances.map((distance) => (distance === 0 ? 0 : distance / deviation));
  const flagged = all.flatMap((norm, label) => (norm <= middle && indices[label] > threshold ? [label] : []));
  const remark =
    deviation > 0
      ? null
      : "the median absolute deviation is 0, since more than half of the norms are equal: every other norm is infinitely anomalous";
  return {
    median: middle,
    deviation,
    indices,
    flagged: flagged.sort((a, b) => all[a] - all[b] || a - b),
    isBackdoored: flagged.length > 0,
    remark,
  };
}
