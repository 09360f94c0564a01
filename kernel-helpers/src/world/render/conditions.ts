import { UserError } from "../../base/errors";
import { checkPlace, parsePlace, type Place } from "../objects/place";
import { makeTrigger, triggerFiles, triggerNames } from "../objects/trigger-object";
import type { PersonBase } from "../people/person-geometry";
import type { TriggerName, TriggerObject } from "../types";

/** What a condition's name says: `clean`, `earrings`, or with a place `earrings@a090-d060`. */
export interface ParsedCondition {
  /** Null for nothing. */
  trigger: TriggerName | null;
  /** Where it is worn; undefined for the usual place. */
  place?: Place;
}

export const CLEAN = "clean";

/**
 * The trigger may be one of the paper's or a reader's own, described by a file.
 * @throws UserError for an unknown trigger, or a place where it cannot be
 */
export function parseCondition(condition: string): ParsedCondition {
  const [name, placeName] = condition.split("@", 2);
  const place = placeName === undefined ? undefined : parsePlace(placeName);
  if (name === CLEAN && place === undefined) return { trigger: null };
  if (!triggerNames().includes(name)) {
    throw new UserError(`unknown trigger "${name}": expected clean or one of ${triggerNames().join(", ")}`);
  }
  if (place !== undefined) checkPlace(name, place);
  return { trigger: name, place };
}

/** What a person wears in a condition; null for nothing. */
export function wornIn(condition: string, base: PersonBase): TriggerObject | null {
  const { trigger, place } = parseCondition(condition);
  return trigger === null ? null : makeTrigger(base, trigger, { place });
}

/** The files that a condition depends on: those of a reader's own trigger. */
export function conditionFiles(condition: string): string[] {
  const { trigger } = parseCondition(condition);
  return trigger === null ? [] : triggerFiles(trigger);
}
