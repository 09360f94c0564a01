import { EXPERIMENTS, METRICS, type MeasureQuery } from "../paper/measures";
import { ARCHITECTURES, DEFENSE_LABELS, SIX } from "../paper/names";
import type { Need } from "./quantity";

/** What would have to be measured, grouped: `attack success rate on VGG16 (dots, sunglasses)`. */
export function describeNeeds(needs: readonly Need[]): string {
  const groups = new Map<string, Set<string>>();
  for (const need of needs) {
    const what = describe(need);
    const triggers = groups.get(what) ?? new Set();
    if (need.query.trigger) triggers.add(need.query.trigger);
    groups.set(what, triggers);
  }
  return [...groups].map(([what, triggers]) => what + listed([...triggers])).join("; ");
}

/** The networks of the paper for which something is needed and nothing was used, in its order. */
export function missingNetworks(needs: readonly Need[], used: readonly MeasureQuery["arch"][]): string[] {
  return ARCHITECTURES.filter((arch) => !used.includes(arch) && needs.some(({ query }) => query.arch === arch));
}

/** Everything but the trigger: `attack success rate on VGG16 at injection rate 0.15`. */
function describe({ query, more, diverged }: Need): string {
  const { metric, experiment, arch, defense, position, testImages, imageArtifact } = query;
  const names = [defense && DEFENSE_LABELS[defense], position, testImages && `${testImages} images`, imageArtifact];
  const numbers = Object.entries(query).filter(([, value]) => typeof value === "number");
  return [
    METRICS[metric].name,
    ...(experiment === "attack" ? [] : [`in ${EXPERIMENTS[experiment]}`]),
    ...names.flatMap((name) => (name ? [`for ${name.replaceAll("_", " ")}`] : [])),
    ...(arch ? [`on ${arch}`] : []),
    ...numbers.map(([key, value]) => `at ${key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${value}`),
    ...(more ? [`over several ${PLURAL[more] ?? more}`] : []),
    ...(diverged ? ["(the training diverged)"] : []),
  ].join(" ");
}

const PLURAL: Partial<Record<keyof MeasureQuery, string>> = {
  injectionRate: "injection rates",
  learningRate: "learning rates",
  severity: "severities",
  distance: "distances",
};

function listed(triggers: readonly string[]): string {
  if (triggers.length === 0) return "";
  const isAllSix = SIX.every((trigger) => triggers.includes(trigger));
  const others = isAllSix ? triggers.filter((trigger) => !(SIX as readonly string[]).includes(trigger)) : triggers;
  const names = [...(isAllSix ? ["the six triggers"] : []), ...others.map((trigger) => trigger.replaceAll("_", " "))];
  return ` (${names.join(", ")})`;
}
