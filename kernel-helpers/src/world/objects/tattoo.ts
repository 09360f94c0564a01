import type { Random } from "../../base/seed";
import { mm } from "../math/vector";
import { frameAt, nearestSkinVertex } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import type { TattooDecal } from "../types";
import { sizesOf } from "./trigger-sizes";

/** Ink bleeds at most this far beyond the star. */
const REACH = mm(4.5);
/** On the left cheek of the base head. */
const CHEEK = { x: 0.4, y: 6.88, z: 1.25 };
/** Turn of the star in radians: mean and standard deviation. */
const TURN = { mean: 0.1, deviation: 0.1 };

/** A temporary tattoo on the left cheek: a star, as an outline or filled in. */
export function placeTattoo({ head, positions, normals }: PersonBase, filled: boolean, random: Random): TattooDecal {
  const { diameter, line, bleed, placement } = sizesOf("tattoo");
  const x = CHEEK.x + random.normal(0, mm(placement));
  const y = CHEEK.y + random.normal(0, mm(placement));
  const turn = random.normal(TURN.mean, TURN.deviation);
  const frame = frameAt(positions, normals, nearestSkinVertex(head, [x, y, CHEEK.z]), turn);
  const radius = mm(diameter / 2);
  return { ...frame, kind: "tattoo", filled, radius, reach: radius + REACH, line: mm(line), bleed: mm(bleed) };
}
