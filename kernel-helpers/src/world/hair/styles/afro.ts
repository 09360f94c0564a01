import type { Random } from "../../../base/seed";
import { smoothstep } from "../../scalar";
import type { HairSpec } from "../../types";
import { mm } from "../../vector";
import { constantFlow, type Growth, type Root } from "../growth";

/** Tightly curled, upright all over, shorter towards the neck and the hairline. */
export function afro(hair: HairSpec, root: Root, random: Random): Growth {
  const length =
    mm(100) *
    hair.length *
    (0.75 + 0.4 * root.variation) *
    smoothstep(6.5, 7.3, root.rest[1]) *
    smoothstep(-0.04, 0.25, root.aboveHairline + 0.04);
  return {
    length,
    lift: 1,
    direction: [random.normal(0, 0.35), random.normal(0.1, 0.35), random.normal(0, 0.35)],
    flow: constantFlow(root.normal),
    follow: 0.35,
    gravity: 0.012,
    volume: length,
    rise: 1,
    cardWidth: hair.cardWidth * 0.8,
    curl: { strength: 0.75, turns: 16 },
  };
}
