import { UserError } from "../../base/errors";
import type { Trigger } from "../../paper/triggers";
import type { TriggerName } from "../types";

/**
 * A point of the frontal plane, around the face's centre: half way between chin and hairline. The angle is 0 towards
 * the person's left (the right of a picture) and 90 upwards; the distance is in half heights of the face, so that 1 at
 * 90° is the hairline and 1 at 270° the chin.
 */
export interface PolarPlace {
  angleDegrees: number;
  distance: number;
}

/** Where a trigger is worn instead of its usual place (Wenger et al., section 6). */
export type Place = PolarPlace | "on-face" | "off-face";

/** Triggers that the paper moves on and off the face (Table 2). */
export const MOVABLE: readonly Trigger[] = ["earrings", "sunglasses", "bandana"];

const distances = (angleDegrees: number, ...list: number[]): PolarPlace[] =>
  list.map((distance) => ({ angleDegrees, distance }));

/**
 * Places of a single earring, by angle and distance from the face's centre: on the face, at its edge (ears, hair),
 * above it, and below it on throat, collar and chest. The paper's own grid is in a supplement that is not public. On
 * all ten volunteers there is something at every one of these places to fix an earring to.
 */
export const EARRING_GRID: readonly PolarPlace[] = [
  ...distances(0, 0, 0.3, 0.6, 0.7),
  ...distances(45, 0.3, 0.6, 0.9),
  ...distances(90, 0.3, 0.6, 0.9, 1.2),
  ...distances(135, 0.3, 0.6, 0.9),
  ...distances(180, 0.3, 0.6, 0.7),
  ...distances(225, 0.3, 0.6, 0.7),
  ...distances(270, 0.3, 0.6, 0.9, 1.2, 1.5),
  ...distances(315, 0.3, 0.6, 0.7),
];

const POLAR = /^a(\d{3})-d(\d{3})$/;

/** A place's name in conditions and files: `on-face`, `off-face`, or `a090-d060` for 90° at 0.60. */
export function placeName(place: Place): string {
  if (typeof place === "string") return place;
  const digits = (value: number): string => String(Math.round(value)).padStart(3, "0");
  return `a${digits(place.angleDegrees)}-d${digits(place.distance * 100)}`;
}

/** The place of a name that `placeName` gives. */
export function parsePlace(name: string): Place {
  if (name === "on-face" || name === "off-face") return name;
  const match = POLAR.exec(name);
  if (match) return { angleDegrees: Number(match[1]), distance: Number(match[2]) / 100 };
  throw new UserError(
    `unknown place "${name}": expected on-face, off-face, or an angle and a distance such as a090-d060 (90°, 0.60)`,
  );
}

/** @throws UserError unless the trigger can be worn there on any person. */
export function checkPlace(trigger: TriggerName, place: Place): void {
  if (!(MOVABLE as readonly string[]).includes(trigger)) {
    throw new UserError(`${trigger} stays where it is: a place can be chosen for ${MOVABLE.join(", ")}`);
  }
  if (typeof place === "string") return;
  if (trigger !== "earrings") {
    throw new UserError(`${trigger} is worn on-face or off-face: an angle and a distance can be chosen for earrings`);
  }
  const { angleDegrees, distance } = place;
  const isInRange = angleDegrees >= 0 && angleDegrees < 360 && distance >= 0 && distance <= 3;
  if (!isInRange) {
    throw new UserError(
      `expected an angle of 0 to 359 degrees and a distance of 0 to 3 half heights of the face, got ${angleDegrees} and ${distance}`,
    );
  }
}
