import { cos, sin } from "../../base/exact-math";
import { sampleSmooth, type Panorama } from "../light/panorama";
import { transform, transpose } from "../math/vector";
import type { Shot } from "../types";
import { PICTURE_SIZE, type Camera } from "./camera";

/** What of a shot its background depends on. */
export type BackgroundShot = Pick<
  Shot,
  | "focal"
  | "backgroundScale"
  | "backgroundLift"
  | "backgroundBlur"
  | "environmentYaw"
  | "backgroundLuminance"
  | "ambient"
>;

/** The background is drawn in squares of so many pixels, and past the picture's edge for the blur to draw on. */
const STEP = 2;
const MARGIN = 6;
/** Widest whole radius of a disc: with its rim it stays inside the margin. */
const WIDEST = MARGIN - 2;
const SIDE = PICTURE_SIZE / STEP + 2 * MARGIN;
/** Luminance that counts towards the mean at most, so that a visible sun does not darken all the rest. */
const MEAN_LIMIT = 4;
/** Highest radiance of a point before the lens spreads it, so that the sun does not wash out all around it. */
const POINT_LIMIT = 14;

/** Sharp and blurred background, Float32 [SIDE,SIDE,3]: working memory. */
const sharp = new Float32Array(SIDE * SIDE * 3);
const blurred = new Float32Array(SIDE * SIDE * 3);

/**
 * The surroundings behind the subject, spread by the lens to discs, with their mean brightness held within the shot's
 * limits: phones hold back what is much brighter than the face. The whole picture is drawn, so that what is worn in
 * front of it changes nothing.
 * @param exposure factor from scene radiance to picture values
 * @param picture Float32 [h,w,3], receives exposed linear colour
 */
export function drawBackground(
  panorama: Panorama,
  camera: Camera,
  shot: BackgroundShot,
  exposure: number,
  picture: Float32Array,
): void {
  const mean = drawSharp(panorama, camera, shot);
  const [low, high] = shot.backgroundLuminance;
  const factor = Math.max(low / mean, Math.min(exposure * shot.ambient, high / mean));
  spreadToDiscs(discOf(shot.backgroundBlur / STEP));
  enlarge(factor, picture);
}

/** Draws `sharp`; returns its mean luminance. */
function drawSharp(panorama: Panorama, camera: Camera, shot: BackgroundShot): number {
  const toWorld = transpose(camera.rotation);
  const focal = (shot.focal * PICTURE_SIZE) / shot.backgroundScale;
  const turn = [cos(shot.environmentYaw), sin(shot.environmentYaw)];
  const radiance = new Float64Array(3);
  let sum = 0;
  for (let y = 0, o = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++, o += 3) {
      const right = ((x + 0.5 - SIDE / 2) * STEP) / focal;
      const up = (-(y + 0.5 - SIDE / 2) * STEP) / focal + shot.backgroundLift;
      const [dx, dy, dz] = transform(toWorld, [right, up, -1]);
      const inverse = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
      sampleSmooth(
        panorama,
        (dx * turn[0] - dz * turn[1]) * inverse,
        dy * inverse,
        (dx * turn[1] + dz * turn[0]) * inverse,
        radiance,
      );
      sum += Math.min(MEAN_LIMIT, 0.2126 * radiance[0] + 0.7152 * radiance[1] + 0.0722 * radiance[2]);
      for (let c = 0; c < 3; c++) sharp[o + c] = Math.min(POINT_LIMIT, radiance[c]);
    }
  }
  return sum / (SIDE * SIDE) || 1;
}

/** A row of a disc: how far it lies from the middle, and how far it reaches to both sides. */
interface DiscRow {
  dy: number;
  reach: number;
}

/** The rows of a disc of pixels; a radius below 1 is the middle pixel alone. */
function discOf(radius: number): DiscRow[] {
  const rows: DiscRow[] = [];
  const last = Math.min(WIDEST, Math.floor(radius));
  for (let dy = -last; dy <= last; dy++) rows.push({ dy, reach: Math.sqrt(Math.max(0, radius * radius - dy * dy)) });
  return rows;
}

/** Averages `sharp` over a disc about every pixel, into `blurred`: sums along rows make wide discs cheap. */
function spreadToDiscs(rows: readonly DiscRow[]): void {
  const sums = new Float64Array((SIDE + 1) * 3);
  const area = rows.reduce((sum, { reach }) => sum + 2 * reach + 1, 0);
  blurred.fill(0);
  for (let y = 0; y < SIDE; y++) {
    for (let i = 0; i < SIDE * 3; i++) sums[i + 3] = sums[i] + sharp[y * SIDE * 3 + i];
    for (const { dy, reach } of rows) {
      const target = y - dy;
      if (target < 0 || target >= SIDE) continue;
      const whole = Math.min(WIDEST, Math.floor(reach));
      const part = reach - whole;
      for (let x = MARGIN - 1; x <= SIDE - MARGIN; x++) {
        const o = (target * SIDE + x) * 3;
        for (let c = 0; c < 3; c++) {
          const inside = sums[(x + whole + 1) * 3 + c] - sums[(x - whole) * 3 + c];
          const rim = sharp[(y * SIDE + x + whole + 1) * 3 + c] + sharp[(y * SIDE + x - whole - 1) * 3 + c];
          blurred[o + c] += (inside + part * rim) / area;
        }
      }
    }
  }
}

/** Doubles `blurred` to the size of the picture, bilinear, times a factor. */
function enlarge(factor: number, picture: Float32Array): void {
  for (let y = 0, o = 0; y < PICTURE_SIZE; y++) {
    const row = (y + 0.5) / STEP - 0.5 + MARGIN;
    const top = Math.floor(row);
    const ay = row - top;
    for (let x = 0; x < PICTURE_SIZE; x++) {
      const column = (x + 0.5) / STEP - 0.5 + MARGIN;
      const left = Math.floor(column);
      const ax = column - left;
      const a = (top * SIDE + left) * 3;
      const b = a + SIDE * 3;
      for (let c = 0; c < 3; c++, o++) {
        const upper = blurred[a + c] * (1 - ax) + blurred[a + 3 + c] * ax;
        const lower = blurred[b + c] * (1 - ax) + blurred[b + 3 + c] * ax;
        picture[o] = factor * (upper * (1 - ay) + lower * ay);
      }
    }
  }
}
