import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";

/** How long a worker without a job is kept: the lists of jobs of one run follow each other at once. */
const IDLE_MS = 5000;
/** A worker that has grown beyond this is not kept, in bytes. */
const MOST_MEMORY = 2 ** 30;

interface Kept {
  child: ChildProcess;
  /** What the worker was started with: it would not see what has changed since. */
  environment: string;
  timer: NodeJS.Timeout;
}

const running = new Set<ChildProcess>();
const environments = new WeakMap<ChildProcess, string>();
let kept: Kept[] = [];

/** A process that exits (Ctrl-C, an error) leaves no worker behind; one that is killed is noticed by the worker. */
const endWorkers = () => running.forEach((child) => child.kill("SIGKILL"));

/** A worker process that computes with one thread: one that has just become free, with what it has loaded, or a new one. */
export function takeWorker(): ChildProcess {
  const environment = JSON.stringify(process.env);
  for (const worker of kept.filter((worker) => worker.environment !== environment)) end(worker);
  const free = kept.pop();
  if (!free) return startWorker(environment);
  clearTimeout(free.timer);
  free.child.ref();
  free.child.channel?.ref();
  return free.child;
}

/**
 * Keeps a worker that has done its jobs for whoever wants one in the next seconds. It does not keep this process alive.
 *
 * @param memory bytes that it holds
 */
export function keepWorker(child: ChildProcess, memory: number): void {
  const environment = environments.get(child);
  const isUsable = child.connected && !child.killed && memory <= MOST_MEMORY;
  if (environment === undefined || !isUsable) return void child.kill("SIGKILL");
  child.unref();
  child.channel?.unref();
  const worker: Kept = { child, environment, timer: setTimeout(() => end(worker), IDLE_MS).unref() };
  kept.push(worker);
  child.once("exit", () => forget(worker));
}

function end(worker: Kept): void {
  forget(worker);
  worker.child.kill("SIGKILL");
}

function forget(worker: Kept): void {
  clearTimeout(worker.timer);
  kept = kept.filter((other) => other !== worker);
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
  child.once("exit", () => running.delete(child));
  child.on("error", () => undefined); // told by callWorker; without a listener it would end this process
  return child;
}
