import { atan2, cos, exp, sin } from "../../base/exact-math";
import { Brim } from "../head/brim";
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
  const brim = new Brim(surface, brimHeight);
  const builder = new MeshBuilder();
  addCap(builder, surface, brim);
  const hanging = addKnot(builder, surface.pointAt(Math.PI, brim.at(Math.PI) + KNOT_ABOVE_BRIM));
  const mesh = builder.finish();
  closeSeam(mesh.normals);
  return {
    mesh: { ...mesh, hanging },
    decals: [brimShade(surface, brim)],
    pressHair: (positions) => brim.pressHair(positions),
  };
}

/** Height of the brim above the eyes at an azimuth in radians from the front. */
function brimHeight(azimuth: number): number {
  const degrees = Math.abs(azimuth) * DEGREES_PER_RADIAN;
  return degrees < BRIM_SIDE_AT
    ? mix(BRIM.front, BRIM.side, smoothstep(0, BRIM_SIDE_AT, degrees))
    : mix(BRIM.side, BRIM.back, smoothstep(BRIM_SIDE_AT, BRIM_BACK_AT, degrees));
}

/** Straight pieces in which the brim is measured. */
const BRIM_PIECES = 90;

/** The brim's length, rounded to whole rings of the print, so that both ends of the border meet at the back. */
function brimLength(surface: CapSurface, brim: Brim): number {
  const points = Array.from({ length: BRIM_PIECES + 1 }, (_, i) => {
    const azimuth = (i / BRIM_PIECES - 0.5) * 2 * Math.PI;
    return surface.pointAt(azimuth, brim.at(azimuth));
  });
  const sum = points.slice(1).reduce((far, point, i) => far + length(subtract(point, points[i])), 0);
  return Math.round(sum / RING_PITCH) * RING_PITCH;
}

function addCap(builder: MeshBuilder, surface: CapSurface, brim: Brim): void {
  const around = brimLength(surface, brim);
  const rows = HEM.length + ROWS;
  const pointAt = (share: number, v: number): ObjectPoint => {
    const azimuth = (share - 0.5) * 2 * Math.PI;
    const brimElevation = brim.at(azimuth);
    const row = Math.round(v * (rows - 1));
    const fromHem = (row - HEM.length + 1) / ROWS;
    const [up, out] = HEM[Math.min(row, HEM.length - 1)];
    const start = brimElevation + up;
    const elevation = mix(start, Math.PI / 2, clamp(fromHem));
    return capPoint(surface, {
      azimuth,
      brim: brimElevation,
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

function brimShade(surface: CapSurface, brim: Brim): ContactShade {
  const shadeAt = (x: number, y: number, z: number): number => {
    if (y < EYE_Y + BRIM.side - 2 * SHADE.width || z < 0) return 0;
    const offset: Vec3 = [x - surface.center[0], y - surface.center[1], z - surface.center[2]];
    const radius = length(offset);
    const below = -brim.above(offset, radius) * radius;
    return SHADE.strength * smoothstep(SHADE.width, -SHADE.width * 0.3, below);
  };
  return { kind: "contact", shadeAt };
}
