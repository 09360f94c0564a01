import type { Random } from "../../base/seed";
import { rgbFromBytes, type Rgb } from "../color";
import type { PersonBase } from "../person-geometry";
import { frameAt, nearestSkinVertex } from "../surface";
import type { DotDecal } from "../types";
import { mm, type ReadonlyVec3 } from "../vector";

/** Round stickers of 15 mm. */
const RADIUS = mm(7.5);
/** Skin around a dot is darkened a little as far as this. */
const REACH = mm(9);
/** Standard deviation of where a dot is put, sideways and up. */
const PLACEMENT = mm(3);

/** Places on the base head, on forehead, cheeks and chin, and colours. */
const DOTS: readonly { place: ReadonlyVec3; color: Rgb }[] = [
  { place: [0.3, 7.78, 1.3], color: rgbFromBytes(235, 200, 20) },
  { place: [-0.26, 7.8, 1.3], color: rgbFromBytes(30, 90, 210) },
  { place: [0.46, 6.98, 1.2], color: rgbFromBytes(215, 35, 40) },
  { place: [-0.46, 6.96, 1.2], color: rgbFromBytes(25, 150, 60) },
  { place: [0.12, 6.3, 1.45], color: rgbFromBytes(235, 110, 20) },
  { place: [-0.36, 6.62, 1.2], color: rgbFromBytes(200, 40, 140) },
];

/** Six coloured dot stickers on the face. */
export function placeDots({ head, positions, normals }: PersonBase, random: Random): DotDecal[] {
  return DOTS.map(({ place, color }) => {
    const [x, y, z] = place;
    const near: ReadonlyVec3 = [x + random.normal(0, PLACEMENT), y + random.normal(0, PLACEMENT), z];
    const frame = frameAt(positions, normals, nearestSkinVertex(head, near));
    return { ...frame, kind: "dot", radius: RADIUS, reach: REACH, color };
  });
}
