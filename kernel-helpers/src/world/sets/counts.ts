import { UserError } from "../../base/errors";
import type { Condition } from "../../paper/triggers";
import { VOLUNTEERS } from "../people/volunteers";

/** The ten volunteers' names, `v01` … `v10`. */
export const volunteerIds = (): string[] => VOLUNTEERS.map((person) => person.id);

/** Place of a volunteer in the list, 0 … 9. */
export function volunteerIndex(person: string): number {
  const index = volunteerIds().indexOf(person);
  if (index >= 0) return index;
  throw new UserError(`expected a volunteer (${volunteerIds().join(", ")}), found "${person}"`);
}

/**
 * How many photographs of a volunteer in a condition give the paper's totals (Wenger et al., §4): 535 clean ones and
 * 2,670 with a trigger, as evenly as they can be shared.
 */
export function paperCount(person: string, condition: Condition): number {
  const index = volunteerIndex(person);
  if (condition === "clean") return index % 2 === 0 ? 54 : 53;
  return condition === "sunglasses" ? 39 : 38;
}
