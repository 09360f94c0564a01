import { UserError } from "../base/errors";

/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const CONSISTENCY = 1.4826;

/**
 * Neural Cleanse's outlier test with a middle of your own in place of the median: the labels whose mask norm is at most
 * the middle and lies more than `threshold` deviations away from it, `flaggedWith(norms, lowerMedian)`. With the true
 * median it flags what `anomalyIndex` flags.
 *
 * @param norms the L1 norm of each label's reversed mask
 * @param middle of a list that is sorted, smallest first
 * @throws UserError if the middle is no number
 */
export function flaggedWith(
  norms: readonly number[],
  middle: (sorted: readonly number[]) => number,
  { threshold = 2 }: { threshold?: number } = {},
): number[] {
  const middleOf = (list: readonly number[]): number => {
    const value = middle([...list].sort((a, b) => a - b));
    if (Number.isFinite(value)) return value;
    throw new UserError(
      `flaggedWith: the middle of ${list.length} norms came out as ${value}; return a number of the list`,
    );
  };
  const centre = middleOf(norms);
  const distances = norms.map((norm) => Math.abs(norm - centre));
  const deviation = CONSISTENCY * middleOf(distances);
  return norms.flatMap((norm, label) => (norm <= centre && distances[label] > threshold * deviation ? [label] : []));
}
