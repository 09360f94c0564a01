import { handleInterrupts } from "./interrupt";
import { failureOf } from "./report-error";

/** Runs a command to its end: Ctrl-C, errors and a closed pipe become exit codes and at most one sentence. */
export async function runCommand(work: () => Promise<unknown>): Promise<void> {
  handleInterrupts("Interrupted. What was finished is stored; the same command goes on from there.");
  // a reader that has seen enough (paper list | head) closes the pipe: no error of ours
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  try {
    await work();
  } catch (error) {
    const { text, exitCode } = failureOf(error);
    process.stderr.write(text);
    process.exitCode = exitCode;
  }
}
