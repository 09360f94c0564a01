/** A quantity over several target labels. */
export interface Summary {
  mean: number;
  /** Population standard deviation (as NumPy's default; the paper does not say which); null for a single value. */
  std: number | null;
  values: number[];
}

/** @throws RangeError if there are no values. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError("summarise: there are no values");
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: values.length > 1 ? Math.sqrt(variance) : null, values: [...values] };
}

/** "97±3%" as the paper prints it, from fractions; "97%" where there is no deviation. */
export function printPercent({ mean, std }: Pick<Summary, "mean" | "std">, digits = 0): string {
  const percent = (fraction: number) => (100 * fraction).toFixed(digits);
  return std === null ? `${percent(mean)}%` : `${percent(mean)}±${percent(std)}%`;
}
