import { loadHead } from "kernel-helpers/dist/world/head-asset";
import { makeTrigger } from "kernel-helpers/dist/world/objects/trigger-object";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people";
import { buildPersonGeometry } from "kernel-helpers/dist/world/person-geometry";
import { dressPerson, modelPerson, type Subject } from "kernel-helpers/dist/world/subject";
import type { Condition } from "kernel-helpers/dist/paper/triggers";

/** A volunteer in a condition, built from nothing. */
export async function subjectOf(id: string, condition: Condition): Promise<Subject> {
  const person = VOLUNTEERS.find((volunteer) => volunteer.id === id)!;
  const base = buildPersonGeometry(await loadHead(), person);
  return dressPerson(modelPerson(base), condition === "clean" ? null : makeTrigger(base, condition));
}
