import sharp from "sharp";
import { MASK_COUNT, Mask } from "../types";
import type { HeadCrop } from "./head-crop";

/** A grey picture in texture space: bytes [height,width], v = 1 at the top. */
interface GreyImage {
  width: number;
  height: number;
  pixels: Buffer;
}

/** Names of MPFB2's mask pictures by column of `HeadModel.masks`. */
export const MASK_NAMES: Readonly<Record<Mask, string>> = {
  [Mask.Lips]: "lips",
  [Mask.Eyelids]: "eyelids",
  [Mask.InsideMouth]: "inside-mouth",
  [Mask.Ears]: "ears",
};

async function decodeGrey(jpeg: Uint8Array): Promise<GreyImage> {
  const { data, info } = await sharp(jpeg).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error(`decodeGrey: expected one channel, found ${info.channels}`);
  return { width: info.width, height: info.height, pixels: data };
}

/** Pixels on each side that are averaged. */
const REACH = 2;

/** The mean of the 5 x 5 pixels around a texture coordinate, in [0,1]. */
function sampleMask(image: GreyImage, u: number, v: number): number {
  const { width, height, pixels } = image;
  const inside = (x: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(x)));
  let sum = 0;
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      sum += pixels[inside((1 - v) * height + dy, height) * width + inside(u * width + dx, width)];
    }
  }
  return sum / ((2 * REACH + 1) * (2 * REACH + 1)) / 255;
}

/** The masks at every body vertex, Float32 [n,4]. @param jpegs the four mask pictures in the order of `Mask` */
export async function sampleMasks(crop: HeadCrop, jpegs: readonly Uint8Array[]): Promise<Float32Array> {
  const images = await Promise.all(jpegs.map(decodeGrey));
  const masks = new Float32Array(crop.vertexCount * MASK_COUNT);
  for (let vertex = 0; vertex < crop.parts.body.v1; vertex++) {
    images.forEach((image, column) => {
      masks[vertex * MASK_COUNT + column] = sampleMask(image, crop.uv[vertex * 2], crop.uv[vertex * 2 + 1]);
    });
  }
  return masks;
}
