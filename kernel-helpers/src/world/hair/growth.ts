import { HEAD_CENTER, type HeadMap } from "../head/head-map";
import { addScaled, normalize, subtract, tangentTo, type ReadonlyVec3, type Vec3 } from "../math/vector";
import type { PersonGeometry } from "../types";

/** A person's head before hair grows on it, with the map that strands lie on. */
export interface BareHead extends Omit<PersonGeometry, "hair"> {
  headMap: HeadMap;
}

/** Where a strand is rooted, and the numbers that make it differ from its neighbours. */
export interface Root {
  /** On the person's head. */
  position: Vec3;
  normal: Vec3;
  /** The same point on the base head. */
  rest: Vec3;
  /** Height above the hairline. */
  aboveHairline: number;
  /** Uniform in [0, 1): length and phase, width, how far it stands off. */
  variation: number;
  variation2: number;
  layer: number;
}

/** How one strand grows: what a style decides for a root. Lengths in head-space units. */
export interface Growth {
  length: number;
  /** Share of the scalp's normal in the first direction. */
  lift: number;
  /** First direction along the scalp. */
  direction: ReadonlyVec3;
  /** Where the strand wants to go at `point`, a share `along` of its length from the root. */
  flow: (point: ReadonlyVec3, along: number) => ReadonlyVec3;
  /** How quickly the strand turns to the flow, per ninth of its length, 0 … 1. */
  follow: number;
  /** Added downwards per ninth of its length. */
  gravity: number;
  /** How far the strand stands off the head at most. */
  volume: number;
  /** Share of the length after which it stands off that far. */
  rise: number;
  cardWidth: number;
  /** How far the strand keeps to its lock, 0 (on its own) … 1. */
  clump: number;
  /** Standard deviation of a lock's first direction about the strand's own. */
  tousle: number;
  /** Strength of curls, and their angle over the whole strand in radians. */
  curl?: { strength: number; turns: number };
  /** How far off the scalp the strand begins; 0 if absent. */
  start?: number;
  /** Moves a point (in place) out of where hair may not be. */
  constrain?: (point: Vec3) => void;
}

/** The usual share of the length after which a strand has risen. */
export const USUAL_RISE = 0.35;

export const constantFlow = (direction: ReadonlyVec3) => (): ReadonlyVec3 => direction;

/** How strongly tips turn back to the head. */
const TIP_FALL = 0.4;

/** Along the head in a constant direction and back to it at the tip, so that hair lies down. */
export const flowAlongHead =
  (direction: ReadonlyVec3) =>
  (point: ReadonlyVec3, along: number): ReadonlyVec3 => {
    const outward = normalize(subtract(point, HEAD_CENTER));
    return addScaled(tangentTo(outward, direction), outward, -TIP_FALL * along);
  };
