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
  const profile = profileNamed(profileName);
  const here = experiment.read(profile);
  if (here) return { experiment, result: here, origin: "this machine" };
  if (profile.own) return { experiment, result: undefined, origin: "none" }; // what travels is of other people
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
  const profile = profileNamed(name);
  if (profile.own && !result) return knownInstead(experiment, profile);
  if (result && origin === "this machine") return { result, whose: `Computed on this machine, profile ${name}.` };
  const committed = result ?? committedResult<Result>(experiment, "laptop");
  if (!committed) {
    throw new UserError(`there is no result of ${experiment.id}: compute one with \`npm run paper -- all\``);
  }
  const whose = `Nothing of the ${name} profile is stored here: these are the results that travel with the project, profile ${committed.profile}.`;
  return { result: committed, whose };
}

/** What stands where photographs of one's own have no result: that of the rendered people, if they cannot have one. */
function knownInstead<Result extends ExperimentResult>(
  experiment: Experiment<Result>,
  profile: Profile,
): KnownResult<Result> {
  const sentence = experiment.needsWorld?.(profile);
  const committed = committedResult<Result>(experiment, "laptop");
  if (sentence && committed) {
    return { result: committed, whose: `${sentence}: this is the result of the rendered people that travels with the project.` }; // prettier-ignore
  }
  throw new UserError(
    `there is no result of ${experiment.id} on your own photographs: compute one with \`npm run paper -- run --profile ${profile.name} --dataset …\``,
  );
}
