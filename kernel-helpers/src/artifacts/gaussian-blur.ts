import type { RgbImage } from "../augmentation/warp";
import { checkedImage, type PlainImage } from "./checked-image";
import { gaussianTaps } from "./gaussian-kernel";

/**
 * The image behind a Gaussian kernel of `kernelSize` pixels in width and height, as OpenCV's `GaussianBlur` makes it of
 * bytes when it is told nothing but the size: first along the rows, then along the columns, in 256ths, rounded once at
 * the end; beyond the border the image is mirrored about its outermost pixels (BORDER_DEFAULT). Even sizes are ours
 * (`gaussianTaps`); 1 leaves the image as it is.
 *
 * @param image RGB bytes [height, width, 3]; it is not changed
 * @throws UserError for a size that is no whole number of at least 1, or an image without its pixels.
 */
export function gaussianBlur(image: PlainImage, kernelSize: number): RgbImage {
  const taps = gaussianTaps(kernelSize);
  const { data, width, height } = checkedImage(image);
  const rows = blurRows(data, width, height, taps);
  return { data: blurColumns(rows, width, height, taps), width, height };
}

/** Along the rows: 256 times the bytes of the result, which is what 16 bits hold. */
function blurRows(data: Uint8Array, width: number, height: number, taps: readonly number[]): Uint16Array {
  const reach = (taps.length - 1) / 2;
  const stride = width * 3;
  const blurred = new Uint16Array(height * stride);
  const source = Int32Array.from({ length: width + 2 * reach }, (_, i) => mirrored(i - reach, width) * 3);
  const row = new Uint16Array(source.length * 3);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * stride;
    for (let i = 0; i < source.length; i++) {
      const from = start + source[i];
      row[3 * i] = data[from];
      row[3 * i + 1] = data[from + 1];
      row[3 * i + 2] = data[from + 2];
    }
    weigh(sums, row, taps, (i) => 3 * i);
    blurred.set(sums, start);
  }
  return blurred;
}

/** Along the columns, back to bytes. */
function blurColumns(rows: Uint16Array, width: number, height: number, taps: readonly number[]): Uint8Array {
  const reach = (taps.length - 1) / 2;
  const stride = width * 3;
  const blurred = new Uint8Array(height * stride);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    weigh(sums, rows, taps, (i) => mirrored(y - reach + i, height) * stride);
    for (let x = 0; x < stride; x++) blurred[y * stride + x] = (sums[x] + 0x8000) >>> 16;
  }
  return blurred;
}

/**
 * Fills `sums` with a weighted sum of stretches of `values`: that of tap i begins at startOf(i). The kernel is symmetric,
 * so equal taps go together, and two such pairs at a time, which halves the visits to the sums.
 */
function weigh(sums: Int32Array, values: Uint16Array, taps: readonly number[], startOf: (tap: number) => number): void {
  const last = taps.length - 1;
  const middle = last / 2;
  const [tap, at] = [taps[middle], startOf(middle)];
  for (let x = 0; x < sums.length; x++) sums[x] = Math.imul(tap, values[at + x]);
  for (let i = 0; i + 1 < middle; i += 2) {
    addTwoPairs(
      sums,
      values,
      taps[i],
      startOf(i),
      startOf(last - i),
      taps[i + 1],
      startOf(i + 1),
      startOf(last - i - 1),
    );
  }
  if (middle % 2 === 1) addPair(sums, values, taps[middle - 1], startOf(middle - 1), startOf(middle + 1));
}

function addPair(sums: Int32Array, values: Uint16Array, tap: number, a: number, b: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] += Math.imul(tap, values[a + x] + values[b + x]);
}

function addTwoPairs(
  sums: Int32Array,
  values: Uint16Array,
  tap: number,
  a: number,
  b: number,
  nextTap: number,
  c: number,
  d: number,
): void {
  for (let x = 0; x < sums.length; x++) {
    sums[x] += Math.imul(tap, values[a + x] + values[b + x]) + Math.imul(nextTap, values[c + x] + values[d + x]);
  }
}

/** Where a line of `length` pixels, mirrored about its first and its last one again and again, has its pixel `at`. */
function mirrored(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inPeriod = ((at % period) + period) % period;
  return inPeriod < length ? inPeriod : period - inPeriod;
}
