import { volunteersFor, type RenderedSpec } from "../dataset/set-specs";
import { trainingCount } from "../dataset/split";
import { checkRate } from "../poisoning/bad-nets";

/** How many photographs of some conditions a profile has, rendered or not. */
export function countOf(profile: RenderedSpec, isWanted: (condition: string) => boolean): number {
  if (profile.own) return profile.own.set.images.filter(({ condition }) => isWanted(condition)).length;
  const spec = volunteersFor(profile);
  const conditions = spec.people.flatMap((person) => spec.conditionsOf(person));
  return conditions.reduce((sum, { condition, count }) => sum + (isWanted(condition) ? count : 0), 0);
}

/**
 * Refuses injection rates that a profile's photographs do not allow, before any of them is rendered.
 *
 * @throws UserError that says how many images there are and which rate is the largest.
 */
export function checkRates(profile: RenderedSpec, rates: readonly number[]): void {
  const cleanCount = trainingCount(countOf(profile, (condition) => condition === "clean"));
  for (const trigger of profile.triggers) {
    const available = countOf(profile, (condition) => condition === trigger);
    for (const rate of rates) {
      checkRate(rate, { trigger, cleanCount, available, where: whoHas(profile) });
    }
  }
}

const whoHas = ({ name, own }: RenderedSpec): string => (own ? own.set.name : `the ${name} profile`);
