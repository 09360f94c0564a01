import type { RgbImage } from "../augmentation/warp";
import { UserError } from "../base/errors";

/** An RGB image whose bytes [height, width, 3] may lie in any array. */
export interface PlainImage {
  data: ArrayLike<number>;
  width: number;
  height: number;
}

/**
 * The image with its bytes in a Uint8Array; the same array if they are in one.
 *
 * @throws UserError for an empty image, an array of another length, or values that are no bytes.
 */
export function checkedImage({ data, width, height }: PlainImage): RgbImage {
  if (!isSide(width) || !isSide(height)) {
    throw new UserError(`expected an image of at least 1 x 1 pixels, found ${width} x ${height}: give it some pixels`);
  }
  if (data.length !== width * height * 3) {
    throw new UserError(
      `expected ${width * height * 3} bytes for an RGB image of ${width} x ${height} pixels, found ${data.length}: leave out an alpha channel, or mend the size`,
    );
  }
  if (data instanceof Uint8Array) return { data, width, height };
  const bytes = Uint8Array.from(data);
  const at = bytes.findIndex((byte, i) => byte !== data[i]);
  if (at < 0) return { data: bytes, width, height };
  throw new UserError(
    `expected bytes, whole numbers from 0 to 255, found ${data[at]}: scale and round the image first`,
  );
}

const isSide = (side: number): boolean => Number.isInteger(side) && side > 0;
