import { UserError } from "../base/errors";
import { TRIGGERS, type Trigger } from "../paper/triggers";
import { parsePlace } from "./objects/place";
import { makeTrigger } from "./objects/trigger-object";
import type { PersonBase } from "./person-geometry";
import type { TriggerObject } from "./types";

/** What a condition's name says: `clean`, `earrings`, or with a place `earrings@a090-d060`. */
export interface ParsedCondition {
  /** Null for nothing. */
  trigger: Trigger | null;
  /** Where it is worn; undefined for the usual place. */
  place?: string;
}

export const CLEAN = "clean";

/** @throws UserError for an unknown trigger. */
export function parseCondition(condition: string): ParsedCondition {
  if (condition === CLEAN) return { trigger: null };
  const [name, place] = condition.split("@", 2);
  const trigger = TRIGGERS.find((known) => known === name);
  if (trigger) return { trigger, place };
  throw new UserError(`unknown trigger "${name}": expected clean or one of ${TRIGGERS.join(", ")}`);
}

/** What a person wears in a condition; null for nothing. */
export function wornIn(condition: string, base: PersonBase): TriggerObject | null {
  const { trigger, place } = parseCondition(condition);
  if (trigger === null) return null;
  return makeTrigger(base, trigger, place === undefined ? {} : { place: parsePlace(place) });
}
