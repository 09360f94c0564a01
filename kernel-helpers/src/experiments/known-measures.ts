import { measuresOf, type Measures } from "../paper/measures";
import { currentResult } from "./current";
import { EXPERIMENTS } from "./index";
import type { Profile } from "./profiles";

/** The numbers of every experiment that there are for a profile: this machine's, else the committed ones. */
export function knownMeasures({ name }: Pick<Profile, "name">): Measures {
  const known = EXPERIMENTS.map((experiment) => currentResult(experiment, name));
  return measuresOf(known.flatMap(({ experiment, result }) => (result ? experiment.measures(result) : [])));
}
