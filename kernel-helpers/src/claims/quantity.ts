import type { Measured, MeasureQuery, Measures } from "../paper/measures";

/** A number that is needed and was not measured. `more` asks for further values of one key, such as injection rates. */
export interface Need {
  query: MeasureQuery;
  more?: keyof MeasureQuery;
  /** It was tried, and the training diverged. */
  diverged?: true;
}

/** The network behind a number: the paper's column, and how to name it to the reader. */
export interface Source {
  arch?: MeasureQuery["arch"];
  name: string;
}

/** A number of a predicate, measured or computed from measured ones; without `value` when something is missing. */
export interface Quantity {
  /** In the paper's notation: `ASR(VGG16, dots)`. */
  label: string;
  value?: number;
  sources: readonly Source[];
  needs: readonly Need[];
}

export const constant = (value: number): Quantity => ({ label: String(value), value, sources: [], needs: [] });

/** The mean that was measured. */
export function measured(measures: Measures, query: MeasureQuery, label: string): Quantity {
  return fromMeasured(measures.get(query), query, label, ({ mean }) => mean);
}

/** The standard deviation over target labels. One target has none. */
export function spread(measures: Measures, query: MeasureQuery, label: string): Quantity {
  return fromMeasured(measures.get(query), query, `std ${label}`, ({ std, n }) => (n === 1 ? undefined : std));
}

function fromMeasured(
  found: Measured | undefined,
  query: MeasureQuery,
  label: string,
  pick: (found: Measured) => number | null | undefined,
): Quantity {
  if (found?.mean === null) return { label, sources: [], needs: [{ query, diverged: true }] };
  const value = found && pick(found);
  if (value === undefined || value === null) return { label, sources: [], needs: [{ query }] };
  const source = { arch: query.arch, name: found?.on ?? query.arch ?? "network not named" };
  return { label, value, sources: [source], needs: [] };
}

/** a - b, in the unit of both. */
export const minus = (a: Quantity, b: Quantity): Quantity =>
  combine(`${a.label} − ${b.label}`, [a, b], ([x, y]) => x - y);

/** |a - b|. */
export const gap = (a: Quantity, b: Quantity): Quantity =>
  combine(`|${a.label} − ${b.label}|`, [a, b], ([x, y]) => Math.abs(x - y));

export const ratio = (a: Quantity, b: Quantity): Quantity =>
  combine(`${a.label} / ${b.label}`, [a, b], ([x, y]) => x / y);

export const mean = (label: string, all: readonly Quantity[]): Quantity =>
  combine(label, all, (values) => values.reduce((sum, x) => sum + x, 0) / values.length);

/** The smallest of several, under its own label. */
export const lowest = (all: readonly Quantity[]): Quantity => pick(all, Math.min);

/** The largest of several, under its own label. */
export const highest = (all: readonly Quantity[]): Quantity => pick(all, Math.max);

function pick(all: readonly Quantity[], choose: (...values: number[]) => number): Quantity {
  const chosen = combine("", all, (values) => choose(...values));
  return { ...chosen, label: all.find(({ value }) => value === chosen.value)?.label ?? all[0].label };
}

/** A number computed from others; it has a value when all of them have. */
export function combine(label: string, inputs: readonly Quantity[], compute: (values: number[]) => number): Quantity {
  const needs = inputs.flatMap((input) => input.needs);
  const sources = inputs.flatMap((input) => input.sources);
  const values = inputs.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return values.length < inputs.length ? { label, sources, needs } : { label, value: compute(values), sources, needs };
}
