import { atLeast, atMost, forAll, type Check } from "./check";
import { combine, highest, lowest, minus, type Quantity } from "./quantity";
import { pearson, spearman } from "./correlation";

/** Never falls more than `slack` below the highest earlier point. At least two points. */
export function nonDecreasing(curve: readonly Quantity[], slack: number): Check {
  return forAll(later(curve), ([point, earlier]) => atLeast(minus(point, highest(earlier)), -slack));
}

/** Never rises more than `slack` above the lowest earlier point. At least two points. */
export function nonIncreasing(curve: readonly Quantity[], slack: number): Check {
  return forAll(later(curve), ([point, earlier]) => atMost(minus(point, lowest(earlier)), slack));
}

/** Never falls more than `drop` from one point to the next. At least two points. */
export function noCliff(curve: readonly Quantity[], drop: number): Check {
  return forAll(later(curve), ([point, earlier]) => atMost(minus(earlier.at(-1)!, point), drop));
}

/** Every point but the first, with those before it. */
function later(curve: readonly Quantity[]): [point: Quantity, earlier: readonly Quantity[]][] {
  return curve.slice(1).map((point, i) => [point, curve.slice(0, i + 1)]);
}

export const pearsonOf = (label: string, x: readonly Quantity[], y: readonly Quantity[]): Quantity =>
  correlate(label, x, y, pearson);

export const spearmanOf = (label: string, x: readonly Quantity[], y: readonly Quantity[]): Quantity =>
  correlate(label, x, y, spearman);

function correlate(
  label: string,
  x: readonly Quantity[],
  y: readonly Quantity[],
  correlation: (x: readonly number[], y: readonly number[]) => number,
): Quantity {
  return combine(label, [...x, ...y], (values) => correlation(values.slice(0, x.length), values.slice(x.length)));
}
