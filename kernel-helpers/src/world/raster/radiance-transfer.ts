import { cos, sin } from "../../base/exact-math";
import { evaluateSh, SH_COUNT } from "../light/spherical-harmonics";
import { cross, normalize, type Vec3 } from "../math/vector";
import { drawDepth } from "./rasteriser";
import type { ShadowCasters } from "./shadow-casters";

/** Directions from which light is tried, evenly spread over the sphere. */
const DIRECTIONS = 64;
/** Side of the depth map of one direction, in pixels. */
const MAP_SIZE = 128;
/** Where light is blocked, and how exactly. */
export interface TransferRegion {
  /** Centre of the region that depth maps cover, and half its side. */
  centre: Vec3;
  reach: number;
  /** How far behind the nearest surface a vertex may lie and still be lit. */
  bias: number;
  /** Whether the ground hides all light from below. */
  onGround: boolean;
}
/** Head and shoulders. */
const PORTRAIT: TransferRegion = { centre: [0, 7, 0.35], reach: 2.3, bias: 0.045, onGround: false };
/** Added to depths, so that all are positive and 0 means "nothing". */
export const DEPTH_OFFSET = 20;
const GOLDEN_ANGLE = 2.399963229728653;
/** Monte Carlo over the sphere (4π / count), reflected diffusely (1 / π). */
const SHARE = 4 / DIRECTIONS;

export interface TransferMesh {
  /** Float32 [n,3]. */
  positions: Float32Array;
  /** Float32 [n,3], length 1. */
  normals: Float32Array;
  casters: ShadowCasters;
}

/** How a mesh answers soft light, with what is needed to put something on it later. */
export interface TransferField {
  /** Float32 [n,9]. */
  transfer: Float32Array;
  /** What each direction sees: height towards the light, 0 for nothing; Float32 [128,128] each. */
  depths: readonly Float32Array[];
}

/**
 * Diffuse radiance transfer with self-shadowing (Sloan, Kautz and Snyder 2002, Eq. 5): per vertex nine numbers whose
 * dot product with the nine coefficients of the surrounding light is the light that the vertex receives, divided by π.
 */
export function radianceTransfer(
  { positions, normals, casters }: TransferMesh,
  region: TransferRegion = PORTRAIT,
): TransferField {
  const transfer = new Float32Array((positions.length / 3) * SH_COUNT);
  const screen = new Float32Array(positions.length);
  const depths = LIGHTS.map((light) => {
    const depth = new Float32Array(MAP_SIZE * MAP_SIZE);
    if (region.onGround && light[1] < 0) return depth;
    project(positions, light, region, screen);
    drawDepth(depth, MAP_SIZE, screen, casters.triangles, casters.hairTriangle);
    gather(normals, light, screen, depth, region.bias, 0, transfer);
    return depth;
  });
  return { transfer, depths };
}

/**
 * The transfer of a portrait that something is put on. Light is traced only for the new vertices and for those in its
 * shadow; all others keep what they had.
 * @param bare the mesh without the object
 * @param dressed the same mesh, its vertices first, and then the object's; `casters` are the object's triangles alone
 * @returns Float32 [n,9]
 */
export function transferWith(bare: TransferField, { positions, normals, casters }: TransferMesh): Float32Array {
  const transfer = new Float32Array((positions.length / 3) * SH_COUNT);
  transfer.set(bare.transfer);
  const bareCount = bare.transfer.length / SH_COUNT;
  const screen = new Float32Array(positions.length);
  const depth = new Float32Array(MAP_SIZE * MAP_SIZE);
  for (const [index, light] of LIGHTS.entries()) {
    project(positions, light, PORTRAIT, screen);
    depth.set(bare.depths[index]);
    drawDepth(depth, MAP_SIZE, screen, casters.triangles, casters.hairTriangle);
    gather(normals, light, screen, depth, PORTRAIT.bias, bareCount, transfer);
    takeShadowed(normals, light, screen, bare.depths[index], depth, boundsOf(screen, bareCount), bareCount, transfer);
  }
  return transfer;
}

const LIGHTS = Array.from({ length: DIRECTIONS }, (_, index) => fibonacciDirection(index, DIRECTIONS));

/** The index-th of `count` directions on a Fibonacci spiral from the zenith to the nadir. */
function fibonacciDirection(index: number, count: number): Vec3 {
  const y = 1 - (2 * (index + 0.5)) / count;
  const azimuth = index * GOLDEN_ANGLE;
  const r = Math.sqrt(1 - y * y);
  return [r * cos(azimuth), y, r * sin(azimuth)];
}

const project = (positions: Float32Array, light: Vec3, { centre, reach }: TransferRegion, screen: Float32Array): void =>
  projectAlong(positions, light, centre, MAP_SIZE / 2 / reach, MAP_SIZE / 2, screen);

