import { cos, sin } from "../../base/exact-math";
import { latticeHash } from "../math/noise";
import { normalize, type Vec3 } from "../math/vector";
import type { KeyLight } from "../types";
import { DEPTH_OFFSET, frameAround, projectAlong } from "./radiance-transfer";
import { drawDepth } from "./rasteriser";
import type { ShadowCasters } from "./shadow-casters";

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
/** Points of the light are tried on a spiral that covers a disc evenly (Vogel 1979), turned anew at every point. */
const SAMPLES = 12;
const GOLDEN_ANGLE = 2.399963229728653;
const SPIRAL = Array.from({ length: SAMPLES }, (_, i) => {
  const radius = Math.sqrt((i + 0.5) / SAMPLES);
  return { x: radius * cos(i * GOLDEN_ANGLE), y: radius * sin(i * GOLDEN_ANGLE) };
});
const TURNS = Array.from({ length: 16 }, (_, i) => ({ cos: cos((i * Math.PI) / 8), sin: sin((i * Math.PI) / 8) }));
const TURN_SEED = 41;
/** What throws a shadow is looked for as far as something this high above the skin could throw it. */
const SEARCH_HEIGHT = 0.5;
/** Narrowest and widest radius of a shadow's edge, in pixels of the map. */
const EDGE = { narrowest: 1.2, widest: 18 };
/** A surface is taken to slope away from the light no more than this (cosine). */
const STEEPEST = 0.3;

/** What the key light sees, and from where. */
export interface ShadowMap {
  /** Float32 [448,448]: height towards the light, 0 for nothing. */
  depth: Float32Array;
  u: Vec3;
  v: Vec3;
  direction: Vec3;
  centre: Vec3;
  pixelsPerUnit: number;
  /** Tangent of half the angle under which the light is seen. */
  softness: number;
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
  return { depth, u, v, direction, centre, pixelsPerUnit, softness: key.softness };
}

/**
 * Share of the key light that reaches a point, in steps of 1/12: sharp where the shadow begins, softer further away
 * (percentage-closer soft shadows, Fernando 2005).
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
  const { u, v, direction, centre, pixelsPerUnit, softness } = map;
  const px = x + nx * NORMAL_OFFSET - centre[0];
  const py = y + ny * NORMAL_OFFSET - centre[1];
  const pz = z + nz * NORMAL_OFFSET - centre[2];
  const column = MAP_SIZE / 2 + (px * u[0] + py * u[1] + pz * u[2]) * pixelsPerUnit;
  const row = MAP_SIZE / 2 + (px * v[0] + py * v[1] + pz * v[2]) * pixelsPerUnit;
  probe.height = DEPTH_OFFSET + px * direction[0] + py * direction[1] + pz * direction[2] + bias;
  // the surface's own slope, so that it does not shade itself
  const facing = Math.max(STEEPEST, nx * direction[0] + ny * direction[1] + nz * direction[2]) * pixelsPerUnit;
  probe.riseX = -(nx * u[0] + ny * u[1] + nz * u[2]) / facing;
  probe.riseY = -(nx * v[0] + ny * v[1] + nz * v[2]) / facing;

  const turn = TURNS[Math.floor(latticeHash(Math.floor(column * 4), Math.floor(row * 4), 0, TURN_SEED) * TURNS.length)];
  const widest = Math.max(EDGE.narrowest, Math.min(EDGE.widest, softness * SEARCH_HEIGHT * pixelsPerUnit));
  countBlocked(map.depth, column, row, widest, turn);
  if (probe.blocked === 0 || probe.blocked === SAMPLES) return probe.blocked === 0 ? 1 : 0;
  const edge = Math.max(EDGE.narrowest, (softness * pixelsPerUnit * probe.heights) / probe.blocked);
  if (edge < widest) countBlocked(map.depth, column, row, edge, turn);
  return 1 - probe.blocked / SAMPLES;
}

/** What one point looks for and finds; one object serves all. */
const probe = { height: 0.5, riseX: 0.5, riseY: 0.5, blocked: 0, heights: 0.5 };

/** Counts the samples that something blocks within a radius, and sums up how far above the point it lies. */
function countBlocked(
  depth: Float32Array,
  column: number,
  row: number,
  radius: number,
  turn: { cos: number; sin: number },
): void {
  let blocked = 0;
  let heights = 0;
  for (const { x, y } of SPIRAL) {
    const dx = (x * turn.cos - y * turn.sin) * radius;
    const dy = (x * turn.sin + y * turn.cos) * radius;
    const sx = Math.floor(column + dx);
    const sy = Math.floor(row + dy);
    if (sx < 0 || sy < 0 || sx >= MAP_SIZE || sy >= MAP_SIZE) continue;
    const above = depth[sy * MAP_SIZE + sx] - (probe.height + dx * probe.riseX + dy * probe.riseY);
    if (above <= 0) continue;
    blocked++;
    heights += above;
  }
  probe.blocked = blocked;
  probe.heights = heights;
}
