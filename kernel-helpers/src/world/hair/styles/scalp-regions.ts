import { smoothstep } from "../../scalar";
import type { HairSpec } from "../../types";
import type { ReadonlyVec3 } from "../../vector";

/** 1 on top of the head, 0 on its sides, by rest position. */
export const crownShare = (rest: ReadonlyVec3): number => smoothstep(7.75, 8.15, rest[1]);

/** 1 on the left of the parting, -1 on its right. */
export const sideOfPart = (rest: ReadonlyVec3, hair: HairSpec): 1 | -1 => (rest[0] - hair.part >= 0 ? 1 : -1);
