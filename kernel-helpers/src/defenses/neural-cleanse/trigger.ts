/** Keras's epsilon: keeps the mask's ends within the reach of tanh. */
const EPSILON = 1e-7;
const SLOPE = 1 / (2 - EPSILON);

/** A trigger as the optimiser moves it: unbounded numbers whose tanh are the mask and the pattern. */
export interface HiddenTrigger {
  /** Of each pixel [height · width]. */
  mask: Float64Array;
  /** Of each number [height · width · channels]. */
  pattern: Float64Array;
}

/** A trigger as it is seen: picture' = (1 - mask) · picture + mask · pattern (Wang et al. 2019, Eq. 2). */
export interface Trigger {
  /** [height, width] in 0 … 1. */
  mask: Float32Array;
  /** [height, width, channels] in 0 … 255. */
  pattern: Float32Array;
}

const limited = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** What is cut off to 0 … 1 and 0 … 255 first. */
export const hiddenTrigger = ({
  mask,
  pattern,
}: {
  mask: ArrayLike<number>;
  pattern: ArrayLike<number>;
}): HiddenTrigger => ({
  mask: Float64Array.from(mask, (m) => Math.atanh((limited(m, 1) - 0.5) / SLOPE)),
  pattern: Float64Array.from(pattern, (p) => Math.atanh((limited(p, 255) / 255 - 0.5) / SLOPE)),
});

export const visibleTrigger = ({ mask, pattern }: HiddenTrigger): Trigger => ({
  mask: visible(mask, 1),
  pattern: visible(pattern, 255),
});

/** A loop, since `map` takes twice as long, and every update does this. */
function visible(hidden: Float64Array, highest: number): Float32Array {
  const values = new Float32Array(hidden.length);
  for (let i = 0; i < hidden.length; i++) values[i] = (Math.tanh(hidden[i]) * SLOPE + 0.5) * highest;
  return values;
}

/** The L1 norm of a mask, which is nowhere negative but for rounding. */
export const maskNorm = (mask: Float32Array | Float64Array): number =>
  (mask as Float64Array).reduce((sum, m) => sum + Math.abs(m), 0);

/** The pictures at these places with the trigger on them, one after the other into `out`. */
export function pasteTrigger(out: Float32Array, images: readonly Float32Array[], { mask, pattern }: Trigger): void {
  const channels = pattern.length / mask.length;
  for (let row = 0; row < images.length; row++) {
    const [image, at] = [images[row], row * pattern.length];
    for (let pixel = 0, i = 0; pixel < mask.length; pixel++) {
      const m = mask[pixel];
      for (let c = 0; c < channels; c++, i++) out[at + i] = (1 - m) * image[i] + m * pattern[i];
    }
  }
}

/**
 * The chain rule from pixels to the optimiser's numbers: with g the gradient of a picture's loss with respect to its own
 * pixels, weighted by `weights`, and summed over the pictures, as the authors' optimiser sums them. `cost` is the factor
 * of the mask's L1 norm in each picture's loss.
 */
export function triggerGradient(
  gradient: Float32Array,
  { images, weights, cost }: { images: readonly Float32Array[]; weights: ArrayLike<number>; cost: number },
  { mask, pattern }: Trigger,
): HiddenTrigger {
  const channels = pattern.length / mask.length;
  const byMask = new Float64Array(mask.length);
  const byPattern = new Float64Array(pattern.length);
  for (let row = 0; row < images.length; row++) {
    const [image, at, weight] = [images[row], row * pattern.length, weights[row]];
    for (let pixel = 0, i = 0; pixel < mask.length; pixel++) {
      let change = 0;
      for (let c = 0; c < channels; c++, i++) {
        const g = weight * gradient[at + i];
        change += g * (pattern[i] - image[i]);
        byPattern[i] += g;
      }
      byMask[pixel] += change;
    }
  }
  // tanh'(x) = 1 - tanh(x)^2, and tanh(x) = (value - 0.5) / SLOPE.
  const slope = (value: number) => SLOPE * (1 - ((value - 0.5) / SLOPE) ** 2);
  for (let pixel = 0, i = 0; pixel < mask.length; pixel++) {
    const m = mask[pixel];
    for (let c = 0; c < channels; c++, i++) byPattern[i] *= m * 255 * slope(pattern[i] / 255);
    byMask[pixel] = (byMask[pixel] + images.length * cost * Math.sign(m)) * slope(m);
  }
  return { mask: byMask, pattern: byPattern };
}
