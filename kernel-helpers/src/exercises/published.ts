import { UserError } from "../base/errors";
import { committedResult } from "../experiments/committed";
import type { Experiment, ExperimentResult } from "../experiments/experiment";

/**
 * The laptop profile's result that travels with the project: the same for everybody in a class, and there without any
 * computing.
 *
 * @throws UserError if the project has none.
 */
export function publishedResult<Result extends ExperimentResult>(experiment: Experiment<Result>): Result {
  const result = committedResult<Result>(experiment, "laptop");
  if (result) return result;
  throw new UserError(
    `no result of ${experiment.id} travels with the project: data/results lacks it; fetch the project again`,
  );
}
