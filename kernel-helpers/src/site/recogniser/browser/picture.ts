import type { RgbImage } from "../../../augmentation/warp";

/** What a picture is made of, its colours as the file has them. @throws if it is not one */
export async function decodePicture(file: Blob): Promise<RgbImage> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: "none" });
  try {
    const context = contextOf(bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    return pixelsOf(context);
  } finally {
    bitmap.close();
  }
}

/** A canvas that is read again and again, so that it stays in the processor's memory. */
export function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  return readable(canvas);
}

export function readable(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser cannot draw");
  return context;
}

/** A picture made smaller, if need be, until its longer side has so many pixels. */
export function shrunk(picture: ImageBitmap | HTMLCanvasElement, longest: number): CanvasRenderingContext2D {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const context = contextOf(side(picture.width), side(picture.height));
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, context.canvas.width, context.canvas.height);
  return context;
}

/** Its pixels without their opacity. */
export function pixelsOf(context: CanvasRenderingContext2D): RgbImage {
  const { width, height } = context.canvas;
  const { data: rgba } = context.getImageData(0, 0, width, height);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set(rgba.subarray(4 * i, 4 * i + 3), 3 * i);
  return { data, width, height };
}

export const floatsOf = ({ data }: RgbImage): Float32Array => Float32Array.from(data);
