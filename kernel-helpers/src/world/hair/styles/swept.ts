import type { Random } from "../../../base/seed";
import { mix, smoothstep } from "../../math/scalar";
import { mixVec, mm, normalize, tangentTo } from "../../math/vector";
import type { HairSpec } from "../../types";
import { flowAlongHead, USUAL_RISE, type Growth, type Root } from "../growth";
import { crownShare, curls, sideOfPart } from "./scalp-regions";

/** Parted at the side and swept across. */
export function sidePart(hair: HairSpec, root: Root, random: Random): Growth {
  const { normal, rest } = root;
  const crown = crownShare(rest);
  // the fringe falls forward as it goes across, so that it meets at the parting without a gap
  const forward = 0.12 + 0.5 * smoothstep(0.7, 1.2, rest[2]);
  const across = tangentTo(normal, [rest[0] > hair.part ? 0.5 : -0.9, -0.1, forward]);
  const down = tangentTo(normal, [0, -1, -0.15]);
  const direction = normalize(mixVec(down, across, crown));
  const [x, y, z] = direction;
  return {
    length:
      mix(mm(24), mm(78), crown) *
      hair.length *
      (0.75 + 0.4 * root.variation) *
      mix(0.4, 1, smoothstep(7, 7.6, rest[1])) *
      mix(hair.sides, 1, crown) *
      smoothstep(-0.03, 0.08, root.aboveHairline + 0.05),
    lift: mix(0.25, 0.6, crown * smoothstep(0.5, 1.1, rest[2])) * hair.lift,
    direction: [x + random.normal(0, 0.1), y, z + random.normal(0, 0.1)],
    flow: flowAlongHead(direction),
    follow: 0.35,
    gravity: 0.08,
    volume: mix(mm(6), mm(22), crown) * hair.volume,
    rise: USUAL_RISE,
    cardWidth: hair.cardWidth,
    clump: 0.6,
    tousle: 0.16,
    curl: curls(hair, mm(78)),
  };
}

/** Brushed back. */
export function brushedBack(hair: HairSpec, root: Root): Growth {
  const { normal, rest } = root;
  const crown = crownShare(rest);
  const back = tangentTo(normal, [sideOfPart(rest, hair) * 0.15, 0.15, -1]);
  const down = tangentTo(normal, [0, -1, -0.5]);
  const direction = normalize(mixVec(down, back, crown));
  const shorterBelow = mix(0.25, 1, smoothstep(6.9, 7.6, rest[1])) * mix(hair.sides, 1, crown);
  return {
    length:
      mix(mm(30), mm(90), crown) *
      hair.length *
      (0.8 + 0.3 * root.variation) *
      shorterBelow *
      smoothstep(-0.03, 0.08, root.aboveHairline + 0.05),
    lift: mix(0.1, 0.36, crown) * hair.lift,
    direction,
    flow: flowAlongHead(direction),
    follow: 0.4,
    gravity: 0.05,
    volume: mix(mm(5), mm(18), crown) * hair.volume,
    rise: USUAL_RISE,
    cardWidth: hair.cardWidth,
    clump: 0.65,
    tousle: 0.08,
    curl: curls(hair, mm(90)),
  };
}
