import sharp from "sharp";
import type { RgbImage } from "../../augmentation/warp";

/** Pixels of the largest photograph that is decoded. */
const MAX_PIXELS = 100e6;

/** A photograph as RGB bytes, turned as its EXIF data say, its longer side at most `maxSide`. */
export async function decodePhotograph(content: Buffer, maxSide: number): Promise<RgbImage> {
  const { data, info } = await sharp(content, { limitInputPixels: MAX_PIXELS })
    .autoOrient()
    .resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width: info.width, height: info.height };
}
