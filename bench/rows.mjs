import { median } from "./statistics.mjs";

/**
 * One line of the results.
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit
 * @property {string} target the number to reach, of `vs` where there is one, else of the median: "<= 5"; "-" for none
 * @property {number[]} rounds what each round gave
 * @property {number} [median]
 * @property {Comparison} [vs]
 * @property {string} [note]
 * @property {string} [failure] why there is no number, or no valid one
 * @property {{ part: string, size: number }} [growth] of something that grows: what, and how large
 */

/**
 * How many times as good as something else, from paired rounds.
 * @typedef {object} Comparison
 * @property {number} ratio the median of the rounds' ratios
 * @property {string} of
 */

/**
 * A row with its medians.
 * @param {Omit<Row, "median" | "vs"> & { vs?: { ratios: readonly number[], of: string } }} measured
 * @returns {Row}
 */
export const measuredRow = ({ vs, ...row }) => ({
  ...row,
  median: median(row.rounds),
  ...(vs && { vs: { ratio: median(vs.ratios), of: vs.of } }),
});

/**
 * A row of something that cannot be measured here, for a reason that is no failure.
 * @param {Pick<Row, "name" | "unit" | "target">} row
 * @param {string} note
 * @returns {Row}
 */
export const absentRow = (row, note) => ({ ...row, rounds: [], note });

/**
 * Whether a row reaches its target; undefined where it has none, or no number.
 * @param {Pick<Row, "target" | "median" | "vs">} row
 */
export function isMet({ target, median, vs }) {
  const [, sign, limit] = /^(<=|>=|<|>) ([\d.]+)$/.exec(target) ?? [];
  const value = vs?.ratio ?? median;
  if (sign === undefined || value === undefined) return undefined;
  const difference = value - Number(limit);
  return sign.startsWith("<") ? difference < 0 || (sign === "<=" && difference === 0) : difference > 0 || (sign === ">=" && difference === 0); // prettier-ignore
}
