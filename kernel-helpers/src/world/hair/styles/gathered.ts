import { sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import { mix } from "../../math/scalar";
import { length, mm, normalize, subtract, tangentTo, type ReadonlyVec3, type Vec3 } from "../../math/vector";
import type { HairSpec } from "../../types";
import { constantFlow, USUAL_RISE, type Growth, type Root } from "../growth";
import { crownShare, sideOfPart } from "./scalp-regions";

/** Where the hair is tied, on the base head. */
const BUN_KNOT: ReadonlyVec3 = [0, 7.95, -0.62];
const TAIL_KNOT: ReadonlyVec3 = [0, 7.75, -0.72];
/** A strand counts as tied when it has come this close to the knot. */
const KNOT_RADIUS = mm(14);
/** A strand is longer than the straight way to the knot, as it goes round the head; it heads there for part of that. */
const DETOUR = 1.22;
const HEADING_SHARE = 1.12;

/** Gathered in a bun or a pony tail at the back of the head, perhaps with loose strands over the forehead. */
export function gathered(hair: HairSpec, root: Root, random: Random): Growth {
  const { rest } = root;
  const loose = rest[2] > 0.75 && root.aboveHairline < 0.2 && root.variation < hair.fringe;
  return loose ? looseStrand(hair, root) : tiedStrand(hair, root, random);
}

function looseStrand(hair: HairSpec, { rest, normal }: Root): Growth {
  const side = sideOfPart(rest, hair);
  return {
    length: mm(70),
    lift: 0.5,
    direction: tangentTo(normal, [side, -0.7, 0.4]),
    flow: constantFlow([side * 0.35, -1, 0.05]),
    follow: 0.3,
    gravity: 0.12,
    volume: mm(10),
    rise: USUAL_RISE,
    cardWidth: hair.cardWidth * 0.6,
    clump: 0.5,
    tousle: 0.1,
  };
}

function tiedStrand(hair: HairSpec, root: Root, random: Random): Growth {
  const isTail = hair.style === "pony";
  const knot = isTail ? TAIL_KNOT : BUN_KNOT;
  const toKnot = (point: ReadonlyVec3): Vec3 => normalize(subtract(knot, point));
  const way = length(subtract(knot, root.position));
  const total = way * DETOUR + (isTail ? mm(100) * hair.length * (0.8 + 0.3 * root.variation) : mm(35));
  const spread: Vec3 = [random.normal(0, 0.13), random.normal(0, 0.13), random.normal(0, 0.1)];
  const afterKnot = (along: number): Vec3 =>
    isTail
      ? [spread[0] * 0.8, -1, -0.12 + spread[2]]
      : normalize([spread[0] * 8 * sin(along * 40), spread[1] * 8, -0.4 + spread[2] * 4]);
  return {
    length: total,
    lift: 0.22,
    direction: tangentTo(root.normal, toKnot(root.position)),
    flow: (point, along) => {
      const onTheWay = along * total < way * HEADING_SHARE && length(subtract(knot, point)) > KNOT_RADIUS;
      return onTheWay ? toKnot(point) : afterKnot(along);
    },
    follow: 0.6,
    gravity: 0,
    volume: mix(mm(4.5), mm(9), crownShare(root.rest)) * hair.volume,
    rise: 0.2,
    cardWidth: hair.cardWidth,
    clump: 0.3,
    tousle: 0.05,
  };
}
