import { EXPERIMENTS } from "../experiments";
import { currentResult } from "../experiments/current";
import type { ProfileName } from "../experiments/profiles";
import { measuresOf, type Measures } from "../paper/measures";

/** What the claims are judged on: the measures of all current results of the laptop profile. */
export function loadMeasures(profile: ProfileName = "laptop"): Promise<Measures> {
  const current = EXPERIMENTS.map((experiment) => currentResult(experiment, profile));
  return Promise.resolve(
    measuresOf(current.flatMap(({ experiment, result }) => (result ? experiment.measures(result) : []))),
  );
}
