import sharp from "sharp";
import { sha256 } from "../base/hash";
import type { SiteFile } from "./page";

const EXTENSIONS: Record<string, string> = { "image/png": "png", "image/jpeg": "jpg", "text/javascript": "js" };

/** A file that is named after what is in it, so that what several pages show lies there once. */
export function mediaFile(bytes: Uint8Array, mimeType: string): SiteFile & { bytes: Uint8Array } {
  const extension = EXTENSIONS[mimeType];
  if (!extension) throw new Error(`no file of the site is ${mimeType}`);
  return { path: `media/${sha256(bytes).slice(0, 16)}.${extension}`, bytes };
}

export interface SitePicture {
  file: SiteFile;
  /** Pixels on the page. */
  width: number;
  height: number;
}

/** A picture as a file, with its size on the page: as wide as `width`, else one pixel for each of its own. */
export async function sitePicture(bytes: Uint8Array, mimeType: string, width?: number): Promise<SitePicture> {
  const { width: pixels, height } = await sharp(bytes).metadata();
  const shown = width ?? pixels;
  return { file: mediaFile(bytes, mimeType), width: shown, height: Math.round((height * shown) / pixels) };
}
