import type { Rgb } from "../math/color";
import { fractalNoise, latticeHash, valueNoise } from "../math/noise";
import { mix } from "../math/scalar";
import type { Surface, SurfacePoint } from "./thing";

/** Multiplies the colour. */
export function shadeBy(surface: Surface, factor: number): void {
  surface.red *= factor;
  surface.green *= factor;
  surface.blue *= factor;
}

/** Lays `share` of a colour over the surface. */
export function blend(surface: Surface, [red, green, blue]: Rgb, share: number): void {
  surface.red = mix(surface.red, red, share);
  surface.green = mix(surface.green, green, share);
  surface.blue = mix(surface.blue, blue, share);
}

/** Brighter and darker spots, `size` across. */
export function mottle(at: SurfacePoint, surface: Surface, size: number, strength: number, seed = 1): void {
  const f = 1 / size;
  shadeBy(surface, 1 + strength * (2 * fractalNoise(at.x * f, at.y * f, at.z * f, seed, 2) - 1));
}

/** Small bumps, `size` across: tilts the normal by the slope of a noise. */
export function dent(at: SurfacePoint, surface: Surface, size: number, strength: number, seed = 5): void {
  const f = 1 / size;
  const [x, y, z] = [at.x * f, at.y * f, at.z * f];
  const here = valueNoise(x, y, z, seed);
  surface.tiltX += strength * (here - valueNoise(x + 0.35, y, z, seed));
  surface.tiltY += strength * (here - valueNoise(x, y + 0.35, z, seed));
  surface.tiltZ += strength * (here - valueNoise(x, y, z + 0.35, seed));
}

/** Grained leather. */
export function leather(at: SurfacePoint, surface: Surface): void {
  dent(at, surface, 0.028, 0.55);
  mottle(at, surface, 0.7, 0.12);
}

/** Coarse cloth: threads and slight unevenness. */
export function fabric(at: SurfacePoint, surface: Surface, thread = 0.022): void {
  dent(at, surface, thread, 0.5, 9);
  dent(at, surface, 0.9, 0.5, 3);
  mottle(at, surface, thread, 0.28, 4);
}

/** Pinpoint spots, as of stoneware: share of cells of `size` that have one. */
export function speckle(at: SurfacePoint, size: number, share: number, seed = 3): number {
  const f = 1 / size;
  return latticeHash(Math.floor(at.x * f), Math.floor(at.y * f), Math.floor(at.z * f), seed) < share ? 1 : 0;
}

/** 1 inside the stripes of a period, of which they take `share`. */
export const stripe = (x: number, period: number, share: number): number =>
  x / period - Math.floor(x / period) < share ? 1 : 0;
