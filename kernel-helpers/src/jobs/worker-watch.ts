import { Worker } from "node:worker_threads";

const POLL_MS = 500;

/**
 * Ends this process when its parent is gone. A thread of its own watches, because a model trains for seconds without
 * letting the main thread hear of anything.
 */
export function endWithParent(): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), ${POLL_MS});
  `;
  new Worker(watch, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}
