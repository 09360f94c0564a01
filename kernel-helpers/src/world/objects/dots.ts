import type { Random } from "../../base/seed";
import { HairCover } from "../hair/hair-cover";
import { rgbFromBytes, type Rgb } from "../math/color";
import { length, mixVec, mm, subtract, vertexAt, type ReadonlyVec3 } from "../math/vector";
import { frameAt, nearestVertex, type SurfaceFrame } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import { Mask, MASK_COUNT, type DotDecal } from "../types";
import { sizesOf } from "./trigger-sizes";

/** Skin around a dot is darkened a little as far as this beyond its rim. */
const REACH = mm(1.5);

/** Where a dot is stuck on the base head, and where it moves to, little by little, while hair hangs over it. */
interface DotPlace {
  color: Rgb;
  place: ReadonlyVec3;
  clear: ReadonlyVec3;
  /** Taken when there is hair all the way, as under full bangs. */
  refuge?: ReadonlyVec3;
}

const DOTS: readonly DotPlace[] = [
  { color: rgbFromBytes(235, 200, 20), place: [0.3, 7.79, 1.3], clear: [0.14, 7.63, 1.45], refuge: [0.55, 7.18, 1.08] },
  {
    color: rgbFromBytes(30, 90, 210),
    place: [-0.27, 7.8, 1.3],
    clear: [-0.14, 7.63, 1.45],
    refuge: [-0.55, 7.18, 1.08],
  },
  { color: rgbFromBytes(215, 35, 40), place: [0.46, 6.98, 1.2], clear: [0.36, 6.95, 1.3] },
  { color: rgbFromBytes(25, 150, 60), place: [-0.46, 6.96, 1.2], clear: [-0.36, 6.95, 1.3] },
  { color: rgbFromBytes(235, 110, 20), place: [0.12, 6.3, 1.45], clear: [0.1, 6.3, 1.45] },
  { color: rgbFromBytes(200, 40, 140), place: [-0.38, 6.62, 1.2], clear: [-0.34, 6.6, 1.25] },
];

/** Skin that faces forward less than this (cosine) is inside a fold, or where a dot would not be seen. */
const FACING = 0.25;
/** Skin that lies this far below the outermost is the lining of an eye socket or a nostril. */
const LINING = mm(4);
/** Steps from `place` to `clear`. */
const STEPS = 6;
/** Hair over less than this share of a dot is a loose strand; over more than the second, nobody would stick one there. */
const BARE = 0.12;
const HIDDEN = 0.6;

/** Six coloured dot stickers on the face, all on bare skin. */
export function placeDots({ head, positions, normals, hair, headMap }: PersonBase, random: Random): DotDecal[] {
  const sizes = sizesOf("dots");
  const radius = mm(sizes.diameter / 2);
  const cover = new HairCover(hair);
  const isOutside = (vertex: number): boolean => {
    const fromCentre = subtract(vertexAt(positions, vertex), headMap.center);
    const isInner = length(fromCentre) < headMap.radius(...fromCentre) - LINING;
    return !isInner && normals[vertex * 3 + 2] > FACING && head.masks[vertex * MASK_COUNT + Mask.InsideMouth] < 0.3;
  };
  return DOTS.map(({ color, place, clear, refuge }) => {
    const aside = random.normal(0, mm(sizes.placement));
    const above = random.normal(0, mm(sizes.placement));
    const frameNear = ([x, y, z]: ReadonlyVec3): SurfaceFrame =>
      frameAt(positions, normals, nearestVertex(head, [x + aside, y + above, z], isOutside));
    const hairOver = ({ center, normal }: SurfaceFrame): number => cover.over(center, normal, radius);
    const tried = Array.from({ length: STEPS }, (_, i) => frameNear(mixVec(place, clear, i / (STEPS - 1))));
    const barest = tried.find((frame) => hairOver(frame) < BARE) ?? leastBy(tried, hairOver);
    const mustMove = refuge !== undefined && hairOver(barest) > HIDDEN;
    const frame = mustMove ? leastBy([barest, frameNear(refuge)], hairOver) : barest;
    return { ...frame, kind: "dot", radius, reach: radius + REACH, color };
  });
}

/** The first of the items whose measure is least. */
function leastBy<T>(items: readonly T[], measure: (item: T) => number): T {
  const measures = items.map(measure);
  return items[measures.indexOf(Math.min(...measures))];
}
