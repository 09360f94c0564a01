import type { Summary } from "../experiments/summary";

/** From fractions; null where a training diverged. */
export const percents = (summaries: readonly Summary[], pick: (s: Summary) => number | null): (number | null)[] =>
  summaries.map(pick).map((fraction) => (fraction === null ? null : Number((100 * fraction).toFixed(2))));

/** The mean as running text has it: "94 %", or "diverged". */
export const percentText = ({ mean }: Pick<Summary, "mean">): string =>
  mean === null ? "diverged" : `${(100 * mean).toFixed(0)} %`;
