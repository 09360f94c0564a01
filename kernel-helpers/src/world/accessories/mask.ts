import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import type { HeadMap } from "../head/head-map";
import { rgbFromBytes, type Rgb } from "../math/color";
import { mix, smoothstep } from "../math/scalar";
import { mm, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { cloth, clothColor } from "./surfaces";

/** The patch of directions from the head's centre that a mask covers: elevations at the middle and at the sides. */
const PATCH = { halfAzimuth: 1.12, top: { middle: -0.26, side: -0.36 }, bottom: { middle: -1.16, side: -0.88 } };
const GRID = { columns: 41, rows: 25 };
/** Cloth is stretched over hollows: the radius is averaged over this much to each side. */
const SPREAD = [-0.2, -0.1, 0, 0.1, 0.2];
/** Above the skin in the middle and at the edge. */
const STAND = { middle: mm(8), edge: mm(2) };
const LOOP = { thickness: mm(1.2), earZ: 0.33, earY: [7.42, 7.05] as const };
/** Surgical blue and green, white. */
const SURGICAL: readonly Rgb[] = [
  rgbFromBytes(152, 193, 214),
  rgbFromBytes(160, 202, 190),
  rgbFromBytes(225, 229, 231),
];

/** A face mask with ear loops: pleated and surgical, or of cloth. */
export function makeMask({ headMap }: PersonBase, random: Random): WornObject {
  const isSurgical = random.next() < 0.65;
  const blue = random.pick(SURGICAL);
  const color = clothColor(random);
  const builder = new MeshBuilder();
  builder.addGrid(
    GRID,
    (u, v) => ({ position: maskPoint(headMap, u * 2 - 1, 1 - v), u: u * 1.6, v: v * 0.95 }),
    Material.Custom,
  );
  builder.useSurface(1);
  for (const side of [1, -1] as const)
    for (const [k, v] of [0.04, 0.96].entries()) addLoop(builder, headMap, side, v, LOOP.earY[k]);
  const surfaces = [isSurgical ? cloth(blue, "pleats") : cloth(color, "weave"), cloth([0.75, 0.75, 0.75], "plain")];
  return { mesh: builder.finish(surfaces), decals: [] };
}

const directionOf = (azimuth: number, elevation: number): Vec3 => [
  sin(azimuth) * cos(elevation),
  sin(elevation),
  cos(azimuth) * cos(elevation),
];

/** @param across -1 right … 1 left, @param down 0 … 1 */
function maskPoint(headMap: HeadMap, across: number, down: number): Vec3 {
  const azimuth = across * PATCH.halfAzimuth;
  const toSide = across * across;
  const top = mix(PATCH.top.middle, PATCH.top.side, smoothstep(0, 0.7, Math.abs(across)));
  const bottom = mix(PATCH.bottom.middle, PATCH.bottom.side, toSide);
  const elevation = mix(top, bottom, down);
  const direction = directionOf(azimuth, elevation);
  const fromEdge = Math.min(down, 1 - down, (1 - Math.abs(across)) * 1.5);
  const open = smoothstep(0, 0.18, fromEdge);
  const radius = mix(headMap.radius(...direction), tautRadius(headMap, azimuth, elevation), open);
  const distance = radius + mix(STAND.edge, STAND.middle, open);
  const [x, y, z] = headMap.center;
  return [x + direction[0] * distance, y + direction[1] * distance, z + direction[2] * distance];
}

/** The radius of cloth drawn over hollows: at least that of the face. */
function tautRadius(headMap: HeadMap, azimuth: number, elevation: number): number {
  let sum = 0;
  for (const i of SPREAD) {
    for (const j of SPREAD) sum += headMap.radius(...directionOf(azimuth + i, elevation + j));
  }
  const count = SPREAD.length * SPREAD.length;
  return Math.max(sum / count, headMap.radius(...directionOf(azimuth, elevation)));
}

/** An elastic from a corner of the mask to the ear. */
function addLoop(builder: MeshBuilder, headMap: HeadMap, side: 1 | -1, down: number, earY: number): void {
  const from = maskPoint(headMap, side * 0.98, down);
  const earX = headMap.radius(1, (earY - headMap.center[1]) * 1.2, 0.05) + mm(3);
  const path = [0, 0.25, 0.5, 0.75, 1].map((t): Vec3 => {
    const point: Vec3 = [mix(from[0], side * earX, t), mix(from[1], earY, t), mix(from[2], LOOP.earZ, t)];
    headMap.pushOut(point, mm(2));
    return point;
  });
  builder.addTube(path, { level: LOOP.thickness, upright: () => LOOP.thickness }, Material.Custom, 5);
}
