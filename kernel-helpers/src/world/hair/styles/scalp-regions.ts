import { smoothstep } from "../../scalar";
import type { HairSpec } from "../../types";
import type { ReadonlyVec3 } from "../../vector";
import type { Growth } from "../growth";

/** 1 on top of the head, 0 on its sides, by rest position. */
export const crownShare = (rest: ReadonlyVec3): number => smoothstep(7.75, 8.15, rest[1]);

/** 1 on the left of the parting, -1 on its right. */
export const sideOfPart = (rest: ReadonlyVec3, hair: HairSpec): 1 | -1 => (rest[0] - hair.part >= 0 ? 1 : -1);

/** Angle that the tightest curls turn through over a strand, in radians. */
const TIGHTEST_CURL = 14;

/** The curls that a person's hair has by nature, none for straight hair. */
export const curls = ({ curl }: HairSpec): Growth["curl"] =>
  curl > 0 ? { strength: 0.9 * curl, turns: TIGHTEST_CURL * (0.5 + 0.5 * curl) } : undefined;
