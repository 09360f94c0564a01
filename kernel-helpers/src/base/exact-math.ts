/**
 * Elementary functions made only of +, -, *, / and square roots, which IEEE 754 defines to the last bit: unlike `Math.sin`
 * and its kin, whose last bits are the engine's choice, they give the same number on every machine. The reductions and
 * polynomials are those of fdlibm (Sun Microsystems, 1993); errors stay within a few units in the last place.
 */

/** π/2 in three parts, each exact when multiplied by an integer below 2^20. */
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
const TWO_OVER_PI = 0.6366197723675814;
/** Beyond this the reduction to a quarter turn loses digits. */
const LARGEST_ANGLE = 1e6;

const LN2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 };
const SQRT_HALF = 0.7071067811865476;

/** Sine of r, |r| ≤ π/4. */
function sineNearZero(r: number): number {
  const z = r * r;
  const tail =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return r + z * r * (-0.16666666666666632 + z * tail);
}

/** Cosine of r, |r| ≤ π/4. */
function cosineNearZero(r: number): number {
  const z = r * r;
  const tail =
    0.0416666666666666 +
    z *
      (-0.001388888888887411 +
        z *
          (2.480158728947673e-5 +
            z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11))));
  return 1 - (0.5 * z - z * z * tail);
}

/** Sine of the angle plus `quarters` right angles. */
function sineOf(angle: number, quarters: number): number {
  if (!(Math.abs(angle) <= LARGEST_ANGLE)) throw new RangeError(`sin, cos: expected |angle| ≤ 1e6, found ${angle}`);
  const turns = Math.round(angle * TWO_OVER_PI);
  const rest = angle - turns * HALF_PI[0] - turns * HALF_PI[1] - turns * HALF_PI[2];
  const quarter = (turns + quarters) & 3;
  const value = quarter & 1 ? cosineNearZero(rest) : sineNearZero(rest);
  return quarter & 2 ? -value : value;
}

/** Sine of an angle in radians, |angle| ≤ 1e6. */
export const sin = (angle: number): number => sineOf(angle, 0);

/** Cosine of an angle in radians, |angle| ≤ 1e6. */
export const cos = (angle: number): number => sineOf(angle, 1);

const ATAN_AT = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const ATAN_AT_LOW = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17];
const ATAN_ODD = [
  0.3333333333333293, 0.14285714272503466, 0.09090887133436507, 0.06661073137387531, 0.049768779946159324,
  0.016285820115365782,
];
const ATAN_EVEN = [
  -0.19999999999876483, -0.11111110405462356, -0.0769187620504483, -0.058335701337905735, -0.036531572744216916,
];

/** Arc tangent in radians, -π/2 … π/2. */
export function atan(x: number): number {
  const size = Math.abs(x);
  let near = -1;
  let t = size;
  if (size >= 2.4375) [near, t] = [3, -1 / size];
  else if (size >= 1.1875) [near, t] = [2, (size - 1.5) / (1 + 1.5 * size)];
  else if (size >= 0.6875) [near, t] = [1, (size - 1) / (size + 1)];
  else if (size >= 0.4375) [near, t] = [0, (2 * size - 1) / (2 + size)];
  const z = t * t;
  const w = z * z;
  const odd = z * polynomial(ATAN_ODD, w);
  const even = w * polynomial(ATAN_EVEN, w);
  const angle = near < 0 ? t - t * (odd + even) : ATAN_AT[near] - (t * (odd + even) - ATAN_AT_LOW[near] - t);
  return x < 0 ? -angle : angle;
}

/** Angle of the point (x, y) in radians, -π … π, as `Math.atan2`; 0 at the origin. */
export function atan2(y: number, x: number): number {
  if (x > 0) return atan(y / x);
  if (x < 0) return y < 0 ? atan(y / x) - Math.PI : atan(y / x) + Math.PI;
  return y > 0 ? Math.PI / 2 : y < 0 ? -Math.PI / 2 : 0;
}

/** Arc sine in radians, -π/2 … π/2; NaN outside -1 … 1. */
export const asin = (x: number): number => atan2(x, Math.sqrt((1 - x) * (1 + x)));

/** Arc cosine in radians, 0 … π; NaN outside -1 … 1. */
export const acos = (x: number): number => atan2(Math.sqrt((1 - x) * (1 + x)), x);

const EXP_TERMS = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
];

/** e to the power x: 0 below -708, Infinity above 709. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < -708) return 0;
  if (x > 709) return Infinity;
  const power = Math.round(x / (LN2.high + LN2.low));
  const high = x - power * LN2.high;
  const low = power * LN2.low;
  const rest = high - low;
  const z = rest * rest;
  const c = rest - z * polynomial(EXP_TERMS, z);
  return (1 - (low - (rest * c) / (2 - c) - high)) * powerOfTwo(power);
}

const LOG_TERMS = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
];

/** Natural logarithm; -Infinity at 0, NaN below. Subnormal numbers count as 0. */
export function log(x: number): number {
  if (!(x >= 2.2250738585072014e-308)) return x >= 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  double[0] = x;
  let power = ((words[HIGH] >>> 20) & 0x7ff) - 1022;
  words[HIGH] = (words[HIGH] & 0x800fffff) | 0x3fe00000;
  let mantissa = double[0];
  if (mantissa < SQRT_HALF) {
    mantissa *= 2;
    power--;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const halfSquare = 0.5 * f * f;
  const tail = s * (halfSquare + z * polynomial(LOG_TERMS, z)) + power * LN2.low;
  return power * LN2.high - (halfSquare - tail - f);
}

/** x to the power y for x ≥ 0, as e^(y · ln x): relative error about 1e-15 · |y · ln x|. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  return x === 0 ? (y > 0 ? 0 : Infinity) : exp(y * log(x));
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
double[0] = 1;
/** Which word holds sign and exponent: the second one on every machine that Node runs on today, but ask. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

/** 2 to an integer power, -1022 … 1023. */
function powerOfTwo(power: number): number {
  words[HIGH] = (power + 1023) << 20;
  words[1 - HIGH] = 0;
  return double[0];
}

/** coefficients[0] + coefficients[1] · x + … */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}
