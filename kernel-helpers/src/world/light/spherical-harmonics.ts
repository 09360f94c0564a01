import { sin } from "../../base/exact-math";
import { transform, transpose, type ReadonlyMat3, type Vec3 } from "../math/vector";
import { directionOf, type Panorama } from "./panorama";

/** Real spherical harmonics up to degree 2: nine numbers describe soft light from all around. */
export const SH_COUNT = 9;

/** The nine basis functions at a unit direction (Ramamoorthi and Hanrahan 2001, Eq. 3), written to `out`. */
export function evaluateSh(x: number, y: number, z: number, out: Float64Array): void {
  out[0] = 0.282095;
  out[1] = 0.488603 * y;
  out[2] = 0.488603 * z;
  out[3] = 0.488603 * x;
  out[4] = 1.092548 * x * y;
  out[5] = 1.092548 * y * z;
  out[6] = 0.315392 * (3 * z * z - 1);
  out[7] = 1.092548 * x * z;
  out[8] = 0.546274 * (x * x - y * y);
}

/**
 * Coefficients of a panorama that is turned by `yaw` about the vertical, as seen from a frame that is itself turned.
 * @param frame rotation from the frame to the world
 * @returns Float64 [9,3]
 */
export function projectPanorama(panorama: Panorama, yaw: number, frame: ReadonlyMat3): Float64Array {
  const { width, height, radiance } = panorama;
  const coefficients = new Float64Array(SH_COUNT * 3);
  const basis = new Float64Array(SH_COUNT);
  const toFrame = transpose(frame);
  const turn = yaw / (2 * Math.PI);
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    const solidAngle = ((2 * Math.PI) / width) * (Math.PI / height) * sin(v * Math.PI);
    for (let x = 0; x < width; x++) {
      const direction: Vec3 = transform(toFrame, directionOf((x + 0.5) / width + turn, v));
      evaluateSh(direction[0], direction[1], direction[2], basis);
      const texel = (y * width + x) * 3;
      for (let i = 0; i < SH_COUNT; i++) {
        for (let c = 0; c < 3; c++) coefficients[i * 3 + c] += radiance[texel + c] * basis[i] * solidAngle;
      }
    }
  }
  return coefficients;
}
