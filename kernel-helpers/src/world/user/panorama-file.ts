import { messageOf, UserError } from "../../base/errors";
import { readBytes } from "./read-file";

/** three's FloatType, as a number so that only the loaders are imported. */
const FLOAT_TYPE = 1015;
/** A panorama is this much wider than high, and no wider than this. */
const ASPECT = 2;
const LARGEST_WIDTH = 4096;

/** Radiance by texel, rows bottom up, any number of channels. */
export interface RadianceImage {
  data: Float32Array;
  width: number;
  height: number;
}

/** The panorama in a reader's EXR or HDR (Radiance) file. */
export async function readPanoramaFile(file: string): Promise<RadianceImage> {
  const bytes = readBytes(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const isExr = /\.exr$/i.test(file);
  let image: RadianceImage;
  try {
    const loader = isExr
      ? new (await import("three/examples/jsm/loaders/EXRLoader.js")).EXRLoader()
      : new (await import("three/examples/jsm/loaders/HDRLoader.js")).HDRLoader();
    loader.setDataType(FLOAT_TYPE);
    image = loader.parse(buffer) as unknown as RadianceImage;
  } catch (error) {
    throw new UserError(
      `${file} is not a panorama that can be read (${messageOf(error)}): save it as EXR or HDR again`,
    );
  }
  const { width, height } = image;
  if (width !== ASPECT * height || width > LARGEST_WIDTH) {
    throw new UserError(
      `${file} has ${width} x ${height} pixels, expected twice as wide as high and at most ${LARGEST_WIDTH} wide: convert it`,
    );
  }
  return isExr ? image : bottomUp(image);
}

/** HDR files come top down. */
function bottomUp({ data, width, height }: RadianceImage): RadianceImage {
  const channels = data.length / (width * height);
  const row = width * channels;
  const turned = new Float32Array(data.length);
  for (let y = 0; y < height; y++) turned.set(data.subarray(y * row, (y + 1) * row), (height - 1 - y) * row);
  return { data: turned, width, height };
}
