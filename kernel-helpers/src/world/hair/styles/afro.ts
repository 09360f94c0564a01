import type { Random } from "../../../base/seed";
import { mix, smoothstep } from "../../math/scalar";
import { mm, tangentTo } from "../../math/vector";
import type { HairSpec } from "../../types";
import { constantFlow, type Growth, type Root } from "../growth";

/** Coils: length of one, how far its turning goes in radians, how strong it is. */
const COIL_LENGTH = mm(20);
const COIL = { strength: 1.1, turns: 11 };
/** The inner layers, this share of all, are upright and wide: they fill the volume that the coils lie on. */
const CORE_SHARE = 0.4;
const CORE_HEIGHT = 0.86;

/** Tightly curled: coils on a round volume, lower towards the neck and the hairline. */
export function afro(hair: HairSpec, root: Root, random: Random): Growth {
  const { rest, normal, layer, aboveHairline } = root;
  const height =
    mm(82) *
    hair.length *
    smoothstep(6.4, 7.4, rest[1]) *
    mix(0.25, 1, smoothstep(0, 0.35, aboveHairline)) *
    (0.93 + 0.07 * root.variation);
  const common = { flow: constantFlow(normal), gravity: 0, volume: height, rise: 0.1, clump: 0, tousle: 0 };
  if (layer < CORE_SHARE) {
    return {
      ...common,
      length: CORE_HEIGHT * height,
      lift: 1,
      direction: [random.normal(0, 0.2), random.normal(0, 0.2), random.normal(0, 0.2)],
      follow: 0.3,
      cardWidth: hair.cardWidth * 2,
    };
  }
  return {
    ...common,
    length: Math.min(COIL_LENGTH, mm(6) + height),
    lift: 0.5,
    direction: tangentTo(normal, [random.normal(), random.normal(), random.normal()]),
    follow: 0.05,
    cardWidth: hair.cardWidth * 1.1,
    curl: COIL,
    start: height * mix(0.55, 0.97, layer),
  };
}
