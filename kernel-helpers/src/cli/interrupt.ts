import * as os from "node:os";

type Stop = () => void;

const stops: Stop[] = [];

/**
 * The command that calls this ends in its own time when it is interrupted: `stop` is called in place of the exit. A
 * second Ctrl-C exits at once. Returns the function that gives the handling back.
 */
export function onInterrupt(stop: Stop): () => void {
  stops.push(stop);
  return () => void stops.splice(stops.lastIndexOf(stop), 1);
}

/** An interrupted command's exit code: 128 + the signal's number, as shells say it. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + os.constants.signals[signal];

export const INTERRUPTED = exitCodeOf("SIGINT");

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ctrl-C, `kill` and a closed terminal end any command with one sentence. Whoever started a process has an exit handler
 * that ends it; what was stored is whole, so that nothing else is to be done.
 */
export function handleInterrupts(sentence: string): void {
  let isStopping = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const stop = stops.at(-1);
      if (stop && !isStopping) {
        isStopping = true;
        return stop();
      }
      process.stderr.write(`\n${sentence}\n`);
      process.exit(exitCodeOf(signal));
    });
  }
}
