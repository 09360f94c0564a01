import sharp from "sharp";
import { ORIGINAL } from "../augmentation/view";
import type { RgbImage } from "../augmentation/warp";
import { messageOf, UserError } from "../base/errors";
import type { LabelledImage } from "../dataset/image-set";
import type { Teacher } from "./teacher";

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

/**
 * An image as a teacher's trunk is given it, without any variation: Float32 [inputSize, inputSize, 3] in 0 … 255.
 *
 * @throws UserError if the file is missing or is not an image.
 */
export async function trunkInput(
  teacher: Pick<Teacher, "inputSize" | "preprocess">,
  image: LabelledImage,
): Promise<Float32Array> {
  const input = new Float32Array(teacher.inputSize ** 2 * 3);
  teacher.preprocess(input, await readPhotograph(image.file), image, ORIGINAL);
  return input;
}
