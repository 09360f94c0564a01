import sharp from "sharp";
import { PICTURE_SIZE } from "./camera";

/** A picture as a JPEG file, 4:2:0 as cameras do, without metadata: the same bytes wherever sharp is the same. */
export const encodeJpeg = (rgb: Uint8Array, quality: number): Promise<Buffer> =>
  sharp(rgb, { raw: { width: PICTURE_SIZE, height: PICTURE_SIZE, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: "4:2:0" })
    .toBuffer();
