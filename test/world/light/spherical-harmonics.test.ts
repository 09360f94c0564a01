import assert from "node:assert/strict";
import { directionOf, type Panorama } from "kernel-helpers/dist/world/light/panorama";
import { evaluateSh, projectPanorama, SH_COUNT } from "kernel-helpers/dist/world/light/spherical-harmonics";
import { multiply, rotationX, rotationY, type Mat3 } from "kernel-helpers/dist/world/math/vector";

const IDENTITY = rotationY(0);
const WIDTH = 128;
const HEIGHT = 64;

function panoramaOf(radiance: (x: number, y: number, z: number) => number): Panorama {
  const texels = new Float32Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const direction = directionOf(((i % WIDTH) + 0.5) / WIDTH, (Math.floor(i / WIDTH) + 0.5) / HEIGHT);
    texels.fill(radiance(...direction), i * 3, i * 3 + 3);
  }
  return { width: WIDTH, height: HEIGHT, radiance: texels };
}

const basisAt = (x: number, y: number, z: number): Float64Array => {
  const basis = new Float64Array(SH_COUNT);
  evaluateSh(x, y, z, basis);
  return basis;
};

/** Tolerances allow for 128 x 64 texels and for constants with six digits. */
const close = (a: number, b: number, tolerance: number) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);

describe("spherical harmonics", () => {
  it("are orthonormal over the sphere", () => {
    for (let i = 0; i < SH_COUNT; i++) {
      const coefficients = projectPanorama(
        panoramaOf((x, y, z) => basisAt(x, y, z)[i]),
        0,
        IDENTITY,
      );
      for (let j = 0; j < SH_COUNT; j++) close(coefficients[j * 3], i === j ? 1 : 0, 2e-3);
    }
  });

  it("give a constant environment one coefficient, L · 2√π, in every frame", () => {
    const frames: Mat3[] = [IDENTITY, multiply(rotationX(0.7), rotationY(1.1))];
    for (const frame of frames) {
      const coefficients = projectPanorama(
        panoramaOf(() => 3),
        0.4,
        frame,
      );
      for (let c = 0; c < 3; c++) close(coefficients[c], 3 * 2 * Math.sqrt(Math.PI), 5e-3);
      for (let i = 3; i < SH_COUNT * 3; i++) close(coefficients[i], 0, 5e-3);
    }
  });

  it("turn with the light by yaw as they turn against the frame", () => {
    const sky = panoramaOf((x, y, z) => 1 + x + 0.5 * y * z);
    const byYaw = projectPanorama(sky, 0.8, IDENTITY);
    const byFrame = projectPanorama(sky, 0, rotationY(-0.8));
    for (let i = 0; i < byYaw.length; i++) close(byYaw[i], byFrame[i], 1e-9);
  });
});
