import { asin, atan2, sin } from "../../base/exact-math";
import { fractalNoise } from "../noise";
import type { PersonBase } from "../person-geometry";
import { clamp, mix, smoothstep } from "../scalar";
import { Material, type TriggerMesh } from "../types";
import { addScaled, length, mm, normalize, subtract, type Vec3 } from "../vector";
import { CapSurface } from "./cap-surface";
import { EYE_Y } from "./measures";
import { MeshBuilder, type ObjectPoint } from "./mesh-builder";

/** Height of the brim above the eyes: over the forehead, above the ears, and at the knot. */
const BRIM = { front: mm(47), side: mm(27), back: mm(-22) };
/** Degrees from the front at which the brim is level with the sides and with the knot. */
const BRIM_SIDE_AT = 80;
const BRIM_BACK_AT = 165;
const CAP_GRID = { columns: 120, rows: 26, closed: true };
/** The hem is folded in by this much over the lowest share of the cap. */
const HEM = { depth: mm(3), share: 0.045 };
/** Depths of the cloth's waves, unevenness, and folds near the brim. */
const CLOTH = { wave: mm(0.6), uneven: mm(1), fold: mm(1.4) };
const KNOT = { radius: mm(13), squash: [1.1, 0.8, 0.7] as const, columns: 14, rows: 9, aboveBrim: 0.12, behind: mm(5) };
/** The two loose ends below the knot. */
const TAIL = { length: mm(85), top: mm(10), bottom: mm(26), columns: 6, rows: 14 };

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** A red bandana over the head, knotted at the back, and what it does to the hair. */
export interface Bandana {
  mesh: TriggerMesh;
  /** Hair positions pressed under the cloth, as a new array. */
  pressHair: (positions: Float32Array) => Float32Array;
}

export function buildBandana({ headMap }: PersonBase): Bandana {
  const surface = new CapSurface(headMap);
  const builder = new MeshBuilder();
  addCap(builder, surface);
  addKnot(builder, surface);
  return { mesh: builder.finish(), pressHair: (positions) => pressUnder(surface, positions) };
}

/** Height of the brim at an azimuth in radians from the front. */
function brimHeight(azimuth: number): number {
  const degrees = Math.abs(azimuth) * DEGREES_PER_RADIAN;
  const above =
    degrees < BRIM_SIDE_AT
      ? mix(BRIM.front, BRIM.side, smoothstep(0, BRIM_SIDE_AT, degrees))
      : mix(BRIM.side, BRIM.back, smoothstep(BRIM_SIDE_AT, BRIM_BACK_AT, degrees));
  return EYE_Y + above;
}

/** Halvings of an interval of two radians: to a millionth. */
const BISECTIONS = 22;

