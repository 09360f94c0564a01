import { invert, type Affine } from "./affine";

/** An RGB image: bytes [height, width, 3]. */
export interface RgbImage {
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * Draws `image`, moved by `transform`, into `out`: Float32 [size, size, 3] in 0 … 255. Each pixel is sampled bilinearly at
 * the place that its centre comes from; beyond the border the nearest pixel is repeated. Nothing is filtered when the
 * picture is made smaller: below half its size, details are lost or appear where none are. Rendered photographs, and the
 * copies that are stored of a user's, have a size at which no teacher goes that far.
 */
export function warpInto(out: Float32Array, image: RgbImage, transform: Affine, size: number): void {
  const { data, width, height } = image;
  const [a, b, c, d, e, f] = invert(transform);
  let o = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++, o += 3) {
      const u = clamp(a * (x + 0.5) + b * (y + 0.5) + c - 0.5, width - 1);
      const v = clamp(d * (x + 0.5) + e * (y + 0.5) + f - 0.5, height - 1);
      const left = Math.floor(u);
      const top = Math.floor(v);
      const right = Math.min(left + 1, width - 1);
      const bottom = Math.min(top + 1, height - 1);
      const fx = u - left;
      const fy = v - top;
      const nw = (top * width + left) * 3;
      const ne = (top * width + right) * 3;
      const sw = (bottom * width + left) * 3;
      const se = (bottom * width + right) * 3;
      for (let k = 0; k < 3; k++) {
        const upper = data[nw + k] * (1 - fx) + data[ne + k] * fx;
        const lower = data[sw + k] * (1 - fx) + data[se + k] * fx;
        out[o + k] = upper * (1 - fy) + lower * fy;
      }
    }
  }
}

const clamp = (value: number, max: number): number => (value < 0 ? 0 : value > max ? max : value);
