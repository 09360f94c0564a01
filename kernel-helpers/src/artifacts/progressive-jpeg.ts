import sharp from "sharp";
import type { RgbImage } from "../augmentation/warp";
import { UserError } from "../base/errors";
import { checkedImage, type PlainImage } from "./checked-image";

/** The paper's scale: 1 is high quality, 39 low (Wenger et al., Section 5). */
const SEVERITY = { lowest: 1, highest: 39 } as const;

/**
 * The quality, 1 … 100 of libjpeg's scale, that stands for a severity: 100 - 2.5 severity, halves rounded up; 98 at
 * severity 1 and 3 at 39. The paper does not say how its scale is made; it calls 1 high quality and 39 low, so ours
 * reaches over nearly the whole of libjpeg's.
 *
 * @throws UserError unless the severity is a whole number from 1 to 39.
 */
export function jpegQuality(severity: number): number {
  const { lowest, highest } = SEVERITY;
  if (Number.isInteger(severity) && severity >= lowest && severity <= highest) return Math.round(100 - 2.5 * severity);
  throw new UserError(
    `expected a severity of the JPEG compression that is a whole number from ${lowest} to ${highest}, found ${severity}`,
  );
}

/**
 * The image after it was stored as a progressive JPEG file and read again: libjpeg's tables for the quality, colour at
 * half the resolution (4:2:0), no tricks of the encoder (mozjpeg's are off). Progressive files hold the same numbers as
 * others in another order: once it is read whole, the picture is the same.
 *
 * @param image RGB bytes [height, width, 3]; it is not changed
 * @throws UserError for a severity that is no whole number from 1 to 39, or an image without its pixels.
 */
export async function progressiveJpeg(image: PlainImage, severity: number): Promise<RgbImage> {
  const quality = jpegQuality(severity);
  const { data, width, height } = checkedImage(image);
  const file = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, progressive: true, chromaSubsampling: "4:2:0", mozjpeg: false })
    .toBuffer();
  const pixels = await sharp(file).raw().toBuffer();
  return { data: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length), width, height };
}
