import { clamp } from "../math/scalar";
import type { Texture } from "../types";

/**
 * The colour and opacity of a picture at (x, y), both in [0,1] with y down, linear between texels; clear outside.
 * @param out red, green, blue in linear light, opacity
 */
export function sampleTexture({ width, height, rgba }: Texture, x: number, y: number, out: Float64Array): void {
  out.fill(0);
  if (x < 0 || x > 1 || y < 0 || y > 1) return;
  const column = clamp(x * width - 0.5, 0, width - 1);
  const row = clamp(y * height - 0.5, 0, height - 1);
  const left = Math.min(Math.floor(column), Math.max(0, width - 2));
  const top = Math.min(Math.floor(row), Math.max(0, height - 2));
  const right = Math.min(left + 1, width - 1);
  const below = Math.min(top + 1, height - 1);
  const fx = column - left;
  const fy = row - top;
  const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
  const texels = [top * width + left, top * width + right, below * width + left, below * width + right];
  for (let i = 0; i < 4; i++) {
    // colour counts as much as it is opaque, so that a clear texel's colour does not bleed into an edge
    const weight = weights[i] * rgba[texels[i] * 4 + 3];
    out[3] += weight;
    for (let c = 0; c < 3; c++) out[c] += weight * rgba[texels[i] * 4 + c];
  }
  if (out[3] > 0) for (let c = 0; c < 3; c++) out[c] /= out[3];
}

/** A picture at half the size, for surfaces seen from afar: each texel the mean of four. */
export function halve({ width, height, rgba }: Texture): Texture {
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const small = new Float32Array(w * h * 4);
  const texel = new Float64Array(4);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      sampleTexture({ width, height, rgba }, (x + 0.5) / w, (y + 0.5) / h, texel);
      small.set(texel, (y * w + x) * 4);
    }
  }
  return { width: w, height: h, rgba: small };
}
