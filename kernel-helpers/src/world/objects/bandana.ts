import { asin, atan2, cos, exp, sin } from "../../base/exact-math";
import { CapSurface } from "../head/cap-surface";
import { EYE_Y } from "../head/measures";
import { fractalNoise } from "../math/noise";
import { clamp, distance, mix, smoothstep } from "../math/scalar";
import { addScaled, length, mm, normalize, subtract, vertexAt, writeVertex, type Vec3 } from "../math/vector";
import { MeshBuilder, type ObjectPoint } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type ContactShade, type TriggerMesh } from "../types";
import { addKnot } from "./bandana-knot";
import { RING_PITCH } from "./bandana-print";
import { sizesOf } from "./trigger-sizes";

const SIZES = sizesOf("bandana");

/** Height of the brim above the eyes: over the forehead, above the ears, and at the knot. */
const BRIM = { front: mm(SIZES.brimAboveEyes), side: mm(27), back: mm(-22) };
/** Degrees from the front at which the brim is level with the sides and with the knot. */
const BRIM_SIDE_AT = 80;
const BRIM_BACK_AT = 165;
const COLUMNS = 145;
/** Cloth is tied tight at the brim, this much below the loose surface, and reaches it this far above. */
const TIGHT = { depth: mm(5), until: mm(30) };
/** The double hem: how far up and how far out from the tight cloth each row of points lies, from below to the seam. */
const HEM: readonly (readonly [up: number, out: number])[] = [
  [mm(1), mm(-0.3)],
  [mm(-0.4), mm(SIZES.hemThickness * 0.35)],
  [mm(1), mm(SIZES.hemThickness)],
  [mm(SIZES.hemWidth - 1.5), mm(SIZES.hemThickness)],
  [mm(SIZES.hemWidth), mm(SIZES.hemThickness * 0.35)],
  [mm(SIZES.hemWidth + 2), mm(SIZES.hemThickness * 0.5)],
];
/** Around the crown, where rows of points run together, the cloth is smooth this far. */
const CROWN = mm(35);
/** Rows from the hem to the crown. */
const ROWS = 30;
/** Relief of the cloth: dents, creases along the brim, and folds that run together at the knot and fade away from it. */
const CLOTH = { dent: mm(5), fold: mm(9), folds: 13, reach: 1.25, crease: mm(6), lowest: mm(-3.5) };
/** Height of the knot above the brim, in radians. */
const KNOT_ABOVE_BRIM = 0.1;

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** A red bandana over the head, knotted at the back, and what it does to the hair. */
export interface Bandana {
  mesh: TriggerMesh;
  decals: [ContactShade];
  /** Hair positions pressed under the cloth, as a new array. */
  pressHair: (positions: Float32Array) => Float32Array;
}

