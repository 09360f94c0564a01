import { volunteersFor, type RenderedSpec } from "../dataset/set-specs";
import { trainingCount } from "../dataset/split";
import { checkRate } from "../poisoning/bad-nets";

/**
 * Refuses injection rates that a profile's photographs do not allow, before any of them is rendered.
 *
 * @throws UserError that says how many images there are and which rate is the largest.
 */
export function checkRates(profile: RenderedSpec, rates: readonly number[]): void {
  const spec = volunteersFor(profile);
  const conditions = spec.people.flatMap((person) => spec.conditionsOf(person));
  const countOf = (wanted: string) =>
    conditions.reduce((sum, { condition, count }) => sum + (condition === wanted ? count : 0), 0);
  const cleanCount = trainingCount(countOf("clean"));
  for (const trigger of profile.triggers) {
    for (const rate of rates) {
      checkRate(rate, { trigger, cleanCount, available: countOf(trigger), where: `the ${profile.name} profile` });
    }
  }
}
