import sharp, { type Sharp } from "sharp";
import type { RgbImage } from "../../augmentation/warp";
import { messageOf } from "../../base/errors";
import { kindOf } from "./file-kind";
import { decodeHeic, tooLarge } from "./heic";
import { Unusable } from "./unusable";

/** Pixels of the largest photograph: twice what today's telephones usually take; more may be meant to fill the memory. */
const MAX_PIXELS = 110e6;
/** Seconds that one decoding may take. */
const TIMEOUT = 60;

/** A decoded photograph, turned upright as its file says. */
export interface DecodedPhotograph {
  picture: RgbImage;
  /** Pixels of the picture for one of the file: 1, or less if the picture was made smaller. */
  scale: number;
}

/**
 * Decodes any kind of file that a photograph may be to RGB bytes: colour profiles, CMYK, grey and 16 bits become sRGB
 * bytes, what is transparent becomes white, of several pages the first is taken. A JPEG file is made smaller while it is
 * decoded. Nothing but pixels is kept.
 *
 * @param maxSide the longer side of the picture is at most this
 * @throws Unusable if it is no photograph, damaged, or too large
 */
export async function decodePhotograph(content: Buffer, maxSide: number): Promise<DecodedPhotograph> {
  const kind = kindOf(content);
  if (!kind) {
    throw new Unusable(
      "its content is no JPEG, PNG, HEIC, WebP or TIFF picture, whatever its name says: export it again",
    );
  }
  if (kind === "heic") {
    const whole = await decodeHeic(content);
    const raw = { width: whole.width, height: whole.height, channels: 3 } as const;
    return shrunk(sharp(whole.data, { raw, limitInputPixels: MAX_PIXELS }), whole.width, maxSide);
  }
  if (kind === "png") checkPngSize(content);
  try {
    const { width, height, autoOrient } = await sharp(content, { limitInputPixels: false }).metadata(); // of its head alone
    if (width * height > MAX_PIXELS) throw new Unusable(tooLarge(width, height, MAX_PIXELS));
    const file = sharp(content, { limitInputPixels: MAX_PIXELS, failOn: "error" }).timeout({ seconds: TIMEOUT });
    return await shrunk(file.autoOrient(), autoOrient.width, maxSide);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`it is damaged (${firstProblem(error)}): copy or export it again`);
  }
}

/** Of sides beyond its own limit the picture library itself writes to the terminal: they are not shown to it. */
function checkPngSize(content: Buffer): void {
  if (content.length < PNG_SIZE + 8) return;
  const [width, height] = [content.readUInt32BE(PNG_SIZE), content.readUInt32BE(PNG_SIZE + 4)];
  if (width * height > MAX_PIXELS) throw new Unusable(tooLarge(width, height, MAX_PIXELS));
}
/** Where a PNG file says how large its picture is (PNG specification, 11.2.2, IHDR). */
const PNG_SIZE = 16;

async function shrunk(picture: Sharp, width: number, maxSide: number): Promise<DecodedPhotograph> {
  const { data, info } = await picture
    .resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${info.channels} colour channels`);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  return { picture: { data: bytes, width: info.width, height: info.height }, scale: info.width / width };
}

/** The picture library tells one problem a line, and where it was noticed. */
const firstProblem = (error: unknown): string =>
  messageOf(error)
    .trim()
    .split("\n")[0]
    .replace(/^Input buffer has corrupt header:( |$)|(Vips\w+|\w+load_buffer): /g, "") || "its head";
