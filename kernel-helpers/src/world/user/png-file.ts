import { unzlibSync } from "fflate";
import { messageOf, UserError } from "../../base/errors";
import { linearFromSrgb } from "../math/color";
import type { Texture } from "../types";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Largest width and height. */
const LARGEST = 2048;
/** Colour types of the format (PNG specification, 11.2.1): channels, and whether the last one is opacity. */
const COLOR_TYPES: Partial<Record<number, { channels: number; hasAlpha: boolean }>> = {
  0: { channels: 1, hasAlpha: false },
  2: { channels: 3, hasAlpha: false },
  4: { channels: 2, hasAlpha: true },
  6: { channels: 4, hasAlpha: true },
};
const SAVE_AS = "save it as a PNG of 8 bits a channel, not interlaced, without a palette";

/**
 * A PNG file in linear light. Read here because it must give the same numbers on every machine, and at once.
 * @param needsAlpha whether a picture without opacity is refused
 */
export function decodePng(file: string, bytes: Buffer, needsAlpha: boolean): Texture {
  if (!bytes.subarray(0, 8).equals(SIGNATURE))
    throw new UserError(`expected a PNG picture in ${file}, found something else: ${SAVE_AS}`);
  let parts: ReturnType<typeof readChunks>;
  try {
    parts = readChunks(bytes);
  } catch (error) {
    throw new UserError(`${file} is a broken PNG picture (${messageOf(error)}): save it again`);
  }
  const { width, height, depth, colorType, interlaced, data } = parts;
  const layout = COLOR_TYPES[colorType];
  if (!layout || depth !== 8 || interlaced) {
    throw new UserError(
      `${file} has ${depth} bits and colour type ${colorType}${interlaced ? ", interlaced" : ""}: ${SAVE_AS}`,
    );
  }
  if (needsAlpha && !layout.hasAlpha) {
    throw new UserError(`expected a picture with an alpha channel in ${file}, found none: make its ground transparent`);
  }
  if (width > LARGEST || height > LARGEST) {
    throw new UserError(`${file} has ${width} x ${height} pixels, and ${LARGEST} is the most: make it smaller`);
  }
  let raw: Uint8Array;
  try {
    raw = unzlibSync(data);
  } catch (error) {
    throw new UserError(`${file} is a broken PNG picture (${messageOf(error)}): save it again`);
  }
  if (raw.length !== height * (1 + width * layout.channels)) {
    throw new UserError(`${file} is a broken PNG picture (${raw.length} bytes of pixels): save it again`);
  }
  return toTexture(unfilter(raw, width * layout.channels, height, layout.channels), width, height, layout.channels);
}

function readChunks(bytes: Buffer) {
  const data: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = 8; at + 12 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (content.length < size) throw new Error("it is cut off");
    if (name === "IHDR") header = content;
    else if (name === "IDAT") data.push(content);
    at += 12 + size;
  }
  if (header?.length !== 13 || data.length === 0) throw new Error("it has no pixels");
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    depth: header[8],
    colorType: header[9],
    interlaced: header[12] !== 0,
    data: Buffer.concat(data),
  };
}

/** Undoes the filters of the rows (PNG specification, 9.2). */
function unfilter(raw: Uint8Array, stride: number, height: number, channels: number): Uint8Array {
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const o = y * stride + x;
      const left = x >= channels ? pixels[o - channels] : 0;
      const up = y > 0 ? pixels[o - stride] : 0;
      const upLeft = y > 0 && x >= channels ? pixels[o - stride - channels] : 0;
      pixels[o] = raw[y * (stride + 1) + 1 + x] + predict(filter, left, up, upLeft);
    }
  }
  return pixels;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}

function toTexture(pixels: Uint8Array, width: number, height: number, channels: number): Texture {
  const linear = Float32Array.from({ length: 256 }, (_, byte) => linearFromSrgb(byte / 255));
  const rgba = new Float32Array(width * height * 4);
  const isGrey = channels <= 2;
  const hasAlpha = channels % 2 === 0;
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = linear[pixels[i * channels + (isGrey ? 0 : c)]];
    rgba[i * 4 + 3] = hasAlpha ? pixels[i * channels + channels - 1] / 255 : 1;
  }
  return { width, height, rgba };
}