/** The elevation at which the cap's surface is as high as the brim. */
function brimElevation(surface: CapSurface, azimuth: number): number {
  const height = brimHeight(azimuth);
  let low = -0.9;
  let high = 1.2;
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = (low + high) / 2;
    if (surface.pointAt(azimuth, middle)[1] < height) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function addCap(builder: MeshBuilder, surface: CapSurface): void {
  const brims = new Map<number, number>();
  const pointAt = (u: number, v: number): ObjectPoint => {
    const azimuth = (u - 0.5) * 2 * Math.PI;
    const brim = brims.get(azimuth) ?? brimElevation(surface, azimuth);
    brims.set(azimuth, brim);
    return capPoint(surface, azimuth, brim, v);
  };
  builder.addGrid(CAP_GRID, pointAt, Material.Cloth);
}

/** The cloth at a share of the way from the brim (0) to the crown (1); u and v measure it for the print. */
function capPoint(surface: CapSurface, azimuth: number, brim: number, share: number): ObjectPoint {
  const elevation = mix(brim, Math.PI / 2, share);
  const smooth = surface.pointAt(azimuth, elevation);
  const outward = normalize(subtract(smooth, surface.center));
  const depth = clothRelief(smooth, azimuth, elevation - brim, share) - (share < HEM.share ? HEM.depth : 0);
  const position = addScaled(smooth, outward, depth);
  const radius = length(subtract(position, surface.center));
  return { position, u: azimuth * radius * 0.9, v: (elevation - brim) * radius, extra: share };
}

/** How far the cloth stands off the smooth surface: waves round the head, unevenness, folds towards the knot. */
function clothRelief([x, y, z]: Vec3, azimuth: number, aboveBrim: number, share: number): number {
  const wave = sin(azimuth * 9 + 1.3 + share * 3);
  const uneven = (fractalNoise(x * 4, y * 6, z * 4, 77, 2) - 0.5) * 2;
  const towardsKnot = 0.4 + 0.6 * smoothstep(1.7, 3, Math.abs(azimuth));
  const fold = sin(aboveBrim * 26 + azimuth * 2.2) * smoothstep(0.7, 0, share) * towardsKnot;
  return CLOTH.wave * wave + CLOTH.uneven * uneven + CLOTH.fold * fold;
}

function addKnot(builder: MeshBuilder, surface: CapSurface): void {
  const [x, y, z] = surface.pointAt(Math.PI, brimElevation(surface, Math.PI) + KNOT.aboveBrim);
  const knot: Vec3 = [x, y, z - KNOT.behind];
  builder.addSphere(knot, KNOT.radius, Material.Cloth, KNOT);
  for (const side of [1, -1]) {
    builder.addGrid(TAIL, (u, v) => tailPoint(knot, side, u, v), Material.Cloth);
  }
}

/** A loose end: falls from the knot, spreads to its side and widens. */
function tailPoint(knot: Vec3, side: number, u: number, v: number): ObjectPoint {
  const across = u - 0.5;
  const width = mix(TAIL.top, TAIL.bottom, v);
  const wobble = 0.05 * sin(v * 9 + side);
  return {
    position: [
      knot[0] + side * (0.06 + 0.34 * v + wobble * 0.5) + across * width,
      knot[1] - v * TAIL.length + across * 0.08,
      knot[2] - 0.04 - 0.1 * sin(v * 2.5) + wobble,
    ],
    u: u * width * 2,
    v: 0.3 + v * 0.8,
    extra: 0.5,
  };
}

/** Cloth is this much thicker than the hair pressed below it. */
const PRESSED = mm(3);
/** Hair is pressed fully above the brim and less and less down to this many radians below it. */
const PRESSED_BELOW = 0.5;
/** The brim is looked up by whole degrees: it changes by less than 1 mm between two. */
const BRIM_STEPS = 360;

function pressUnder(surface: CapSurface, positions: Float32Array): Float32Array {
  const brims = Float64Array.from({ length: BRIM_STEPS + 1 }, (_, i) =>
    brimElevation(surface, (i / BRIM_STEPS - 0.5) * 2 * Math.PI),
  );
  const pressed = positions.slice();
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] - surface.center[0];
    const y = positions[i + 1] - surface.center[1];
    const z = positions[i + 2] - surface.center[2];
    const distance = Math.sqrt(x * x + y * y + z * z) || 1e-6;
    const elevation = asin(clamp(y / distance, -1, 1));
    const pressure = smoothstep(-PRESSED_BELOW, 0, elevation - lookUp(brims, atan2(x, z)));
    if (pressure === 0) continue;
    const limit = surface.radius([x, y, z]) - PRESSED;
    if (distance <= limit) continue;
    const factor = mix(1, limit / distance, pressure);
    pressed[i] = surface.center[0] + x * factor;
    pressed[i + 1] = surface.center[1] + y * factor;
    pressed[i + 2] = surface.center[2] + z * factor;
  }
  return pressed;
}

/** Linear between the entries of a table over azimuths from -π to π. */
function lookUp(table: Float64Array, azimuth: number): number {
  const place = clamp(azimuth / (2 * Math.PI) + 0.5) * (table.length - 1);
  const index = Math.min(table.length - 2, Math.floor(place));
  return mix(table[index], table[index + 1], place - index);
}
