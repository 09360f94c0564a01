import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";

/** How long a worker without a job is kept: the lists of jobs of one run follow each other at once. */
const IDLE_MS = 5000;
/** A worker that has grown beyond this is not kept, in bytes. */
const MOST_MEMORY = 2 ** 30;

const running = new Set<ChildProcess>();
/** What each was started with: it would not see what has changed since. */
const environments = new WeakMap<ChildProcess, string>();
/** Those without a job, and what will end them. */
const kept = new Map<ChildProcess, NodeJS.Timeout>();

/** A process that exits (Ctrl-C, an error) leaves no worker behind; one that is killed is noticed by the worker. */
const endWorkers = () => running.forEach((child) => child.kill("SIGKILL"));

/** A worker process that computes with one thread: one that has just become free, with what it has loaded, or a new one. */
export function takeWorker(): ChildProcess {
  const environment = JSON.stringify(process.env);
  for (const child of kept.keys()) if (environments.get(child) !== environment) end(child);
  const [free] = kept.keys();
  if (!free) return startWorker(environment);
  forget(free);
  free.ref();
  free.channel?.ref();
  return free;
}

/**
 * Keeps a worker that has done its jobs for whoever wants one in the next seconds. It does not keep this process alive.
 *
 * @param memory bytes that it holds
 */
export function keepWorker(child: ChildProcess, memory: number): void {
  if (!child.connected || child.killed || memory > MOST_MEMORY) return void child.kill("SIGKILL");
  child.unref();
  child.channel?.unref();
  kept.set(child, setTimeout(() => end(child), IDLE_MS).unref());
}

function end(child: ChildProcess): void {
  forget(child);
  child.kill("SIGKILL");
}

function forget(child: ChildProcess): void {
  clearTimeout(kept.get(child));
  kept.delete(child);
}

function startWorker(environment: string): ChildProcess {
  if (!process.listeners("exit").includes(endWorkers)) process.on("exit", endWorkers);
  const child = fork(path.join(__dirname, "worker.js"), {
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: "1", TF_NUM_INTEROP_THREADS: "1", OMP_NUM_THREADS: "1" },
    execArgv: ["--max-old-space-size=2048"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  running.add(child);
  environments.set(child, environment);
  child.once("exit", () => {
    running.delete(child);
    forget(child);
  });
  child.on("error", () => undefined); // told by callWorker; without a listener it would end this process
  return child;
}
