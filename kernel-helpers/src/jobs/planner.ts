import type { Job } from "./pool";

/** Thrown where an experiment asks for jobs while it is planned: what comes behind them cannot be known yet. */
class StageEnds extends Error {}

let current: Planner | undefined;

export interface PlannerOptions {
  /** What a job has answered that was run as a unit before; undefined if none is known. */
  answerOf: (job: Job<unknown>) => unknown;
}

/**
 * Takes down the jobs of experiments in place of running them: of each experiment its next stage, up to the first jobs that
 * are not done. Once they are, another planner finds the stage behind it.
 */
export class Planner {
  readonly jobs: Job<unknown>[] = [];
  private readonly claimed = new Set<string>();
  private isWaiting = false;

  constructor(private readonly options: PlannerOptions) {}

  /** Goes through an experiment up to its next jobs; true if there are none. */
  async follow(experiment: () => Promise<unknown>): Promise<boolean> {
    this.isWaiting = false;
    try {
      await whilePlanning(this, experiment);
      return true;
    } catch (error) {
      if (error instanceof StageEnds) return false;
      throw error;
    }
  }

  /** Stands in for `runJobs`: the answers of all jobs if they are known; else the jobs are taken down. */
  take(jobs: readonly Job<unknown>[]): unknown[] {
    const answers = jobs.map((job) => (job.answers ? this.options.answerOf(job) : undefined));
    const open = jobs.filter((_, i) => answers[i] === undefined);
    if (open.length === 0 && !this.isWaiting) return answers;
    this.jobs.push(...open);
    throw new StageEnds("the jobs of this stage are not done yet");
  }

  /** True for the first who asks for a place. The others' experiment waits for the next plan. */
  claim(place: string): boolean {
    if (!this.claimed.has(place)) return Boolean(this.claimed.add(place));
    this.isWaiting = true;
    return false;
  }
}

async function whilePlanning(planner: Planner, work: () => Promise<unknown>): Promise<void> {
  if (current) throw new Error("another plan is being made in this process");
  current = planner;
  try {
    await work();
  } finally {
    current = undefined;
  }
}

/** The plan that is being made in this process, if one is. */
export const currentPlanner = (): Planner | undefined => current;

/**
 * Whether a job of this stage is to make what lies at a place in the store. While a plan is made, what one experiment has
 * planned is no second job of another's, which waits for it; otherwise always.
 */
export const isToBeMade = (place: string): boolean => current?.claim(place) ?? true;
