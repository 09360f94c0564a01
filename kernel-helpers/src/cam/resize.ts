import type { ActivationMap } from "./feature-map";

/**
 * A map at another size, bilinear with the corners of its outer pixels aligned (`align_corners` false, as OpenCV's
 * INTER_LINEAR): place i of n reaches from i/n to (i+1)/n of the picture, its number holds in its middle, and beyond the
 * outer middles the nearest one is repeated.
 */
export function resizeMap(map: ActivationMap, { height, width }: Omit<ActivationMap, "values">): ActivationMap {
  const values = new Float32Array(height * width);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o++) values[o] = sampleMap(map, (x + 0.5) / width, (y + 0.5) / height);
  }
  return { values, height, width };
}

/** The map's bilinear value at a place of the picture, `x` and `y` as shares of its sides, 0 … 1. */
export function sampleMap({ values, height, width }: ActivationMap, x: number, y: number): number {
  const u = clamp(x * width - 0.5, width - 1);
  const v = clamp(y * height - 0.5, height - 1);
  const left = Math.floor(u);
  const top = Math.floor(v);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const upper = values[top * width + left] * (1 - u + left) + values[top * width + right] * (u - left);
  const lower = values[bottom * width + left] * (1 - u + left) + values[bottom * width + right] * (u - left);
  return upper * (1 - v + top) + lower * (v - top);
}

const clamp = (value: number, max: number): number => (value < 0 ? 0 : value > max ? max : value);
