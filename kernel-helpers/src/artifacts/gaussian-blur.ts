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
  const source = Array.from({ length: width + 2 * reach }, (_, i) => mirrored(i - reach, width) * 3);
  const row = new Uint16Array(source.length * 3);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * stride;
    source.forEach((from, i) => {
      row[3 * i] = data[start + from];
      row[3 * i + 1] = data[start + from + 1];
      row[3 * i + 2] = data[start + from + 2];
    });
    sums.fill(0);
    for (let i = 0; i < reach; i++) addPair(sums, taps[i], row, 3 * i, 3 * (taps.length - 1 - i));
    addOne(sums, taps[reach], row, 3 * reach);
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
  const startOf = (y: number) => mirrored(y, height) * stride;
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let i = 1; i <= reach; i++) addPair(sums, taps[reach - i], rows, startOf(y - i), startOf(y + i));
    addOne(sums, taps[reach], rows, y * stride);
    for (let x = 0; x < stride; x++) blurred[y * stride + x] = (sums[x] + 0x8000) >>> 16;
  }
  return blurred;
}

/** Two taps of equal weight at once: the kernel is symmetric. */
function addPair(sums: Int32Array, tap: number, values: Uint16Array, atOne: number, atOther: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] += Math.imul(tap, values[atOne + x] + values[atOther + x]);
}

function addOne(sums: Int32Array, tap: number, values: Uint16Array, at: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] += Math.imul(tap, values[at + x]);
}

/** Where a line of `length` pixels, mirrored about its first and its last one again and again, has its pixel `at`. */
function mirrored(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inPeriod = ((at % period) + period) % period;
  return inPeriod < length ? inPeriod : period - inPeriod;
}
