import type { Artifact } from "./artifact";
import { ATTACK } from "./attack";
import { ATTENTION } from "./attention";
import { DEFENDED } from "./defenses";
import { BAD_CAMERA } from "./image-artifacts";
import { PLACE } from "./place";
import { PREPARATION } from "./preparation";
import { WEAKER_ATTACKER } from "./weaker-attacker";

export type { Artifact } from "./artifact";

/** Every figure and table that this edition makes, in the paper's order. */
export const ARTIFACTS: readonly Artifact[] = [
  ...PREPARATION,
  ...ATTACK,
  ...BAD_CAMERA,
  ...ATTENTION,
  ...PLACE,
  ...WEAKER_ATTACKER,
  ...DEFENDED,
];
