import { Seed, type Random } from "../../base/seed";

/** A table of standard normal numbers that noise is looked up in. */
const NOISE_COUNT = 65536;
const NOISE = (() => {
  const random = new Seed("gauss-table").random();
  return Float32Array.from({ length: NOISE_COUNT }, () => random.normal());
})();
/** Noise in black and in white, relative to mid-grey: the tone curve spreads the shadows and presses the highlights. */
const NOISE_IN = { black: 1.5, white: 0.4 };
/** Colour noise, relative to that of brightness, in squares of so many pixels: what noise reduction leaves. */
const CHROMA = { share: 0.45, pitch: 3 };
/** Sharpening changes a value by no more than this. */
const HALO_LIMIT = 0.07;

/**
 * Adds noise to sRGB values [size,size,3] in place: grain in brightness, larger and weaker blotches in colour, both
 * stronger in the dark.
 * @param deviation standard deviation in mid-grey
 */
export function addSensorNoise(values: Float32Array, size: number, deviation: number, random: Random): void {
  const grainStart = random.int(NOISE_COUNT);
  const cells = Math.ceil(size / CHROMA.pitch) + 2;
  const offset = { x: random.next(), y: random.next() };
  const blotches = Float32Array.from({ length: cells * cells * 2 }, (_, i) => tableNoise(i, grainStart + 1));
  for (let y = 0, o = 0; y < size; y++) {
    const row = y / CHROMA.pitch + offset.y;
    const top = Math.floor(row);
    const ay = row - top;
    for (let x = 0; x < size; x++, o += 3) {
      const column = x / CHROMA.pitch + offset.x;
      const left = Math.floor(column);
      const ax = column - left;
      const a = (top * cells + left) * 2;
      const b = a + cells * 2;
      const light = (values[o] + values[o + 1] + values[o + 2]) / 3;
      const strength = deviation * (NOISE_IN.black + (NOISE_IN.white - NOISE_IN.black) * light);
      const grain = strength * tableNoise(o, grainStart);
      const colour = strength * CHROMA.share;
      const warm = colour * bilinear(blotches[a], blotches[a + 2], blotches[b], blotches[b + 2], ax, ay);
      const tint = colour * bilinear(blotches[a + 1], blotches[a + 3], blotches[b + 1], blotches[b + 3], ax, ay);
      values[o] += grain + warm;
      values[o + 1] += grain - 0.5 * warm + tint;
      values[o + 2] += grain - warm - tint;
    }
  }
}

const tableNoise = (i: number, start: number): number => {
  const hash = (Math.imul(i + 1, 2654435761) ^ Math.imul(start + 7, 40503)) >>> 0;
  return NOISE[(hash ^ (hash >>> 13)) & (NOISE_COUNT - 1)];
};

const bilinear = (a: number, b: number, c: number, d: number, x: number, y: number): number =>
  (a * (1 - x) + b * x) * (1 - y) + (c * (1 - x) + d * x) * y;

/**
 * Unsharp mask on sRGB values [size,size,3]: each value moves away from the mean of its 3 x 3 surroundings (weights
 * 1 2 1), by no more than a limit. A negative amount softens.
 */
export function sharpen(values: Float32Array, size: number, amount: number): Float32Array {
  const sharp = new Float32Array(values.length);
  for (let y = 0; y < size; y++) {
    const above = (y > 0 ? -1 : 0) * size * 3;
    const below = (y < size - 1 ? 1 : 0) * size * 3;
    for (let x = 0; x < size; x++) {
      const left = x > 0 ? -3 : 0;
      const right = x < size - 1 ? 3 : 0;
      for (let o = (y * size + x) * 3, end = o + 3; o < end; o++) {
        const middle = values[o + left] + 2 * values[o] + values[o + right];
        const upper = values[o + above + left] + 2 * values[o + above] + values[o + above + right];
        const lower = values[o + below + left] + 2 * values[o + below] + values[o + below + right];
        const detail = amount * (values[o] - (upper + 2 * middle + lower) / 16);
        sharp[o] = values[o] + Math.max(-HALO_LIMIT, Math.min(HALO_LIMIT, detail));
      }
    }
  }
  return sharp;
}
