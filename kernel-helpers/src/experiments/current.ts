import { UserError } from "../base/errors";
import { committedResult } from "./committed";
import type { Experiment, ExperimentResult } from "./experiment";
import { profileNamed, type Profile, type ProfileName } from "./profiles";

/** An experiment's result on this machine, else the committed one. */
export interface CurrentResult<Result extends ExperimentResult = ExperimentResult> {
  experiment: Experiment<Result>;
  result: Result | undefined;
  origin: "this machine" | "committed" | "none";
}

export function currentResult<Result extends ExperimentResult>(
  experiment: Experiment<Result>,
  profileName: ProfileName,
): CurrentResult<Result> {
  const here = experiment.read(profileNamed(profileName));
  if (here) return { experiment, result: here, origin: "this machine" };
  const result = committedResult<Result>(experiment, profileName);
  return { experiment, result, origin: result ? "committed" : "none" };
}

/** A result to show without computing anything, and a sentence that says whose it is. */
export interface KnownResult<Result extends ExperimentResult> {
  result: Result;
  whose: string;
}

/**
 * What is known already: this machine's result of the profile, else the committed one, else the committed one of the
 * laptop profile.
 *
 * @throws UserError if there is none of them.
 */
export function knownResult<Result extends ExperimentResult>(
  experiment: Experiment<Result>,
  { name }: Pick<Profile, "name">,
): KnownResult<Result> {
  const { result, origin } = currentResult(experiment, name);
  if (result && origin === "this machine") return { result, whose: `Computed on this machine, profile ${name}.` };
  const committed = result ?? committedResult<Result>(experiment, "laptop");
  if (!committed) {
    throw new UserError(`there is no result of ${experiment.id}: compute one with \`npm run paper -- all\``);
  }
  const whose = `Nothing of the ${name} profile is stored here: these are the results that travel with the project, profile ${committed.profile}.`;
  return { result: committed, whose };
}
