import type { Random } from "../../../base/seed";
import { mix, smoothstep } from "../../math/scalar";
import { mixVec, mm, normalize, tangentTo } from "../../math/vector";
import type { HairSpec } from "../../types";
import { constantFlow, flowAlongHead, USUAL_RISE, type Growth, type Root } from "../growth";
import { crownShare, curls, sideOfPart } from "./scalp-regions";

/** A few millimetres all over, nearly upright. */
export function buzzCut(hair: HairSpec, root: Root, random: Random): Growth {
  return {
    length: mm(5) * hair.length,
    lift: 0.8,
    direction: [random.normal(0, 0.4), random.normal(-0.2, 0.4), random.normal(0.3, 0.4)],
    flow: constantFlow(root.normal),
    follow: 0.3,
    gravity: 0,
    volume: mm(2),
    rise: USUAL_RISE,
    cardWidth: mm(4.5),
    clump: 0,
    tousle: 0,
  };
}

/** Cropped: combed forward from the crown and down at the sides. */
export function shortCut(hair: HairSpec, root: Root, random: Random): Growth {
  const { normal, rest } = root;
  const crown = crownShare(rest);
  const forward = tangentTo(normal, [sideOfPart(rest, hair) * 0.25, -0.2, 1]);
  const down = tangentTo(normal, [0, -1, 0.25]);
  const direction = normalize(mixVec(down, forward, crown));
  const [x, y, z] = direction;
  const shorterBelow = mix(0.3, 1, smoothstep(6.9, 7.6, rest[1])) * mix(hair.sides, 1, crown);
  return {
    length:
      mix(mm(22), mm(55), crown) *
      hair.length *
      (0.8 + 0.4 * root.variation) *
      shorterBelow *
      smoothstep(-0.02, 0.1, root.aboveHairline + 0.06),
    lift: mix(0.2, 0.55, crown) * hair.lift,
    direction: [x + random.normal(0, 0.14), y + random.normal(0, 0.1), z + random.normal(0, 0.14)],
    flow: flowAlongHead(direction),
    follow: 0.22,
    gravity: 0.05,
    volume: mix(mm(4), mm(13), crown) * hair.volume,
    rise: USUAL_RISE,
    cardWidth: hair.cardWidth * 0.8,
    clump: 0.65,
    tousle: 0.2,
    curl: curls(hair, mix(mm(22), mm(55), crown)),
  };
}
