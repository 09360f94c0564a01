import type { RgbImage } from "../augmentation/warp";
import { UserError } from "../base/errors";
import { Seed } from "../base/seed";
import { checkedImage, type PlainImage } from "./checked-image";
import { roundedNormals } from "./rounded-normal";

const STRONGEST = 255;

export interface NoiseOptions {
  /** What the noise is drawn from: the same seed gives the same noise. */
  seed: Seed | string | number;
}

/**
 * The image with normal noise of mean 0 on every byte, independent for each pixel and colour, rounded and clipped to
 * 0 … 255. A seed has one pattern of noise: a greater deviation makes it stronger.
 *
 * @param image RGB bytes [height, width, 3]; it is not changed
 * @param standardDeviation in steps of the bytes, 0 … 255
 * @throws UserError for a deviation outside its range, or an image without its pixels.
 */
export function gaussianNoise(image: PlainImage, standardDeviation: number, { seed }: NoiseOptions): RgbImage {
  if (!(standardDeviation >= 0 && standardDeviation <= STRONGEST)) {
    throw new UserError(
      `expected a standard deviation of the noise from 0 to ${STRONGEST}, found ${standardDeviation}`,
    );
  }
  const { data, width, height } = checkedImage(image);
  if (standardDeviation === 0) return { data: data.slice(), width, height };
  const next = roundedNormals(standardDeviation, (seed instanceof Seed ? seed : new Seed(seed)).random());
  const noisy = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i++) noisy[i] = data[i] + next();
  return { data: new Uint8Array(noisy.buffer), width, height };
}
