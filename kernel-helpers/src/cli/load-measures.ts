import { EXPERIMENTS } from "../experiments";
import { committedResult } from "../experiments/committed";
import type { Experiment, ExperimentResult } from "../experiments/experiment";
import { profileNamed, type ProfileName } from "../experiments/profiles";
import { measuresOf, type Measures } from "../paper/measures";

/** An experiment's result on this machine, else the committed one. */
export interface CurrentResult {
  experiment: Experiment;
  result: ExperimentResult | undefined;
  origin: "this machine" | "committed" | "none";
}

export function currentResult(experiment: Experiment, profileName: ProfileName): CurrentResult {
  const here = experiment.read(profileNamed(profileName));
  if (here) return { experiment, result: here, origin: "this machine" };
  const result = committedResult(experiment, profileName);
  return { experiment, result, origin: result ? "committed" : "none" };
}

/** What the claims are judged on: the measures of all current results of the laptop profile. */
export function loadMeasures(profile: ProfileName = "laptop"): Promise<Measures> {
  const current = EXPERIMENTS.map((experiment) => currentResult(experiment, profile));
  return Promise.resolve(
    measuresOf(current.flatMap(({ experiment, result }) => (result ? experiment.measures(result) : []))),
  );
}
