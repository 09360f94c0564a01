import { Seed } from "../../base/seed";
import type { Shot } from "../types";
import { PICTURE_SIZE, SUPERSAMPLING } from "./camera";
import type { Exposure } from "./exposure";
import { addSensorNoise, sharpen } from "./sensor";
import { displayValue } from "./tone-curve";

/** What of a shot a picture is developed by. */
export type DevelopShot = Pick<Shot, "seed" | "vignette" | "contrast" | "noise" | "sharpness">;

const SAMPLES_PER_PIXEL = SUPERSAMPLING * SUPERSAMPLING;
/** Distance from the centre, in pixels, at which `vignette` of the light is lost: about a corner. */
const VIGNETTE_RADIUS = 158;

/**
 * From light to the bytes of a photograph, as a phone does it: subject over background, white balance, vignette, tone
 * curve, sensor noise with what noise reduction leaves of it, sharpening.
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
  const values = new Float32Array(PICTURE_SIZE * PICTURE_SIZE * 3);
  for (let y = 0, pixel = 0; y < PICTURE_SIZE; y++) {
    for (let x = 0; x < PICTURE_SIZE; x++, pixel++) {
      const behind = 1 - coverage[pixel] / SAMPLES_PER_PIXEL;
      const falloff = vignetteAt(x, y, shot.vignette);
      for (let c = 0; c < 3; c++) {
        const o = pixel * 3 + c;
        const linear = light[o] / SAMPLES_PER_PIXEL + behind * background[o];
        values[o] = displayValue(linear * whiteBalance[c] * falloff, shot.contrast);
      }
    }
  }
  addSensorNoise(values, PICTURE_SIZE, shot.noise, new Seed(shot.seed).random());
  return toBytes(sharpen(values, PICTURE_SIZE, shot.sharpness));
}

function vignetteAt(x: number, y: number, strength: number): number {
  const dx = (x - PICTURE_SIZE / 2) / VIGNETTE_RADIUS;
  const dy = (y - PICTURE_SIZE / 2) / VIGNETTE_RADIUS;
  return 1 - strength * (dx * dx + dy * dy);
}

function toBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = Math.round(Math.max(0, Math.min(1, values[i])) * 255);
  return bytes;
}
