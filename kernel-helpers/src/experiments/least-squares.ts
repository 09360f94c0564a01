/**
 * The share of the variance of y that a linear function of the predictors explains by ordinary least squares, 0 … 1 (R²,
 * unadjusted). Predictors that do not vary, or follow from earlier ones, add nothing. NaN where y does not vary.
 */
export function rSquared(y: readonly number[], predictors: readonly (readonly number[])[]): number {
  const target = centred(y);
  const total = dot(target, target);
  let explained = 0;
  const basis: number[][] = [];
  for (const predictor of predictors) {
    const whole = centred(predictor);
    const left = basis.reduce((rest, unit) => minus(rest, unit, dot(rest, unit)), whole); // Gram-Schmidt
    const length = Math.sqrt(dot(left, left));
    if (length <= NEARLY_NOTHING * Math.sqrt(dot(whole, whole)) || length === 0) continue;
    const unit = left.map((value) => value / length);
    basis.push(unit);
    explained += dot(target, unit) ** 2;
  }
  return explained / total;
}

/** What rounding leaves of a predictor that follows from others. */
const NEARLY_NOTHING = 1e-9;

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

const minus = (a: readonly number[], unit: readonly number[], times: number): number[] =>
  a.map((value, i) => value - times * unit[i]);
