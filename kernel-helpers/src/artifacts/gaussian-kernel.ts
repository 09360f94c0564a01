import { exp } from "../base/exact-math";
import { UserError } from "../base/errors";

/** The taps of a kernel are fractions with so many steps, as in OpenCV's arithmetic for bytes: they sum to this number. */
export const TAP_SUM = 256;

/** What OpenCV takes instead of sampling where a small size is all that it is told, in 256ths. */
const SMALL_KERNELS: Partial<Record<number, readonly number[]>> = {
  3: [64, 128, 64],
  5: [16, 64, 96, 64, 16],
  7: [8, 28, 56, 72, 56, 28, 8],
};

/** The standard deviation in pixels that goes with a kernel size, by OpenCV's rule: 0.3 ((k - 1) / 2 - 1) + 0.8. */
export const gaussianSigma = (kernelSize: number): number => 0.3 * ((kernelSize - 1) * 0.5 - 1) + 0.8;

/**
 * The taps of a Gaussian kernel of `kernelSize` pixels, 256ths that sum to 256, symmetric about the one in the middle.
 *
 * An odd size has as many taps, and they are OpenCV's. An even size has no pixel in the middle, and OpenCV refuses it; to
 * keep the picture where it is, it has one tap more here, and the two outermost count half: a window that is k pixels
 * wide and centred on a pixel covers half of them. So it lies between its odd neighbours.
 *
 * @throws UserError unless the size is a whole number of at least 1.
 */
export function gaussianTaps(kernelSize: number): readonly number[] {
  if (!(Number.isInteger(kernelSize) && kernelSize >= 1)) {
    throw new UserError(`expected a kernel size of whole pixels, at least 1, found ${kernelSize}: 1 leaves the image`);
  }
  return SMALL_KERNELS[kernelSize] ?? roundedTaps(sampledTaps(kernelSize));
}

/** The Gaussian at whole distances from the middle, summing to 1. */
function sampledTaps(kernelSize: number): number[] {
  const reach = Math.floor(kernelSize / 2);
  const sigma = gaussianSigma(kernelSize);
  const taps = Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const covered = kernelSize % 2 === 0 && Math.abs(i - reach) === reach ? 0.5 : 1;
    return covered * exp((-0.5 * (i - reach) * (i - reach)) / (sigma * sigma));
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
}

/** From the outermost tap inwards, what rounding leaves of one is added to the next; the middle takes the rest. */
function roundedTaps(taps: readonly number[]): number[] {
  const middle = (taps.length - 1) / 2;
  const rounded = taps.map(() => 0);
  let left = 0;
  let sum = 0;
  for (let i = 0; i < middle; i++) {
    const wanted = taps[i] * TAP_SUM + left;
    rounded[i] = rounded[taps.length - 1 - i] = Math.round(wanted);
    left = wanted - rounded[i];
    sum += 2 * rounded[i];
  }
  rounded[middle] = TAP_SUM - sum;
  return rounded;
}
