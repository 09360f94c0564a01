import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import {
  add,
  addScaled,
  cross,
  dot,
  length,
  mm,
  normalize,
  scale,
  subtract,
  vertexAt,
  type Vec3,
} from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { clothColor, GOLD, metal, plastic, SILVER } from "./surfaces";

/** Half the length, height and thickness of a barrette. */
const CLIP = { long: mm(28), high: mm(6), thick: mm(4) };
/** Where it sits: azimuth from the front, elevation above the head's centre. */
const AZIMUTH = { low: 0.7, high: 0.95 };
const ELEVATION = { low: 0.35, high: 0.6 };
/** Hair within this cosine of the direction is measured; the clip sits above this share of it. */
const NEAR = 0.994;
const OUTERMOST_SHARE = 0.85;
const GRID = { columns: 12, rows: 16 };

/** A barrette at one side of the hair; nothing on a bald head. */
export function makeHairClip({ headMap, hair }: PersonBase, random: Random): WornObject {
  const azimuth = random.sign() * random.range(AZIMUTH.low, AZIMUTH.high);
  const elevation = random.range(ELEVATION.low, ELEVATION.high);
  const surface = random.pick([metal(SILVER), metal(GOLD), plastic(clothColor(random)), plastic(clothColor(random))]);
  const direction: Vec3 = [sin(azimuth) * cos(elevation), sin(elevation), cos(azimuth) * cos(elevation)];
  const radii = hair ? radiiNear(hair.positions, headMap.center, direction) : [];
  if (radii.length === 0) return { mesh: null, decals: [] };
  const center = addScaled(
    headMap.center,
    direction,
    radii[Math.floor(radii.length * OUTERMOST_SHARE)] + CLIP.thick * 0.5,
  );
  // it follows the hair backwards and down
  const along = normalize(cross(direction, normalize(cross([0, -0.55, -1], direction))));
  const across = cross(direction, along);
  const builder = new MeshBuilder();
  builder.addGrid(
    GRID,
    (u, v) => {
      const s = (u - 0.5) * 2;
      const round = -v * 2 * Math.PI;
      const end = Math.sqrt(Math.max(0, 1 - s * s * s * s * s * s));
      const section = add(scale(across, cos(round) * CLIP.high * end), scale(direction, sin(round) * CLIP.thick * end));
      return { position: addScaled(add(center, section), along, s * CLIP.long) };
    },
    Material.Custom,
  );
  return { mesh: builder.finish([surface]), decals: [] };
}

/** How far hair reaches in a direction from the centre, rising. */
function radiiNear(positions: Float32Array, center: readonly [number, number, number], direction: Vec3): number[] {
  const radii: number[] = [];
  for (let i = 0; i < positions.length / 3; i++) {
    const d = subtract(vertexAt(positions, i), center);
    const radius = length(d);
    if (dot(d, direction) > NEAR * radius) radii.push(radius);
  }
  return radii.sort((a, b) => a - b);
}
