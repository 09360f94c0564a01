/** A quantity over several target labels. */
export interface Summary {
  /** Over the trainings that did not diverge; null if all did. */
  mean: number | null;
  /** Population standard deviation (as NumPy's default; the paper does not say which); null for less than two values. */
  std: number | null;
  /** null for a training that diverged. */
  values: (number | null)[];
}

/** @throws RangeError if there are no values. */
export function summarise(values: readonly (number | null)[]): Summary {
  if (values.length === 0) throw new RangeError("summarise: there are no values");
  const numbers = values.filter((value) => value !== null);
  if (numbers.length === 0) return { mean: null, std: null, values: [...values] };
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
  return { mean, std: numbers.length > 1 ? Math.sqrt(variance) : null, values: [...values] };
}

/** How many of the trainings diverged. */
export const divergedCount = ({ values }: Pick<Summary, "values">): number =>
  values.filter((value) => value === null).length;

/**
 * "97±3%" as the paper prints it, from fractions; "97%" where there is no deviation. Trainings that diverged are named:
 * "97±3% (1 of 3 diverged)", "diverged".
 */
export function printPercent({ mean, std, values = [] }: Partial<Summary> & Pick<Summary, "mean">, digits = 0): string {
  if (mean === null) return "diverged";
  const percent = (fraction: number) => (100 * fraction).toFixed(digits);
  const number = typeof std === "number" ? `${percent(mean)}±${percent(std)}%` : `${percent(mean)}%`;
  const diverged = divergedCount({ values });
  return diverged > 0 ? `${number} (${diverged} of ${values.length} diverged)` : number;
}
