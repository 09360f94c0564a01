import { cos, sin } from "../../base/exact-math";
import {
  length,
  mm,
  RADIANS_PER_DEGREE,
  rotationX,
  subtract,
  transform,
  vertexAt,
  writeVertex,
  type Vec3,
} from "../math/vector";
import type { PersonBase } from "../people/person-geometry";
import { Material, type HairMesh, type TriggerMesh } from "../types";
import { buildSunglasses, earTop } from "./sunglasses";

/** Glasses are pushed up about the tops of the ears by this angle, from the eyes onto the hair. */
const PUSHED_UP = 54 * RADIANS_PER_DEGREE;
/** They press hair down to this share of its height, and stand off the scalp by no more than that. */
const PRESS = { share: 0.6, most: mm(22) };
const CLEARANCE = mm(2);

/** The same sunglasses, pushed up onto the head. */
export function buildSunglassesOnHead(base: PersonBase): TriggerMesh {
  const mesh = buildSunglasses(base);
  const turn = rotationX(-PUSHED_UP);
  const axis = earTop(base, 1);
  const positions = new Float32Array(mesh.positions.length);
  const normals = new Float32Array(mesh.normals.length);
  for (let vertex = 0; vertex < mesh.vertexCount; vertex++) {
    const [x, y, z] = transform(turn, subtract(vertexAt(mesh.positions, vertex), [0, axis[1], axis[2]]));
    writeVertex(positions, vertex, [x, y + axis[1], z + axis[2]]);
    writeVertex(normals, vertex, transform(turn, vertexAt(mesh.normals, vertex)));
  }
  const up: Vec3 = [0, sin(PUSHED_UP), cos(PUSHED_UP)];
  const lift = liftNeeded(base, mesh, positions);
  for (let i = 0; i < positions.length; i += 3) for (let c = 0; c < 3; c++) positions[i + c] += up[c] * lift;
  return { ...mesh, positions, normals };
}

/** How far the lenses must move outwards until they lie on the hair. */
function liftNeeded(
  { headMap, hair }: PersonBase,
  { triangles, materials }: TriggerMesh,
  positions: Float32Array,
): number {
  const lenses = new Set<number>();
  materials.forEach((material, t) => {
    if ((material as Material) === Material.Lens) triangles.subarray(t * 3, t * 3 + 3).forEach((v) => lenses.add(v));
  });
  const thickness = hair ? hairThickness(hair, headMap) : 0;
  let lift = -Infinity;
  for (const vertex of lenses) {
    const offset = subtract(vertexAt(positions, vertex), headMap.center);
    lift = Math.max(lift, headMap.radius(...offset) + thickness + CLEARANCE - length(offset));
  }
  return lift;
}

/** How thick hair lies on the front of the crown under glasses: half of it is nearer to the scalp. */
function hairThickness({ positions }: HairMesh, headMap: PersonBase["headMap"]): number {
  const heights: number[] = [];
  for (let i = 0; i < positions.length; i += 3) {
    const offset: Vec3 = subtract([positions[i], positions[i + 1], positions[i + 2]], headMap.center);
    if (offset[1] < 0.6 || offset[2] < 0.2) continue;
    heights.push(length(offset) - headMap.radius(...offset));
  }
  heights.sort((a, b) => a - b);
  return Math.min(PRESS.most, PRESS.share * Math.max(0, heights[Math.floor(heights.length * 0.7)] ?? 0));
}
