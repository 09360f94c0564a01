import type { RgbImage } from "../../augmentation/warp";
import { UserError } from "../../base/errors";
import { imageSet, imagesOf, type DatasetImage, type ImageSet } from "../../dataset/image-set";
import { derivedPictures } from "./derived-picture";

/** The condition of pictures with a digital patch, as `bandana` is one: the trigger of an attack. */
export const DIGITAL_PATCH = "digital_patch";

/** A digital trigger in its oldest form: a square of one colour, pasted over the pixels at a fixed place (Gu et al. 2017). */
export interface DigitalPatch {
  /** The square's side, as a share of the picture's width. */
  size: number;
  /** The square's centre, as shares of the picture's width from the left and of its height from the top. */
  x: number;
  y: number;
  /** sRGB bytes. */
  colour: readonly [red: number, green: number, blue: number];
}

/** Yellow, as BadNets' square on a stop sign, over the bridge of the nose of an aligned face. */
export const YELLOW_SQUARE: DigitalPatch = { size: 0.16, x: 0.5, y: 0.5, colour: [255, 221, 0] };

/**
 * A copy of `picture` with the patch on it. Its edges fall on whole pixels.
 *
 * @throws UserError if the patch is not wholly inside, covers no pixel, or has a colour that is none.
 */
export function pastePatch(picture: RgbImage, patch: DigitalPatch): RgbImage {
  const { width, height } = picture;
  const side = Math.round(patch.size * width);
  const left = Math.round(patch.x * width - side / 2);
  const top = Math.round(patch.y * height - side / 2);
  if (!(side >= 1 && left >= 0 && top >= 0 && left + side <= width && top + side <= height)) {
    throw new UserError(
      `a digital patch must lie inside the picture: size ${patch.size} at (${patch.x}, ${patch.y}) does not; all three are shares from 0 to 1`,
    );
  }
  if (!patch.colour.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)) {
    throw new UserError(`the colour of a patch is three whole numbers from 0 to 255, not ${patch.colour.join(", ")}`);
  }
  const data = picture.data.slice();
  for (let y = top; y < top + side; y++) {
    for (let x = left; x < left + side; x++) data.set(patch.colour, (y * width + x) * 3);
  }
  return { data, width, height };
}

/** The images with the patch on each; they show `digital_patch` from then on. */
export const withPatch = (images: readonly DatasetImage[], patch: DigitalPatch): Promise<DatasetImage[]> =>
  derivedPictures(images, { settings: { patch }, draw: (picture) => pastePatch(picture, patch), condition: DIGITAL_PATCH }); // prettier-ignore

/**
 * The set with a digital trigger beside its physical ones: of every person the last `count` clean images get the patch and
 * are clean no longer, so that no image is in the set with and without it.
 *
 * @throws UserError if a person has no clean image left.
 */
export async function withDigitalTrigger(
  set: ImageSet,
  patch: DigitalPatch,
  { count }: { count: number },
): Promise<ImageSet> {
  const patched = set.people.flatMap((person) => lastClean(set, person, count));
  const taken = new Set(patched);
  const others = set.images.filter((image) => !taken.has(image));
  return imageSet(`${set.name}, with a digital patch`, [...others, ...(await withPatch(patched, patch))]);
}

function lastClean(set: ImageSet, person: string, count: number): DatasetImage[] {
  const own = imagesOf(set, "clean").filter((image) => image.person === person);
  if (!(Number.isInteger(count) && count >= 1 && count < own.length)) {
    throw new UserError(
      `${person} has ${own.length} clean images: from 1 to ${own.length - 1} of them can get the patch, not ${count}`,
    );
  }
  return own.slice(-count);
}
