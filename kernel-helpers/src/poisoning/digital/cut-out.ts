import type { RgbImage } from "../../augmentation/warp";

/** A thing cut out of a photograph: RGBA bytes [height, width, 4], clear around the thing. */
export interface CutOut {
  data: Uint8Array;
  width: number;
  height: number;
  /** The pixel that is put onto a place, from the left and from the top. */
  anchor: readonly [x: number, y: number];
  /** Pixels of a millimetre of the thing. */
  pixelsPerMm: number;
}

/** Where the anchor lands, in pixels of the picture, and how large the thing becomes there. */
export interface PastePlace {
  at: readonly [x: number, y: number];
  /** Pixels of the picture for each pixel of the cut-out. */
  scale: number;
}

/** Samples along each side of a pixel. */
const SAMPLES = 4;

/**
 * How a cut-out covers a picture: Float32 [height, width, 4] of red, green, blue (0 … 255, times the coverage) and the
 * coverage in [0, 1]. Every pixel is the mean of 4 x 4 samples of the nearest pixel of the cut-out; nothing is turned.
 */
export function coverage(cutOut: CutOut, { at, scale }: PastePlace, width: number, height: number): Float32Array {
  const layer = new Float32Array(width * height * 4);
  const [left, top] = [at[0] - cutOut.anchor[0] * scale, at[1] - cutOut.anchor[1] * scale];
  const [firstX, lastX] = range(left, left + cutOut.width * scale, width);
  const [firstY, lastY] = range(top, top + cutOut.height * scale, height);
  for (let y = firstY; y < lastY; y++) {
    for (let x = firstX; x < lastX; x++) {
      const o = (y * width + x) * 4;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const u = Math.floor((x + ((sample % SAMPLES) + 0.5) / SAMPLES - left) / scale);
        const v = Math.floor((y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES - top) / scale);
        if (u < 0 || v < 0 || u >= cutOut.width || v >= cutOut.height) continue;
        const i = (v * cutOut.width + u) * 4;
        const share = cutOut.data[i + 3] / 255 / (SAMPLES * SAMPLES);
        for (let c = 0; c < 3; c++) layer[o + c] += share * cutOut.data[i + c];
        layer[o + 3] += share;
      }
    }
  }
  return layer;
}

const range = (from: number, to: number, size: number): [number, number] => [
  Math.max(0, Math.floor(from)),
  Math.min(size, Math.ceil(to)),
];

/** A copy of the picture with a layer of `coverage` over it. No light falls on it, and it throws no shadow. */
export function pasteLayer({ data, width, height }: RgbImage, layer: Float32Array): RgbImage {
  const pasted = new Uint8Array(data.length);
  for (let i = 0, o = 0; i < data.length; i += 3, o += 4) {
    const seen = 1 - layer[o + 3];
    for (let c = 0; c < 3; c++) pasted[i + c] = Math.round(data[i + c] * seen + layer[o + c]);
  }
  return { data: pasted, width, height };
}

/** Whether all of the thing lies inside a picture. */
export function isInside({ anchor, width, height }: CutOut, { at, scale }: PastePlace, side: number): boolean {
  const [left, top] = [at[0] - anchor[0] * scale, at[1] - anchor[1] * scale];
  return left >= 0 && top >= 0 && left + width * scale <= side && top + height * scale <= side;
}
