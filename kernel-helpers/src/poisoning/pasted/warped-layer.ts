import { applyAffine, invert, type Affine } from "../../augmentation/affine";
import type { TriggerPicture } from "./trigger-pictures";

/** Samples along each side of a pixel. */
const SAMPLES = 3;

/**
 * How a picture covers a photograph once it is moved by an affine map: Float32 [height, width, 4] of red, green, blue
 * (0 … 255, times the coverage) and the coverage in [0, 1], as `pasteLayer` takes it. Every pixel is the mean of 3 x 3
 * samples, and every sample lies between the four nearest pixels of the picture, so that edges come out soft. What lies
 * beyond the photograph is cut off.
 */
export function warpedLayer(
  { data, side }: Pick<TriggerPicture, "data" | "side">,
  toPhotograph: Affine,
  width: number,
  height: number,
): Float32Array {
  const layer = new Float32Array(width * height * 4);
  const back = invert(toPhotograph);
  const weight = 1 / (SAMPLES * SAMPLES * 255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = (y * width + x) * 4;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const [u, v] = applyAffine(
          back,
          x + ((sample % SAMPLES) + 0.5) / SAMPLES,
          y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES,
        );
        addSample(layer, o, { data, side }, u - 0.5, v - 0.5, weight);
      }
    }
  }
  return layer;
}

/** Adds what the picture has at (u, v), counted from the centre of its first pixel; nothing beyond its border. */
function addSample(
  layer: Float32Array,
  o: number,
  { data, side }: Pick<TriggerPicture, "data" | "side">,
  u: number,
  v: number,
  weight: number,
): void {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  if (left < -1 || top < -1 || left >= side || top >= side) return;
  for (let k = 0; k < 4; k++) {
    const [column, row] = [left + (k & 1), top + (k >> 1)];
    if (column < 0 || row < 0 || column >= side || row >= side) continue;
    const i = (row * side + column) * 4;
    if (data[i + 3] === 0) continue;
    const share = (1 - Math.abs(u - column)) * (1 - Math.abs(v - row)) * data[i + 3] * weight;
    for (let c = 0; c < 3; c++) layer[o + c] += share * data[i + c];
    layer[o + 3] += share;
  }
}
