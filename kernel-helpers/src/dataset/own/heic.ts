import type { RgbImage } from "../../augmentation/warp";
import { messageOf } from "../../base/errors";
import { Unusable } from "./unusable";

/** Pixels of the largest picture: the decoder holds it several times over, within the 2 GiB that WebAssembly has. */
const MAX_PIXELS = 60e6;

/**
 * What of libheif-js is used: libheif with the HEVC decoder libde265, compiled to WebAssembly; LGPL-3.0. These are
 * libheif's own functions; the package's HeifDecoder prints its errors and loses some.
 */
interface LibHeif {
  heif_error_code: { heif_error_Ok: unknown };
  heif_colorspace: { heif_colorspace_RGB: unknown };
  heif_chroma: { heif_chroma_interleaved_RGB: unknown };
  heif_channel: { heif_channel_interleaved: unknown };
  heif_context_alloc(): Context | null;
  heif_context_free(context: Context): void;
  heif_context_read_from_memory(context: Context, content: Uint8Array): HeifError;
  heif_js_context_get_primary_image_handle(context: Context): Handle | HeifError | null;
  heif_image_handle_get_width(handle: Handle): number;
  heif_image_handle_get_height(handle: Handle): number;
  heif_image_handle_release(handle: Handle): void;
  heif_js_decode_image2(handle: Handle, space: unknown, chroma: unknown): Promise<Decoded | HeifError | null>;
  heif_image_release(image: unknown): void;
}
interface Context {
  readonly context: unique symbol;
}
interface Handle {
  readonly handle: unique symbol;
}
interface HeifError {
  code: unknown;
  message: string;
}
interface Decoded {
  image: unknown;
  channels: { id: unknown; width: number; height: number; stride: number; data: Uint8Array }[];
}

/**
 * Decodes a HEIC photograph, turned as its own boxes say (its EXIF orientation must not be applied again). The picture
 * library's build has no HEVC decoder. Colours are taken as sRGB: a wider gamut looks a little paler.
 *
 * @throws Unusable if it cannot
 */
export async function decodeHeic(content: Buffer): Promise<RgbImage> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const heif = require("libheif-js/wasm-bundle") as LibHeif; // two megabytes: only when a HEIC file comes
  const context = heif.heif_context_alloc();
  if (!context) throw new Error("libheif has no memory left");
  try {
    const { code, message } = heif.heif_context_read_from_memory(context, content);
    if (code !== heif.heif_error_code.heif_error_Ok) throw new Error(message);
    const handle = whole<Handle>(heif.heif_js_context_get_primary_image_handle(context));
    try {
      return await pixelsOf(heif, handle);
    } finally {
      heif.heif_image_handle_release(handle);
    }
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`it cannot be decoded as HEIC (${messageOf(error).trim()}): export it again, as JPEG`);
  } finally {
    heif.heif_context_free(context);
  }
}

async function pixelsOf(heif: LibHeif, handle: Handle): Promise<RgbImage> {
  const [width, height] = [heif.heif_image_handle_get_width(handle), heif.heif_image_handle_get_height(handle)];
  if (width * height > MAX_PIXELS) throw new Unusable(tooLarge(width, height, MAX_PIXELS));
  const { heif_colorspace_RGB } = heif.heif_colorspace;
  const { heif_chroma_interleaved_RGB } = heif.heif_chroma;
  const decoded = whole<Decoded>(await heif.heif_js_decode_image2(handle, heif_colorspace_RGB, heif_chroma_interleaved_RGB)); // prettier-ignore
  try {
    const plane = decoded.channels.find(({ id }) => id === heif.heif_channel.heif_channel_interleaved);
    if (!plane) throw new Error("it has no colours");
    const row = plane.width * 3;
    const data = new Uint8Array(row * plane.height);
    for (let y = 0; y < plane.height; y++) data.set(plane.data.subarray(y * plane.stride, y * plane.stride + row), y * row); // prettier-ignore
    return { data, width: plane.width, height: plane.height };
  } finally {
    heif.heif_image_release(decoded.image);
  }
}

/** What a function of libheif returned, if it is not an error. */
function whole<T>(result: T | HeifError | null): T {
  if (!result) throw new Error("it holds no picture");
  if (typeof result === "object" && "code" in result && result.code) throw new Error(result.message);
  return result as T;
}

/** The reason for a picture of too many pixels. */
export const tooLarge = (width: number, height: number, limit: number): string =>
  `it has ${width} x ${height} pixels, more than the ${limit / 1e6} megapixels that are decoded: make it smaller`;
