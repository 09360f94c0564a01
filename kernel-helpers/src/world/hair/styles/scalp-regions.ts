import { smoothstep } from "../../math/scalar";
import { mm, type ReadonlyVec3 } from "../../math/vector";
import type { HairSpec } from "../../types";
import type { Growth } from "../growth";

/** 1 on top of the head, 0 on its sides, by rest position. */
export const crownShare = (rest: ReadonlyVec3): number => smoothstep(7.75, 8.15, rest[1]);

/** 1 on the left of the parting, -1 on its right. */
export const sideOfPart = (rest: ReadonlyVec3, hair: HairSpec): 1 | -1 => (rest[0] - hair.part >= 0 ? 1 : -1);

/** Over 100 mm, the tightest curls turn through this angle in radians. */
const TIGHTEST_CURL = 15;
/** A strand's length after which curls no longer gain turns: pieces would be too coarse to show them. */
const LONGEST_CURLED = mm(150);

/** The curls that a person's hair has by nature over a strand of some length, none for straight hair. */
export const curls = ({ curl }: HairSpec, length: number): Growth["curl"] =>
  curl > 0
    ? { strength: 0.7 * curl, turns: TIGHTEST_CURL * (0.5 + 0.5 * curl) * Math.min(length, LONGEST_CURLED) }
    : undefined;
