import sharp from "sharp";
import type { RgbImage } from "../augmentation/warp";
import { messageOf, UserError } from "../base/errors";

/**
 * Decodes a photograph to RGB bytes.
 *
 * @throws UserError if the file is missing or is not an image.
 */
export async function readPhotograph(file: string): Promise<RgbImage> {
  try {
    const { data, info } = await sharp(file)
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width: info.width, height: info.height };
  } catch (error) {
    throw new UserError(`could not read the image ${file}: ${messageOf(error)}; replace or remove it`);
  }
}
