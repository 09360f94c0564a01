/** The largest number that half precision has; what is larger becomes infinite. */
export const LARGEST_HALF = 65504;

/** The value of an IEEE 754 half-precision number: 1 bit sign, 5 bits exponent, 10 bits fraction. */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The value of every pattern of 16 bits: `HALF_VALUES[bits]`. */
export const HALF_VALUES = Float32Array.from({ length: 65536 }, (_, bits) => halfFloat(bits));

const float = new Float32Array(1);
const pattern = new Uint32Array(float.buffer);

/** The half-precision number nearest to a float32, as its bits; of two that are equally near, the even one (IEEE 754). */
export function halfBits(value: number): number {
  float[0] = value;
  const bits = pattern[0];
  const sign = (bits >>> 16) & 0x8000;
  const size = bits & 0x7fffffff;
  if (size > 0x7f800000) return sign | 0x7e00; // not a number
  if (size >= 0x47800000) return sign | 0x7c00; // 65536 and more
  if (size < 0x38800000) {
    // Below 2^-14 halves lie 2^-24 apart, as float32s between 1/2 and 1 do: the sum is rounded as we want it.
    float[0] = Math.abs(value) + 0.5;
    return sign | (pattern[0] - 0x3f000000);
  }
  // 13 bits go: add one less than half of the last one that stays, and one more where that is odd. A carry is welcome.
  return sign | ((size + 0x0fff + ((size >>> 13) & 1) - 0x38000000) >>> 13);
}

/** Numbers in half precision, in memory or elsewhere. */
export interface Halves {
  readonly length: number;
  /** The bits of `count` numbers from `start` on, for `HALF_VALUES`; good until the next call, and not to be changed. */
  bits(start: number, count: number): Uint16Array;
}

/** All of them as float32s. */
export const floatsOf = (halves: Halves): Float32Array =>
  Float32Array.from(halves.bits(0, halves.length), (bits) => HALF_VALUES[bits]);

/** Numbers in half precision, in memory: two bytes each. */
export class HalfArray implements Halves {
  constructor(private readonly all: Uint16Array) {}

  /** The nearest halves of these numbers. */
  static from(values: Float32Array): HalfArray {
    const all = new Uint16Array(values.length);
    for (let i = 0; i < all.length; i++) all[i] = halfBits(values[i]);
    return new HalfArray(all);
  }

  get length(): number {
    return this.all.length;
  }

  bits(start = 0, count = this.length - start): Uint16Array {
    return this.all.subarray(start, start + count);
  }
}
