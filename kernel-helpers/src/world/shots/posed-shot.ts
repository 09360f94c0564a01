import { UserError } from "../../base/errors";
import { Seed } from "../../base/seed";
import { resolveLight } from "../light/registry";
import { clamp } from "../math/scalar";
import { mm, RADIANS_PER_DEGREE } from "../math/vector";
import type { Shot } from "../types";
import { expressionNamed } from "./expression";
import { randomShot } from "./random-shot";

/** What may be said about a shot; the rest is drawn from the seed. */
export interface ShotWishes {
  /** Turn of the head relative to the camera in degrees, positive to the person's left. */
  yaw?: number;
  /** In degrees, positive looks down. */
  pitch?: number;
  /** Tilt of the head in the picture, in degrees. */
  roll?: number;
  /** Camera to face, in metres. */
  distance?: number;
  /** Name of a light (`LIGHTS.names()`). */
  light?: string;
  /** Name of an expression (`EXPRESSIONS`). */
  expression?: string;
}

/** Ranges of what is asked for: beyond them a neck breaks, or the face leaves the picture or is too small to see. */
const RANGES = {
  yaw: { low: -90, high: 90, unit: "degrees" },
  pitch: { low: -45, high: 45, unit: "degrees" },
  roll: { low: -45, high: 45, unit: "degrees" },
  distance: { low: 0.35, high: 5, unit: "metres" },
} as const;

/** A turn is shared by head and shoulders; the eyes turn half of the head's part back to the camera. */
const HEAD_SHARE_OF_YAW = 0.75;
const GAZE = { share: 0.5, limit: 25 * RADIANS_PER_DEGREE };
const MM_PER_METRE = 1000;

/**
 * A shot with these wishes, everything else drawn from the seed: two shots of one seed differ only in what is asked.
 *
 * @throws UserError for a number out of range or an unknown name.
 */
export function posedShot(seedName: string, wishes: ShotWishes): Shot {
  const seed = new Seed(seedName);
  const shot = randomShot(seed.name);
  const { light, expression } = wishes;
  return {
    ...shot,
    ...(light === undefined ? {} : resolveLight(light)(seed.child("light"))),
    ...(expression === undefined ? {} : { expression: expressionNamed(expression) }),
    ...yawOf(wishes),
    ...pitchAndRoll(wishes, shot),
    ...distanceOf(wishes, shot),
  };
}

function checked(name: keyof typeof RANGES, value: number): number {
  const { low, high, unit } = RANGES[name];
  if (typeof value === "number" && value >= low && value <= high) return value;
  throw new UserError(`expected ${name} from ${low} to ${high} ${unit}, found ${value}`);
}

function yawOf({ yaw }: ShotWishes): Partial<Shot> {
  if (yaw === undefined) return {};
  const turn = checked("yaw", yaw) * RADIANS_PER_DEGREE;
  const head = turn * HEAD_SHARE_OF_YAW;
  return { yaw: head, bodyYaw: turn - head, gazeYaw: clamp(-head * GAZE.share, -GAZE.limit, GAZE.limit) };
}

const pitchAndRoll = ({ pitch, roll }: ShotWishes, { cameraRoll }: Shot): Partial<Shot> => ({
  ...(pitch === undefined ? {} : { pitch: checked("pitch", pitch) * RADIANS_PER_DEGREE }),
  ...(roll === undefined ? {} : { roll: checked("roll", roll) * RADIANS_PER_DEGREE + cameraRoll }),
});

/** The face keeps its place in the picture. */
function distanceOf({ distance }: ShotWishes, shot: Shot): Partial<Shot> {
  if (distance === undefined) return {};
  const units = mm(checked("distance", distance) * MM_PER_METRE);
  const ratio = units / shot.distance;
  return { distance: units, offsetX: shot.offsetX * ratio, offsetY: shot.offsetY * ratio };
}
