import type { ChildProcess } from "node:child_process";
import * as os from "node:os";
import { messageOf, UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import { currentPlanner } from "./planner";
import { keepWorker, takeWorker } from "./worker-process";

/** One unit of work: an exported function of a compiled module, called with one JSON argument in a worker process. */
export interface Job<A> {
  /** Module under kernel-helpers/dist, without extension: "world/render-person". */
  module: string;
  /** The exported function: (argument) => Promise<JSON result>. */
  run: string;
  argument: A;
  /** A few words for progress and errors. */
  label: string;
  /** How many units of progress the job is worth; 1 if absent. */
  weight?: number;
  /** Whoever runs it needs what it returns; what the others make lies in the store. */
  answers?: true;
}

export interface PoolOptions {
  /** Worker processes; the number of cores if absent. */
  workers?: number;
  label?: string;
  /** Units that are stored already: progress starts from them. */
  reused?: number;
  /** Seconds that a job may take; a worker that takes longer is ended. No limit if absent. */
  seconds?: number;
  onProgress?: OnProgress;
}

/** What a run does about a job whose worker ended in the middle, or took too long, twice. */
export interface Losses<A, R> {
  /** What stands for the job's result; `why` is the end of a sentence. */
  onLost: (argument: A, why: string) => R;
}

export type FromWorker =
  | { type: "progress"; done: number }
  /** `memory`: bytes that the worker holds now. */
  | { type: "result"; value: unknown; memory: number }
  | { type: "error"; message: string; stack?: string; user: boolean };

/** PAPER_WORKERS, else the number of cores that this process may use. */
export function workerCount(): number {
  const asked = process.env.PAPER_WORKERS;
  return asked === undefined ? os.availableParallelism() : checkedCount("PAPER_WORKERS", asked);
}

function checkedCount(name: string, asked: string | number): number {
  const n = asked === "" ? NaN : Number(asked);
  if (!Number.isInteger(n) || n < 1)
    throw new UserError(`${name} must be a whole number of at least 1, not "${asked}"`);
  return n;
}

/**
 * Runs the jobs in worker processes and resolves with their results in the order of `jobs`. Each worker computes with
 * one thread, so results do not depend on how many cores or workers there are. The first failure stops the others;
 * finished jobs have stored what they made. With `onLost` a job that ends its worker twice is given up, and the others
 * go on. While a plan is made, the jobs are taken down and nothing runs.
 */
export async function runJobs<A, R>(
  jobs: readonly Job<A>[],
  options: PoolOptions & Partial<Losses<A, R>> = {},
): Promise<R[]> {
  const planner = currentPlanner();
  if (planner) return planner.take(jobs) as R[];
  const { label = "jobs", reused = 0, seconds, onLost, onProgress } = options;
  const workers =
    options.workers === undefined ? workerCount() : checkedCount("the number of workers", options.workers);
  const weight = (job: Job<A>) => job.weight ?? 1;
  const total = jobs.reduce((sum, job) => sum + weight(job), reused);
  const doneOf = jobs.map(() => 0);
  let allDone = reused;
  const report = (index: number, done: number) => {
    allDone += done - doneOf[index];
    doneOf[index] = done;
    onProgress?.({ label, done: allDone, total, note: jobs[index].label });
  };

  if (reused > 0) onProgress?.({ label, done: reused, total, note: `${reused} stored already` });

  const results: R[] = new Array<R>(jobs.length);
  const children = new Set<ChildProcess>();
  const waiting = jobs.map((_, index) => index);
  const lostBefore = new Set<number>();
  /** Gives a lost job up, or puts it behind the others if it is the first time. @throws what was not for want of a worker */
  const lose = (index: number, error: unknown) => {
    if (!onLost || !(error instanceof LostWorker)) throw error;
    if (lostBefore.has(index)) {
      results[index] = onLost(jobs[index].argument, error.why);
      return report(index, weight(jobs[index]));
    }
    lostBefore.add(index);
    waiting.push(index);
  };
  /** One worker, until no job is left or it is lost. */
  const work = async () => {
    const child = takeWorker();
    children.add(child);
    let memory = 0;
    try {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        const call = { job: jobs[index], seconds, onDone: (done: number) => report(index, done) };
        try {
          const answer = await callWorker(child, call);
          results[index] = answer.value as R;
          memory = answer.memory;
        } catch (error) {
          child.kill("SIGKILL"); // whatever it is at now, nobody waits for it
          return lose(index, error);
        }
        report(index, weight(jobs[index]));
      }
    } finally {
      children.delete(child);
      keepWorker(child, memory);
    }
  };
  const workOn = async () => {
    while (waiting.length > 0) await work();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, workOn));
  } finally {
    waiting.length = 0;
    for (const child of children) child.kill("SIGKILL");
  }
  return results;
}

/** The worker ended in the middle of a job. */
class LostWorker extends UserError {
  constructor(
    label: string,
    readonly why: string,
  ) {
    super(endSentence(label, why));
  }
}

interface Call<A> {
  job: Job<A>;
  seconds?: number;
  onDone: (done: number) => void;
}

interface Answer {
  value: unknown;
  memory: number;
}

function callWorker<A>(child: ChildProcess, { job, seconds, onDone }: Call<A>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onTimeout = () => finish(() => reject(new LostWorker(job.label, `no answer in ${seconds} seconds`)));
    const timer = seconds === undefined ? undefined : setTimeout(onTimeout, seconds * 1000);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.removeListener("message", onMessage);
      child.removeListener("exit", onExit);
      child.removeListener("error", onError);
      settle();
    };
    const onMessage = (message: FromWorker) => {
      if (message.type === "progress") {
        try {
          onDone(message.done);
        } catch (error) {
          finish(() => reject(asError(error))); // the reader interrupted the cell
        }
      } else if (message.type === "result") finish(() => resolve(message));
      else finish(() => reject(workerError(job, message)));
    };
    const onExit = (code: number | null, signal: string | null) =>
      finish(() => reject(new LostWorker(job.label, signal ?? `exit code ${code}`)));
    const onError = (error: Error) =>
      finish(() => reject(new Error(`the worker for ${job.label} cannot be reached (${error.message})`)));
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.on("error", onError);
    child.send({ module: job.module, run: job.run, argument: job.argument });
  });
}

/** Nothing of ours ends a worker in the middle of a job: the system does, mostly for lack of memory. */
const endSentence = (label: string, how: string): string =>
  `the worker for ${label} ended (${how}), perhaps for lack of memory; what was finished is stored: ` +
  `run again, with PAPER_WORKERS=1 if it ends again`;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(messageOf(error)));

function workerError<A>(job: Job<A>, message: { message: string; stack?: string; user: boolean }): Error {
  if (message.user) return new UserError(message.message);
  const error = new Error(`${job.label}: ${message.message}`);
  if (message.stack) error.stack = `${job.label}: ${message.stack}`;
  return error;
}
