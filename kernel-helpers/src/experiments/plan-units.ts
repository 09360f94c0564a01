import { Planner } from "../jobs/planner";
import type { Job } from "../jobs/pool";
import { answerOfUnit } from "../jobs/run-unit";
import type { UnitFile } from "../jobs/unit-file";
import { UnitWriter } from "../jobs/write-units";
import { withRunLock } from "../store/run-lock";
import { isComplete, type Experiment, type ExperimentOptions } from "./experiment";
import type { Profile } from "./profiles";
import { unitCost } from "./unit-costs";

/** Workers for which the work is cut into jobs: more of them make smaller jobs, and the same results. */
const AT_ONCE = 16;

export interface PlanOptions extends Pick<ExperimentOptions, "onProgress"> {
  /** How many units will run at once, about. */
  atOnce?: number;
}

/**
 * Writes the job files of everything that can be done now: of each experiment the next stage, images first, then features,
 * then models. When they are done, the next call finds the stage behind it; with nothing left it returns none. What takes
 * no worker (masks counted, pictures pasted together) is done on the way.
 */
export async function planUnits(
  experiments: readonly Experiment[],
  profile: Profile,
  folder: string,
  { atOnce = AT_ONCE, onProgress }: PlanOptions = {},
): Promise<UnitFile[]> {
  const writer = new UnitWriter(folder, unitCost);
  const planner = new Planner({ answerOf: (job: Job<unknown>) => answerOfUnit(folder, writer.unitOf(job)) });
  await withRunLock(async () => {
    for (const experiment of experiments) {
      if (isComplete(experiment.work(profile))) continue;
      await planner.follow(() => experiment.run(profile, { workers: atOnce, onProgress }));
    }
  });
  const units = new Map(planner.jobs.map((job) => writer.unitOf(job)).map((unit) => [unit.id, unit]));
  for (const unit of units.values()) writer.write(unit);
  return [...units.values()];
}
