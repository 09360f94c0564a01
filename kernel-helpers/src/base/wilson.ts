/** A rate between two others, all fractions. */
export interface Interval {
  low: number;
  high: number;
}

/** Of the standard normal distribution: 95 % of it lie within so many deviations. */
const Z = 1.959963984540054;

/**
 * The 95 % interval of a rate that was counted as `hits` of `n` (Wilson 1927, without continuity correction). It stays
 * within [0, 1] and is right for few images and for rates near 0 and 1, where the usual ± is not.
 *
 * @throws RangeError unless 0 <= hits <= n and n >= 1
 */
export function wilsonInterval(hits: number, n: number): Interval {
  if (!(n >= 1 && hits >= 0 && hits <= n)) throw new RangeError(`wilsonInterval: ${hits} of ${n} is no rate`);
  const rate = hits / n;
  const middle = (rate + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((rate * (1 - rate)) / n + Z ** 2 / (4 * n ** 2));
  return { low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half }; // exactly, not to a rounding
}

/** Half the width of the interval where it is widest, at a rate of a half: Z / (2 √(n + Z²)). */
export const widestHalf = (n: number): number => Z / (2 * Math.sqrt(n + Z ** 2));

/** The fewest images that tell every rate to within `half`: `widestHalf` turned round. 0.1 takes 93. */
export const imagesFor = (half: number): number => Math.ceil(Z ** 2 / (4 * half ** 2) - Z ** 2);
