import { cos, pow, sin } from "../../base/exact-math";
import { clamp } from "../math/scalar";
import type { Vec3 } from "../math/vector";

/** Light from all around, in equal steps of azimuth (columns) and polar angle (rows, the zenith first). */
export interface Panorama {
  width: number;
  height: number;
  /** Linear radiance, Float32 [height,width,3]. */
  radiance: Float32Array;
}

/** The direction of panorama coordinates u, v in [0, 1]; u = 1/2 is the front (+z). */
export function directionOf(u: number, v: number): Vec3 {
  const azimuth = (u - 0.5) * 2 * Math.PI;
  const polar = v * Math.PI;
  const s = sin(polar);
  return [sin(azimuth) * s, cos(polar), cos(azimuth) * s];
}

/** Rec. 709 luminance of the texel that starts at entry `o`. */
export const luminanceAt = (radiance: Float32Array, o: number): number =>
  0.2126 * radiance[o] + 0.7152 * radiance[o + 1] + 0.0722 * radiance[o + 2];

/** The panorama with every `width / newWidth` by `height / newHeight` block of texels averaged. */
export function shrink(panorama: Panorama, width: number, height: number): Panorama {
  const stepX = panorama.width / width;
  const stepY = panorama.height / height;
  const radiance = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = (y * width + x) * 3;
      for (let j = 0; j < stepY; j++) {
        for (let i = 0; i < stepX; i++) {
          const s = ((y * stepY + j) * panorama.width + x * stepX + i) * 3;
          for (let c = 0; c < 3; c++) radiance[o + c] += panorama.radiance[s + c];
        }
      }
      for (let c = 0; c < 3; c++) radiance[o + c] /= stepX * stepY;
    }
  }
  return { width, height, radiance };
}

/** The panorama seen in a rough mirror: averaged with weight cosᵖ about each direction, within 60 degrees. */
export function blurGlossy(panorama: Panorama, width: number, height: number, power: number): Panorama {
  const radiance = new Float32Array(width * height * 3);
  const directions: Vec3[] = [];
  const areas: number[] = [];
  for (let y = 0; y < panorama.height; y++) {
    const v = (y + 0.5) / panorama.height;
    for (let x = 0; x < panorama.width; x++) {
      directions.push(directionOf((x + 0.5) / panorama.width, v));
      areas.push(sin(v * Math.PI));
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy, dz] = directionOf((x + 0.5) / width, (y + 0.5) / height);
      const o = (y * width + x) * 3;
      let [red, green, blue, total] = [0, 0, 0, 0];
      for (let i = 0; i < directions.length; i++) {
        const d = directions[i];
        const cosine = dx * d[0] + dy * d[1] + dz * d[2];
        if (cosine < 0.5) continue;
        const weight = pow(cosine, power) * areas[i];
        red += weight * panorama.radiance[i * 3];
        green += weight * panorama.radiance[i * 3 + 1];
        blue += weight * panorama.radiance[i * 3 + 2];
        total += weight;
      }
      radiance[o] = red / total;
      radiance[o + 1] = green / total;
      radiance[o + 2] = blue / total;
    }
  }
  return { width, height, radiance };
}

/** Angle of the point (x, y), as atan2(y, x), within 1e-5: a texel is a thousand times wider (Hastings 1955, sheet 11). */
function nearAtan2(y: number, x: number): number {
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const t = ax > ay ? ay / ax : ay > 0 ? ax / ay : 0;
  const s = t * t;
  let angle = t * (0.999866 + s * (-0.3302995 + s * (0.180141 + s * (-0.085133 + s * 0.0208351))));
  if (ay > ax) angle = Math.PI / 2 - angle;
  if (x < 0) angle = Math.PI - angle;
  return y < 0 ? -angle : angle;
}

/** Radiance from a direction in a panorama turned by `yaw`, bilinear, written to `out`. */
export function sampleDirection(
  panorama: Panorama,
  yaw: number,
  x: number,
  y: number,
  z: number,
  out: Float64Array,
): void {
  const u = 0.5 + nearAtan2(x, z) / (2 * Math.PI) - yaw / (2 * Math.PI);
  const v = 0.5 - nearAtan2(y, Math.sqrt(x * x + z * z)) / Math.PI;
  sampleBilinear(panorama, u - Math.floor(u), v, out);
}

function sampleBilinear(panorama: Panorama, u: number, v: number, out: Float64Array): void {
  const { width, height, radiance } = panorama;
  const x = u * width - 0.5;
  const y = clamp(v * height - 0.5, 0, height - 1.001);
  let left = Math.floor(x);
  const top = Math.floor(y);
  const ax = x - left;
  const ay = y - top;
  let right = left + 1;
  if (left < 0) left += width;
  if (right >= width) right -= width;
  const a = (top * width + left) * 3;
  const b = (top * width + right) * 3;
  const below = width * 3;
  for (let c = 0; c < 3; c++) {
    const upper = radiance[a + c] * (1 - ax) + radiance[b + c] * ax;
    const lower = radiance[a + below + c] * (1 - ax) + radiance[b + below + c] * ax;
    out[c] = upper * (1 - ay) + lower * ay;
  }
}

/** Weights of the cubic B-spline of the four texels around a position with fraction `t`, written to `out`. */
function splineWeights(t: number, out: Float64Array): void {
  const s = 1 - t;
  out[0] = (s * s * s) / 6;
  out[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
  out[2] = (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6;
  out[3] = (t * t * t) / 6;
}

const weightsX = new Float64Array(4);
const weightsY = new Float64Array(4);

/** Radiance from a unit direction, smooth and slightly blurred (cubic B-spline), written to `out`. */
export function sampleSmooth(panorama: Panorama, dx: number, dy: number, dz: number, out: Float64Array): void {
  const { width, height, radiance } = panorama;
  const u = 0.5 + nearAtan2(dx, dz) / (2 * Math.PI);
  const v = 0.5 - nearAtan2(dy, Math.sqrt(dx * dx + dz * dz)) / Math.PI;
  const x = u * width - 0.5;
  const y = v * height - 0.5;
  const left = Math.floor(x);
  const top = Math.floor(y);
  splineWeights(x - left, weightsX);
  splineWeights(y - top, weightsY);
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let j = 0; j < 4; j++) {
    const row = Math.max(0, Math.min(height - 1, top - 1 + j)) * width;
    for (let i = 0; i < 4; i++) {
      const column = (left - 1 + i + width) % width;
      const weight = weightsX[i] * weightsY[j];
      const o = (row + column) * 3;
      red += weight * radiance[o];
      green += weight * radiance[o + 1];
      blue += weight * radiance[o + 2];
    }
  }
  out[0] = red;
  out[1] = green;
  out[2] = blue;
}
