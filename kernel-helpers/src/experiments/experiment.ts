import type { OnProgress } from "../base/progress";
import type { MeasureEntry } from "../paper/measures";
import type { Profile, ProfileName } from "./profiles";

/** What an experiment found, as data/results keeps it. */
export interface ExperimentResult {
  profile: ProfileName;
  /** Of photographs of one's own. */
  own?: OwnResult;
}

/** Whose photographs a result was computed from, and what is to be said above its figures and tables. */
export interface OwnResult {
  name: string;
  warnings: readonly string[];
}

export interface ExperimentOptions {
  workers?: number;
  onProgress?: OnProgress;
}

/** Something that is rendered, trained or measured once and stored. */
export interface WorkPart {
  /** "images", "models", … */
  what: string;
  /** How many are stored, of all that are needed. */
  done: number;
  total: number;
  /** What one takes on one core of the machine of data/results, for an estimate before the first run. */
  cpuSeconds: number;
}

/** What was done for a result: units that were made in this run, and units that were stored already. */
export interface WorkDone {
  what: string;
  made: number;
  reused: number;
}

/** A grid of work behind some of the paper's figures and tables: from stored units to one result. */
export interface Experiment<Result extends ExperimentResult = ExperimentResult> {
  /** Also the name of its file in data/results. */
  id: string;
  /** It takes long and is no figure or table of the paper by itself: it runs only when it is asked for by name. */
  onDemand?: true;
  /** Why photographs of one's own do not do for it, in a sentence; undefined where they do. */
  needsWorld?: (profile: Profile) => string | undefined;
  /** How much of its work is stored. */
  work(profile: Profile): WorkPart[];
  /** Computes what is missing. */
  run(profile: Profile, options?: ExperimentOptions): Promise<{ result: Result; work: WorkDone[] }>;
  /** The result from what is stored; undefined while a part is missing. */
  read(profile: Profile): Result | undefined;
  /** Its numbers as the claims ask for them. */
  measures(result: Result): MeasureEntry[];
}

export const isComplete = (parts: readonly WorkPart[]): boolean => parts.every(({ done, total }) => done === total);

/** Seconds that the missing work will take on `workers` cores, roughly. */
export const estimateSeconds = (parts: readonly WorkPart[], workers: number): number =>
  parts.reduce((sum, { done, total, cpuSeconds }) => sum + (total - done) * cpuSeconds, 0) / workers;
