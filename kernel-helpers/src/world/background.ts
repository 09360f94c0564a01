import { acos, atan2 } from "../base/exact-math";
import { PICTURE_SIZE, SUPERSAMPLING, type Camera } from "./camera";
import { sampleDefocused, type Panorama } from "./panorama";
import type { Shot } from "./types";
import { transform, transpose } from "./vector";

/** What of a shot its background depends on. */
export type BackgroundShot = Pick<
  Shot,
  "focal" | "backgroundScale" | "backgroundLift" | "environmentYaw" | "backgroundLuminance" | "ambient"
>;

/** Every so many pixels across and down count towards the mean, seen or covered: it does not depend on what is worn. */
const METER_STEP = 4;
const SAMPLES_PER_PIXEL = SUPERSAMPLING * SUPERSAMPLING;
/** Luminance that counts towards the mean at most, so that a visible sun does not darken all the rest. */
const MEAN_LIMIT = 4;

const radiance = new Float64Array(3);

/**
 * The surroundings behind the subject, out of focus, with their mean brightness held within the shot's limits: cameras
 * expose for the face, but nobody takes a portrait before a wall of light.
 * @param coverage samples that the subject covers, Float32 [h,w]; fully covered pixels need none
 * @param exposure factor from scene radiance to picture values
 * @param picture Float32 [h,w,3], receives exposed linear colour
 */
export function drawBackground(
  panorama: Panorama,
  camera: Camera,
  shot: BackgroundShot,
  exposure: number,
  coverage: Float32Array,
  picture: Float32Array,
): void {
  const toWorld = transpose(camera.rotation);
  const focal = (shot.focal * PICTURE_SIZE) / shot.backgroundScale;
  let sum = 0;
  let count = 0;
  for (let y = 0; y < PICTURE_SIZE; y++) {
    for (let x = 0; x < PICTURE_SIZE; x++) {
      const pixel = y * PICTURE_SIZE + x;
      const isMetered = x % METER_STEP === 0 && y % METER_STEP === 0;
      if (coverage[pixel] >= SAMPLES_PER_PIXEL && !isMetered) continue;
      const right = (x + 0.5 - PICTURE_SIZE / 2) / focal;
      const up = -(y + 0.5 - PICTURE_SIZE / 2) / focal + shot.backgroundLift;
      const [dx, dy, dz] = transform(toWorld, [right, up, -1]);
      const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
      const u = 0.5 + (atan2(dx, dz) - shot.environmentYaw) / (2 * Math.PI);
      sampleDefocused(panorama, u, acos(dy / length) / Math.PI, radiance);
      for (let c = 0; c < 3; c++) picture[pixel * 3 + c] = radiance[c];
      if (!isMetered) continue;
      sum += Math.min(MEAN_LIMIT, 0.3 * radiance[0] + 0.6 * radiance[1] + 0.1 * radiance[2]);
      count++;
    }
  }
  const mean = sum / Math.max(1, count) || 1;
  const [low, high] = shot.backgroundLuminance;
  const factor = Math.max(low / mean, Math.min(exposure * shot.ambient, high / mean));
  for (let i = 0; i < picture.length; i++) picture[i] *= factor;
}
