import { exp, pow } from "../../base/exact-math";

/** The value held between `low` and `high`. */
export const clamp = (value: number, low = 0, high = 1): number => (value < low ? low : value > high ? high : value);

/** Linear interpolation: a at t = 0, b at t = 1. */
export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** 0 at `from`, 1 at `to`, smooth between and flat outside; `from` may be the larger one (a falling step). */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** exp(-x² / 2σ²): 1 at x = 0. */
export const bell = (x: number, sigma: number): number => exp(-0.5 * (x / sigma) * (x / sigma));

/** The line through `knots` ([x, y], x rising), held constant beyond both ends. */
export function piecewiseLinear(x: number, knots: readonly (readonly [x: number, y: number])[]): number {
  if (x <= knots[0][0]) return knots[0][1];
  for (let i = 1; i < knots.length; i++) {
    if (x > knots[i][0]) continue;
    const [x0, y0] = knots[i - 1];
    const [x1, y1] = knots[i];
    return mix(y0, y1, (x - x0) / (x1 - x0));
  }
  return knots[knots.length - 1][1];
}

/** Length of the vector (x, y). */
export const distance = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** A power of the magnitude under the number's own sign: what draws superellipses. */
export const signedPow = (x: number, exponent: number): number => Math.sign(x) * pow(Math.abs(x), exponent);

export const cube = (x: number): number => x * x * x;
