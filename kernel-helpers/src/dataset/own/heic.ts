import type { RgbImage } from "../../augmentation/warp";
import { messageOf } from "../../base/errors";
import { Unusable } from "./unusable";

/** Pixels of the largest picture: the decoder holds it several times over, within the 2 GiB that WebAssembly has. */
const MAX_PIXELS = 60e6;

/** What of libheif-js is used: libheif with the HEVC decoder libde265, compiled to WebAssembly; LGPL-3.0. */
interface LibHeif {
  HeifDecoder: new () => { decode(content: Uint8Array): HeifImage[]; decoder?: unknown };
  heif_context_free(context: unknown): void;
}
interface HeifImage {
  get_width(): number;
  get_height(): number;
  display(target: Rgba, done: (filled: Rgba | null) => void): void;
  free(): void;
}
interface Rgba {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/**
 * Decodes a HEIC photograph, turned as its own boxes say (its EXIF orientation must not be applied again). The picture
 * library's build has no HEVC decoder. Colours are taken as sRGB: a wider gamut looks a little paler.
 *
 * @throws Unusable if it cannot
 */
export async function decodeHeic(content: Buffer): Promise<RgbImage> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const libheif = require("libheif-js/wasm-bundle") as LibHeif; // three megabytes: only when a HEIC file comes
  const decoder = new libheif.HeifDecoder();
  let images: HeifImage[] = [];
  try {
    images = decoder.decode(content);
    if (images.length === 0) throw new Error("it holds no picture");
    return await pixelsOf(images[0]);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`it cannot be decoded as HEIC (${messageOf(error)}): export it again, as JPEG`);
  } finally {
    for (const image of images) image.free();
    if (decoder.decoder) libheif.heif_context_free(decoder.decoder);
  }
}

async function pixelsOf(image: HeifImage): Promise<RgbImage> {
  const width = image.get_width();
  const height = image.get_height();
  if (width * height > MAX_PIXELS) throw new Unusable(tooLarge(width, height, MAX_PIXELS));
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const filled = await new Promise<Rgba | null>((resolve) => image.display(target, resolve));
  if (!filled) throw new Error("the picture is damaged");
  const data = new Uint8Array(width * height * 3);
  for (let i = 0, o = 0; o < data.length; i += 4, o += 3) {
    data[o] = filled.data[i];
    data[o + 1] = filled.data[i + 1];
    data[o + 2] = filled.data[i + 2];
  }
  return { data, width, height };
}

/** The reason for a picture of too many pixels. */
export const tooLarge = (width: number, height: number, limit: number): string =>
  `it has ${width} x ${height} pixels, more than the ${limit / 1e6} megapixels that are decoded: make it smaller`;
