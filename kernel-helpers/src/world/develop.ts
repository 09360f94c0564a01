import { Seed } from "../base/seed";
import { PICTURE_SIZE, SUPERSAMPLING } from "./camera";
import { srgbFromLinear } from "./color";
import type { Exposure } from "./exposure";
import type { Shot } from "./types";

/** What of a shot a picture is developed by. */
export type DevelopShot = Pick<Shot, "seed" | "vignette" | "contrast" | "noise">;

const SAMPLES_PER_PIXEL = SUPERSAMPLING * SUPERSAMPLING;

/** sRGB values of linear 0, 1/4096, …, 1. */
const SRGB_STEPS = 4096;
const SRGB = Float32Array.from({ length: SRGB_STEPS + 1 }, (_, i) => srgbFromLinear(i / SRGB_STEPS));

/** A table of standard normal numbers that sensor noise is looked up in. */
const NOISE_COUNT = 65536;
const NOISE = (() => {
  const random = new Seed("gauss-table").random();
  return Float32Array.from({ length: NOISE_COUNT }, () => random.normal());
})();
/** Share of noise that all three colours have in common, and that each has alone. */
const NOISE_SHARE = 0.7;

/** Distance from the centre, in pixels, at which `vignette` of the light is lost: about a corner. */
const VIGNETTE_RADIUS = 158;

/** Compresses highlights and lifts mid-tones, as a camera's film curve does. */
const toneCurve = (v: number): number => ((v * (1 + v * 0.1)) / (1 + v * 0.42)) * 1.1;

/**
 * From light to the bytes of a photograph: subject over background, white balance, vignette, tone curve, sRGB, contrast
 * and sensor noise.
 * @param light sums over the samples of each pixel of exposed linear colour, Float32 [h,w,3]
 * @param coverage samples that the subject covers, Float32 [h,w]
 * @param background exposed linear colour, Float32 [h,w,3]
 * @returns sRGB bytes [h,w,3]
 */
export function develop(
  light: Float32Array,
  coverage: Float32Array,
  background: Float32Array,
  { whiteBalance }: Exposure,
  shot: DevelopShot,
): Uint8Array {
  const rgb = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE * 3);
  const noiseStart = new Seed(shot.seed).random().int(NOISE_COUNT);
  for (let y = 0; y < PICTURE_SIZE; y++) {
    for (let x = 0; x < PICTURE_SIZE; x++) {
      const pixel = y * PICTURE_SIZE + x;
      const share = coverage[pixel] / SAMPLES_PER_PIXEL;
      const falloff = vignetteAt(x, y, shot.vignette);
      const hash = (Math.imul(pixel + 1, 2654435761) ^ Math.imul(noiseStart + 7, 40503)) >>> 0;
      const common = NOISE[(hash >>> 8) & (NOISE_COUNT - 1)];
      for (let c = 0; c < 3; c++) {
        const o = pixel * 3 + c;
        const behind = share < 1 ? (1 - share) * background[o] : 0;
        const value = display((light[o] / SAMPLES_PER_PIXEL + behind) * whiteBalance[c] * falloff);
        const own = NOISE[((hash >>> (3 + c * 5)) + noiseStart * 3 + c * 977) & (NOISE_COUNT - 1)];
        const contrasted = (value - 0.5) * shot.contrast + 0.5;
        // dark parts of a picture are noisier
        const noise = shot.noise * NOISE_SHARE * (common + own) * (0.5 + 0.9 * (1 - contrasted));
        rgb[o] = Math.round(Math.max(0, Math.min(1, contrasted + noise)) * 255);
      }
    }
  }
  return rgb;
}

function vignetteAt(x: number, y: number, strength: number): number {
  const dx = (x - PICTURE_SIZE / 2) / VIGNETTE_RADIUS;
  const dy = (y - PICTURE_SIZE / 2) / VIGNETTE_RADIUS;
  return 1 - strength * (dx * dx + dy * dy);
}

/** Exposed linear light as an sRGB value in [0, 1]. */
function display(linear: number): number {
  const v = toneCurve(linear);
  if (v >= 1) return 1;
  return v > 0 ? SRGB[Math.trunc(v * SRGB_STEPS)] : 0;
}
