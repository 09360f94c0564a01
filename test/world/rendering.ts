import type { Condition } from "kernel-helpers/dist/paper/triggers";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { buildPersonGeometry, type PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { resolvePerson } from "kernel-helpers/dist/world/people/registry";
import { wornIn } from "kernel-helpers/dist/world/render/conditions";
import { dressPerson, modelPerson, type PersonModel, type Subject } from "kernel-helpers/dist/world/subject/subject";

const bases = new Map<string, Promise<PersonBase>>();
const models = new Map<string, Promise<PersonModel>>();

/** What is kept under a person's id, else made. */
function once<T>(kept: Map<string, Promise<T>>, id: string, make: () => Promise<T>): Promise<T> {
  const thing = kept.get(id) ?? make();
  kept.set(id, thing);
  return thing;
}

/** A person's geometry, built once for all tests: none may change it. */
export const baseOf = (id: string): Promise<PersonBase> =>
  once(bases, id, async () => buildPersonGeometry(await loadHead(), resolvePerson(id)));

/** A person with skin, made once for all tests: none may change it. */
export const modelOf = (id: string): Promise<PersonModel> =>
  once(models, id, async () => modelPerson(await baseOf(id)));

/** A person in a condition, newly dressed. */
export async function subjectOf(id: string, condition: Condition): Promise<Subject> {
  return dressPerson(await modelOf(id), wornIn(condition, await baseOf(id)));
}
