import { z } from "zod";
import { UserError } from "../../base/errors";
import { cos, sin } from "../../base/exact-math";
import {
  addScaled,
  cross,
  length,
  mm,
  MM_PER_UNIT,
  normalize,
  scale,
  subtract,
  vertexAt,
  type ReadonlyVec3,
} from "../math/vector";
import { frameAt, nearestSkinVertex, type SurfaceFrame } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";

/** Places on the base head by name, in head-space units. Left is the person's left. */
export const PLACES = {
  forehead: [0, 7.76, 1.42],
  "left-temple": [0.7, 7.42, 0.75],
  "right-temple": [-0.7, 7.42, 0.75],
  "nose-bridge": [0, 7.2, 1.42],
  nose: [0, 6.93, 1.68],
  "left-cheek": [0.45, 6.93, 1.2],
  "right-cheek": [-0.45, 6.93, 1.2],
  "left-jaw": [0.55, 6.5, 0.95],
  "right-jaw": [-0.55, 6.5, 0.95],
  chin: [0, 6.3, 1.42],
  throat: [0, 5.95, 0.65],
  crown: [0, 8.49, 0.7],
} as const satisfies Record<string, ReadonlyVec3>;
const NAMES = Object.keys(PLACES) as [keyof typeof PLACES, ...(keyof typeof PLACES)[]];

/** A place by name, or as [x, y, z] in millimetres on the base head: x to the left, the eyes at y = 728, z to the front. */
export const placeSchema = z.union([z.enum(NAMES), z.tuple([z.number(), z.number(), z.number()])], {
  error: `expected one of ${NAMES.join(", ")}, or [x, y, z] in millimetres on the base head`,
});
export type PlaceOnHead = z.infer<typeof placeSchema>;

/** Coordinates further from the skin than this are a mistake. */
const FURTHEST = mm(25);
/** The surface is level where its normal is this steep: there "up" means backwards. */
const STEEP = 0.95;

/** The frame of a place on a person: normal outwards, tangent level to the person's left, both turned about the normal. */
export function frameOf({ head, positions, normals }: PersonBase, place: PlaceOnHead, turn: number): SurfaceFrame {
  const point: ReadonlyVec3 = typeof place === "string" ? PLACES[place] : [mm(place[0]), mm(place[1]), mm(place[2])];
  const vertex = nearestSkinVertex(head, point);
  const distance = length(subtract(vertexAt(head.positions, vertex), point));
  if (distance > FURTHEST) {
    throw new UserError(
      `the place [${point.map((x) => Math.round(x * MM_PER_UNIT)).join(", ")}] lies ${Math.round(distance * MM_PER_UNIT)} mm from the skin of the base head, and 25 is the most: move it, or use one of ${NAMES.join(", ")}`,
    );
  }
  if (Math.abs(normals[vertex * 3 + 1]) < STEEP) return frameAt(positions, normals, vertex, turn);
  const normal = normalize(vertexAt(normals, vertex));
  const back = normalize(cross(normal, [1, 0, 0]));
  const left = cross(back, normal);
  const [c, s] = [cos(turn), sin(turn)];
  return {
    center: vertexAt(positions, vertex),
    normal,
    tangent: addScaled(scale(left, c), back, s),
    bitangent: addScaled(scale(back, c), left, -s),
  };
}
