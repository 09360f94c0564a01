import sharp from "sharp";
import { compose, type Affine } from "../../augmentation/affine";
import { ORIGINAL, viewTransform } from "../../augmentation/view";
import { warpInto, type RgbImage } from "../../augmentation/warp";
import { UserError } from "../../base/errors";
import { Seed } from "../../base/seed";
import type { DatasetImage } from "../../dataset/image-set";
import { derivedPicture } from "./derived-picture";

/** What happens to a finished picture before the network reads it. What is not given stays as it is. */
export interface Retake {
  /** To the right and downwards, as shares of the width and height. */
  shiftX?: number;
  shiftY?: number;
  /** Anticlockwise about the centre. */
  rotationDegrees?: number;
  /** About the centre; 0.8 is a picture from a little further away. */
  scale?: number;
  /** Standard deviation of a Gaussian blur, in pixels. */
  blur?: number;
  /** Factor on the sRGB values. */
  brightness?: number;
  /** Standard deviation of Gaussian noise on the sRGB values, 0 … 255. */
  noise?: number;
}

/** A print of the picture held before a camera: a little askew, smaller, softer, darker and noisier. */
export const REPHOTOGRAPHED: Retake = {
  shiftX: -0.05,
  shiftY: 0.04,
  rotationDegrees: 8,
  scale: 0.9,
  blur: 1.2,
  brightness: 0.8,
  noise: 6,
};

/**
 * The picture moved, blurred, darkened and made noisy, in this order. Beyond its border the nearest pixel is repeated.
 *
 * @throws UserError for a scale, blur, brightness or noise that cannot be.
 */
export async function retake(picture: RgbImage, change: Retake, seed: Seed): Promise<RgbImage> {
  const { blur = 0, brightness = 1, noise = 0 } = checked(change);
  const size = picture.width;
  const moved = new Float32Array(size * size * 3);
  warpInto(moved, picture, transformOf(change, size), size);
  const soft = await blurred({ data: Uint8Array.from(moved, Math.round), width: size, height: size }, blur);
  const random = seed.random();
  const grain = () => (noise > 0 ? random.normal(0, noise) : 0);
  const data = Uint8ClampedArray.from(soft.data, (value) => value * brightness + grain());
  return { data: new Uint8Array(data.buffer), width: size, height: size };
}

/** Each image after the same change; noise is drawn for each anew. The landmarks stay: the network is not told. */
export const retaken = (images: readonly DatasetImage[], change: Retake): Promise<DatasetImage[]> =>
  Promise.all(
    images.map((image) =>
      derivedPicture(image, {
        settings: { retake: change },
        draw: (picture) => retake(picture, change, new Seed("retake").child(image.id)),
      }),
    ),
  );

function transformOf({ shiftX = 0, shiftY = 0, rotationDegrees = 0, scale = 1 }: Retake, size: number): Affine {
  const offset = (size / 2) * (1 - scale);
  const scaled: Affine = [scale, 0, offset, 0, scale, offset];
  return compose(viewTransform({ ...ORIGINAL, shiftX, shiftY, rotationDegrees }, size), scaled);
}

async function blurred(picture: RgbImage, sigma: number): Promise<RgbImage> {
  if (sigma === 0) return picture;
  const { width, height } = picture;
  const { data } = await sharp(picture.data, { raw: { width, height, channels: 3 } })
    .blur(sigma)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width, height };
}

function checked(change: Retake): Retake {
  const ranges = { scale: [0.1, 10], blur: [0, 100], brightness: [0, 10], noise: [0, 255] } as const;
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const value = change[name as keyof typeof ranges];
    if (value !== undefined && !(value >= low && value <= high)) {
      throw new UserError(`expected ${name} from ${low} to ${high}, found ${value}`);
    }
  }
  if (change.blur !== undefined && change.blur > 0 && change.blur < 0.3) {
    throw new UserError(`expected a blur of 0 or at least 0.3 pixels, found ${change.blur}`);
  }
  return change;
}
