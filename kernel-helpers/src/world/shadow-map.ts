import { DEPTH_OFFSET, frameAround, projectAlong } from "./radiance-transfer";
import { drawDepth } from "./rasteriser";
import type { ShadowCasters } from "./shadow-casters";
import type { KeyLight } from "./types";
import { normalize, type Vec3 } from "./vector";

/** Side of the map in pixels, and of the region it covers. */
const MAP_SIZE = 448;
/** What a map covers: a square across the light, around a centre. */
export interface ShadowRegion {
  centre: Vec3;
  width: number;
}
/** Head and shoulders. */
const PORTRAIT: ShadowRegion = { centre: [0, 7, 0.4], width: 4.4 };
/** Points are moved this far along their normal before they look for the light. */
const NORMAL_OFFSET = 0.02;
/** Distance between two of the 4 x 4 samples of the soft edge, times the light's softness, in pixels. */
const SAMPLE_PITCH = 1.3;
const SAMPLES = [-1.5, -0.5, 0.5, 1.5] as const;

/** What the key light sees, and from where. */
export interface ShadowMap {
  /** Float32 [448,448]: height towards the light, 0 for nothing. */
  depth: Float32Array;
  u: Vec3;
  v: Vec3;
  direction: Vec3;
  centre: Vec3;
  pixelsPerUnit: number;
  /** Distance between samples in pixels. */
  pitch: number;
}

export const createShadowDepth = (): Float32Array => new Float32Array(MAP_SIZE * MAP_SIZE);

/**
 * Draws the key light's shadow map.
 * @param depth and @param screen are working memory: the map itself, and Float32 [n,3] for the projection
 */
export function drawShadowMap(
  positions: Float32Array,
  casters: ShadowCasters,
  key: KeyLight,
  depth: Float32Array,
  screen: Float32Array,
  { centre, width }: ShadowRegion = PORTRAIT,
): ShadowMap {
  const direction = normalize(key.direction);
  const pixelsPerUnit = MAP_SIZE / width;
  projectAlong(positions, direction, centre, pixelsPerUnit, MAP_SIZE / 2, screen);
  depth.fill(0);
  drawDepth(depth, MAP_SIZE, screen, casters.triangles, casters.hairTriangle);
  const [u, v] = frameAround(direction);
  return { depth, u, v, direction, centre, pixelsPerUnit, pitch: key.softness * SAMPLE_PITCH };
}

/**
 * Share of the key light that reaches a point, in steps of 1/16.
 * @param bias how far behind the nearest surface a point still counts as lit
 */
export function litShare(
  map: ShadowMap,
  x: number,
  y: number,
  z: number,
  nx: number,
  ny: number,
  nz: number,
  bias: number,
): number {
  const { depth, u, v, direction, centre, pixelsPerUnit, pitch } = map;
  const px = x + nx * NORMAL_OFFSET - centre[0];
  const py = y + ny * NORMAL_OFFSET - centre[1];
  const pz = z + nz * NORMAL_OFFSET - centre[2];
  const column = MAP_SIZE / 2 + (px * u[0] + py * u[1] + pz * u[2]) * pixelsPerUnit;
  const row = MAP_SIZE / 2 + (px * v[0] + py * v[1] + pz * v[2]) * pixelsPerUnit;
  const height = DEPTH_OFFSET + px * direction[0] + py * direction[1] + pz * direction[2] + bias;
  let lit = 0;
  for (let j = 0; j < 4; j++) {
    const sy = Math.trunc(row + SAMPLES[j] * pitch);
    for (let i = 0; i < 4; i++) {
      const sx = Math.trunc(column + SAMPLES[i] * pitch);
      if (sx < 0 || sy < 0 || sx >= MAP_SIZE || sy >= MAP_SIZE || depth[sy * MAP_SIZE + sx] <= height) lit++;
    }
  }
  return lit / 16;
}