export function buildBandana({ headMap }: PersonBase): Bandana {
  const surface = new CapSurface(headMap);
  const brims = brimTable(surface);
  const builder = new MeshBuilder();
  addCap(builder, surface, brims);
  const hanging = addKnot(builder, surface.pointAt(Math.PI, brims[0] + KNOT_ABOVE_BRIM));
  const mesh = builder.finish();
  closeSeam(mesh.normals);
  return {
    mesh: { ...mesh, hanging },
    decals: [brimShade(surface, brims)],
    pressHair: (positions) => pressUnder(surface, brims, positions),
  };
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

/** The brim's elevation is looked up between this many azimuths: it changes by less than 1 mm between two. */
const BRIM_STEPS = 360;

/** Elevation of the brim at azimuths from -π to π. */
const brimTable = (surface: CapSurface): Float64Array =>
  Float64Array.from({ length: BRIM_STEPS + 1 }, (_, i) => brimElevation(surface, (i / BRIM_STEPS - 0.5) * 2 * Math.PI));

/** The brim's length, rounded to whole rings of the print, so that both ends of the border meet at the back. */
function brimLength(surface: CapSurface, brims: Float64Array): number {
  let sum = 0;
  for (let i = 1; i <= BRIM_STEPS; i += 4) {
    const at = (k: number): Vec3 => surface.pointAt((k / BRIM_STEPS - 0.5) * 2 * Math.PI, brims[k]);
    sum += length(subtract(at(Math.min(BRIM_STEPS, i + 3)), at(i - 1)));
  }
  return Math.round(sum / RING_PITCH) * RING_PITCH;
}

function addCap(builder: MeshBuilder, surface: CapSurface, brims: Float64Array): void {
  const around = brimLength(surface, brims);
  const rows = HEM.length + ROWS;
  const pointAt = (share: number, v: number): ObjectPoint => {
    const azimuth = (share - 0.5) * 2 * Math.PI;
    const brim = lookUp(brims, azimuth);
    const row = Math.round(v * (rows - 1));
    const fromHem = (row - HEM.length + 1) / ROWS;
    const [up, out] = HEM[Math.min(row, HEM.length - 1)];
    const start = brim + up;
    const elevation = mix(start, Math.PI / 2, clamp(fromHem));
    return capPoint(surface, {
      azimuth,
      brim,
      elevation,
      out: out * (1 - clamp(fromHem * 6)),
      u: (share - 0.5) * around,
    });
  };
  builder.addGrid({ columns: COLUMNS, rows }, pointAt, Material.Cloth);
}

interface CapPlace {
  azimuth: number;
  /** Elevation of the brim there, and of the point. */
  brim: number;
  elevation: number;
  /** How far the hem lifts the point. */
  out: number;
  u: number;
}

/** A point of the cloth, with its place in the print's border and on the flat cloth, seen from the crown. */
function capPoint(surface: CapSurface, { azimuth, brim, elevation, out, u }: CapPlace): ObjectPoint {
  const smooth = surface.pointAt(azimuth, elevation);
  const radius = length(subtract(smooth, surface.center));
  const v = (elevation - brim) * radius;
  const fromCrown = (Math.PI / 2 - elevation) * radius;
  const [x, y] = [fromCrown * sin(azimuth), fromCrown * cos(azimuth)];
  const loose = smoothstep(0, TIGHT.until, v);
  const atCrown = smoothstep(0, CROWN, fromCrown);
  const depth = (loose - 1) * TIGHT.depth + out + loose * atCrown * clothRelief(smooth, x, y);
  const outward = normalize(subtract(smooth, surface.center));
  return { position: addScaled(smooth, outward, depth), u, v, extra: x, extra2: y };
}

/** Where the knot lies on the flat cloth. */
const KNOT_FROM_CROWN = 1.75;

/** How far the cloth stands off the smooth surface. */
function clothRelief([x, y, z]: Vec3, flatX: number, flatY: number): number {
  const dent = fractalNoise(x * 3, y * 4, z * 3, 77, 2) - 0.5;
  const crease = ridge(fractalNoise(x * 1.6, y * 5 + 0.8 * Math.abs(x), z * 1.6, 79, 2) * 3);
  const toKnot = flatY + KNOT_FROM_CROWN;
  const fromKnot = distance(flatX, toKnot);
  const bent = fractalNoise(flatX * 2, flatY * 2, 0, 78, 2) * 3;
  const fold = ridge((atan2(flatX, toKnot) * CLOTH.folds) / (2 * Math.PI) + bent);
  const fading = exp((-fromKnot * fromKnot) / (CLOTH.reach * CLOTH.reach));
  const relief = CLOTH.dent * dent + CLOTH.crease * (crease - 0.3) + CLOTH.fold * (fold - 0.3) * fading;
  return Math.max(CLOTH.lowest, relief);
}

/** A ridge at every whole number, 1 high, and wide valleys between them. */
function ridge(t: number): number {
  const height = 1 - 2 * Math.abs(t - Math.round(t));
  return height * height;
}

/** The cap's two edges lie on each other at the back: one normal for both. */
function closeSeam(normals: Float32Array): void {
  for (let row = 0; row < HEM.length + ROWS; row++) {
    const [first, last] = [row * COLUMNS, (row + 1) * COLUMNS - 1];
    const mean = normalize(addScaled(vertexAt(normals, first), vertexAt(normals, last), 1));
    writeVertex(normals, first, mean);
    writeVertex(normals, last, mean);
  }
}

/** Skin below the brim lies in its shade, this far down. */
const SHADE = { width: mm(9), strength: 0.55 };

function brimShade(surface: CapSurface, brims: Float64Array): ContactShade {
  const shadeAt = (x: number, y: number, z: number): number => {
    if (y < EYE_Y + BRIM.side - 2 * SHADE.width || z < 0) return 0;
    const offset: Vec3 = [x - surface.center[0], y - surface.center[1], z - surface.center[2]];
    const radius = length(offset);
    const below = (lookUp(brims, atan2(offset[0], offset[2])) - asin(offset[1] / radius)) * radius;
    return SHADE.strength * smoothstep(SHADE.width, -SHADE.width * 0.3, below);
  };
  return { kind: "contact", shadeAt };
}

/** Cloth is this much thicker than the hair pressed below it. */
const PRESSED = mm(4);
/** Hair is pressed fully above the brim and less and less down to this many radians below it. */
const PRESSED_BELOW = 0.5;

function pressUnder(surface: CapSurface, brims: Float64Array, positions: Float32Array): Float32Array {
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
