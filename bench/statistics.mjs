import { performance } from "node:perf_hooks";
/**
 * The middle one of some numbers; the mean of the two middle ones of an even count.
 * @param {readonly number[]} values at least one
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Seconds that some work takes.
 * @param {() => unknown} work awaited if it is a promise
 */
export async function secondsOf(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * The largest difference of two lists of numbers, as a share of the largest number in the second; NaN where one of them
 * has a NaN, infinite where their lengths differ.
 * @param {ArrayLike<number>} values
 * @param {ArrayLike<number>} reference
 */
export function largestDifference(values, reference) {
  if (values.length !== reference.length) return Infinity;
  let [difference, largest] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    difference = Math.max(difference, Math.abs(values[i] - reference[i]));
    largest = Math.max(largest, Math.abs(reference[i]));
  }
  return difference === 0 ? 0 : difference / largest;
}
