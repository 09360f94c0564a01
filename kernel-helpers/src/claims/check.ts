import type { Need, Quantity, Source } from "./quantity";

/** A number that a verdict rests on, beside the bound it was held against. */
export interface Evidence {
  label: string;
  value: number;
  /** As in the predicate: `> 90`. */
  bound: string;
  holds: boolean;
  /** Distance to the bound in the number's unit; negative on the wrong side, Infinity where there is no bound. */
  margin: number;
}

/** A statement about measured numbers: true, false, or undecided for want of some. */
export interface Check {
  holds: boolean | undefined;
  evidence: readonly Evidence[];
  /** What was not measured, whether or not the rest decides. */
  needs: readonly Need[];
  sources: readonly Source[];
}

/** Percentages are means of fractions times 100: rounding must not break a bound that may be reached. */
const ROUNDING = 1e-9;

export const above = (quantity: Quantity, bound: number) =>
  compare(quantity, `> ${bound}`, (value) => value - bound, -ROUNDING);
export const atLeast = (quantity: Quantity, bound: number) =>
  compare(quantity, `≥ ${bound}`, (value) => value - bound, ROUNDING);
export const below = (quantity: Quantity, bound: number) =>
  compare(quantity, `< ${bound}`, (value) => bound - value, -ROUNDING);
export const atMost = (quantity: Quantity, bound: number) =>
  compare(quantity, `≤ ${bound}`, (value) => bound - value, ROUNDING);
export const equals = (quantity: Quantity, bound: number) =>
  compare(quantity, `= ${bound}`, (value) => -Math.abs(value - bound), ROUNDING);
export const within = (quantity: Quantity, low: number, high: number) =>
  compare(quantity, `${low} … ${high}`, (value) => Math.min(value - low, high - value), ROUNDING);

/** @param tolerance how far beyond the bound still counts as reaching it; negative: the bound itself does not count */
function compare(quantity: Quantity, bound: string, marginOf: (value: number) => number, tolerance: number): Check {
  const { label, value, needs, sources } = quantity;
  if (value === undefined) return { holds: undefined, evidence: [], needs, sources };
  const margin = marginOf(value);
  const holds = margin >= -tolerance; // false for NaN: an undefined correlation supports nothing
  return { holds, evidence: [{ label, value, bound, holds, margin }], needs, sources };
}

/** Shows a number beside the others without judging by it. */
export function reported({ label, value, sources }: Quantity): Check {
  if (value === undefined) return { holds: true, evidence: [], needs: [], sources: [] };
  return {
    holds: true,
    evidence: [{ label, value, bound: "for comparison", holds: true, margin: Infinity }],
    needs: [],
    sources,
  };
}

/** Undecided, with what it would take. */
export const needed = (...needs: Need[]): Check => ({ holds: undefined, evidence: [], needs, sources: [] });

/**
 * "For all": one counterexample refutes it; else it is judged on the items that were measured, at least one, and
 * keeps what is missing.
 */
export function forAll<Item>(items: readonly Item[], check: (item: Item) => Check): Check {
  const checks = items.map(check);
  return { ...gather(checks), holds: checks.some(refuted) ? false : checks.some(proven) || undefined };
}

/** "And": one counterexample refutes it; else every part must have been measured. */
export function both(...checks: readonly Check[]): Check {
  return { ...gather(checks), holds: checks.some(refuted) ? false : checks.every(proven) || undefined };
}

/** "There are at least `count` of them": decided as soon as the missing ones cannot change it. */
export function atLeastSome<Item>(count: number, items: readonly Item[], check: (item: Item) => Check): Check {
  const checks = items.map(check);
  const witnesses = checks.filter(proven);
  if (witnesses.length >= count) return { ...gather(witnesses), needs: [], holds: true };
  const possible = checks.filter((candidate) => !refuted(candidate)).length;
  return { ...gather(checks), holds: possible < count ? false : undefined };
}

export const exists = <Item>(items: readonly Item[], check: (item: Item) => Check): Check =>
  atLeastSome(1, items, check);

/** A part that may be missing without leaving the whole undecided: it then holds in part. */
export function ifMeasured(check: Check): Check {
  return { ...check, holds: check.holds ?? true };
}

/** Where a training that diverged is an answer, and the answer is no. */
export const refutedByDivergence = (check: Check): Check =>
  check.holds === undefined && check.needs.some(({ diverged }) => diverged) ? { ...check, holds: false } : check;

const proven = (check: Check): boolean => check.holds === true;
const refuted = (check: Check): boolean => check.holds === false;

function gather(checks: readonly Check[]): Omit<Check, "holds"> {
  return {
    evidence: checks.flatMap((check) => check.evidence),
    needs: checks.flatMap((check) => check.needs),
    sources: checks.flatMap((check) => check.sources),
  };
}