/** Two unit vectors that make a right-handed frame with a direction. */
export function frameAround(direction: Vec3): [u: Vec3, v: Vec3] {
  const helper: Vec3 = Math.abs(direction[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0];
  const u = normalize(cross(helper, direction));
  return [u, cross(direction, u)];
}

/** Parallel projection along a direction: x and y in pixels, and the height towards the light, into `screen` [n,3]. */
export function projectAlong(
  positions: Float32Array,
  direction: Vec3,
  centre: Vec3,
  pixelsPerUnit: number,
  half: number,
  screen: Float32Array,
): void {
  const [[u0, u1, u2], [v0, v1, v2]] = frameAround(direction);
  const [d0, d1, d2] = direction;
  const [cx, cy, cz] = centre;
  for (let o = 0; o < positions.length; o += 3) {
    const x = positions[o] - cx;
    const y = positions[o + 1] - cy;
    const z = positions[o + 2] - cz;
    screen[o] = half + (x * u0 + y * u1 + z * u2) * pixelsPerUnit;
    screen[o + 1] = half + (x * v0 + y * v1 + z * v2) * pixelsPerUnit;
    screen[o + 2] = DEPTH_OFFSET + x * d0 + y * d1 + z * d2;
  }
}

/** Adds the light of one direction to every vertex from `first` on that it reaches. */
function gather(
  normals: Float32Array,
  light: Vec3,
  screen: Float32Array,
  depth: Float32Array,
  bias: number,
  first: number,
  transfer: Float32Array,
): void {
  const [lx, ly, lz] = light;
  const basis = new Float64Array(SH_COUNT);
  evaluateSh(lx, ly, lz, basis);
  for (let o = first * 3; o < normals.length; o += 3) {
    const cosine = normals[o] * lx + normals[o + 1] * ly + normals[o + 2] * lz;
    if (cosine <= 0) continue;
    const visible = visibility(depth, screen[o], screen[o + 1], screen[o + 2] + bias);
    if (visible > 0) addLight(transfer, (o / 3) * SH_COUNT, basis, visible * cosine * SHARE);
  }
}

/** Takes the light of one direction from every vertex before `end` that the object now hides from it. */
function takeShadowed(
  normals: Float32Array,
  light: Vec3,
  screen: Float32Array,
  before: Float32Array,
  after: Float32Array,
  { left, top, right, bottom }: Bounds,
  end: number,
  transfer: Float32Array,
): void {
  const [lx, ly, lz] = light;
  const basis = new Float64Array(SH_COUNT);
  evaluateSh(lx, ly, lz, basis);
  for (let o = 0; o < end * 3; o += 3) {
    const x = screen[o];
    const y = screen[o + 1];
    if (x < left || x > right || y < top || y > bottom) continue;
    const cosine = normals[o] * lx + normals[o + 1] * ly + normals[o + 2] * lz;
    if (cosine <= 0) continue;
    const z = screen[o + 2] + PORTRAIT.bias;
    const lost = visibility(before, x, y, z) - visibility(after, x, y, z);
    if (lost > 0) addLight(transfer, (o / 3) * SH_COUNT, basis, -lost * cosine * SHARE);
  }
}

function addLight(transfer: Float32Array, t: number, basis: Float64Array, weight: number): void {
  for (let i = 0; i < SH_COUNT; i++) transfer[t + i] += weight * basis[i];
}

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The pixels whose visibility the vertices from `first` on may change: their box and a texel around it. */
function boundsOf(screen: Float32Array, first: number): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let o = first * 3; o < screen.length; o += 3) {
    bounds.left = Math.min(bounds.left, screen[o] - 1);
    bounds.right = Math.max(bounds.right, screen[o] + 1);
    bounds.top = Math.min(bounds.top, screen[o + 1] - 1);
    bounds.bottom = Math.max(bounds.bottom, screen[o + 1] + 1);
  }
  return bounds;
}

/** Share of the four depth texels around (x, y) that lie no nearer to the light than `z`; 1 outside the map. */
function visibility(depth: Float32Array, x: number, y: number, z: number): number {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left >= MAP_SIZE - 1 || top >= MAP_SIZE - 1) return 1;
  const o = top * MAP_SIZE + left;
  const ax = x - 0.5 - left;
  const ay = y - 0.5 - top;
  return (
    (depth[o] > z ? 0 : (1 - ax) * (1 - ay)) +
    (depth[o + 1] > z ? 0 : ax * (1 - ay)) +
    (depth[o + MAP_SIZE] > z ? 0 : (1 - ax) * ay) +
    (depth[o + MAP_SIZE + 1] > z ? 0 : ax * ay)
  );
}
