import { UserError } from "../base/errors";
import { warnOnce } from "../base/warn";
import { committedResult } from "./committed";
import type { Experiment, ExperimentResult, OwnResult } from "./experiment";
import type { Profile } from "./profiles";

/**
 * An experiment that asks more of its photographs than they show. On photographs of one's own it computes nothing: a
 * sentence says why, and whoever runs it nevertheless, as a notebook does, gets the result of the rendered people that
 * travels with the project.
 *
 * @param reason why it needs the rendered world, to go on after “since”; undefined on a profile where it does not
 */
export function needsWorld<Result extends ExperimentResult>(
  reason: string | ((profile: Profile) => string | undefined),
  experiment: Experiment<Result>,
): Experiment<Result> {
  const needs = (profile: Profile): string | undefined => {
    const why = profile.own && (typeof reason === "string" ? reason : reason(profile));
    return why === undefined ? undefined : `${experiment.id} needs the rendered world, since ${why}`;
  };
  return {
    ...experiment,
    needsWorld: needs,
    work: (profile) => (needs(profile) ? [] : experiment.work(profile)),
    run: async (profile, options) => {
      const sentence = needs(profile);
      return sentence ? renderedResult(experiment, sentence) : await experiment.run(profile, options);
    },
    read: (profile) => (needs(profile) ? undefined : experiment.read(profile)),
  };
}

function renderedResult<Result extends ExperimentResult>(experiment: Experiment<Result>, sentence: string) {
  const result = committedResult<Result>(experiment, "laptop");
  if (!result) throw new UserError(sentence);
  warnOnce(`${sentence}; what you see is the result of the rendered people that travels with the project`);
  return { result, work: [] };
}

/** What a result says of whose photographs it was computed from: nothing if they were the rendered ones. */
export const ownMark = ({ own, warnings = [] }: Profile): { own?: OwnResult } =>
  own ? { own: { name: own.set.name, warnings } } : {};
