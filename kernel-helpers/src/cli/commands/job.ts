import type { Command } from "commander";
import { runUnit } from "../../jobs/run-unit";
import { terminalProgress } from "../../notebook/terminal-progress";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

/** `paper job`: one unit of a plan, on any machine that has this code and the local folder. */
export function registerJob(program: Command): void {
  program
    .command("job")
    .summary("do one unit of a plan: a job file in, its result under its key out")
    .description(
      "Do the one unit of work of a job file that “paper plan --write” has written, with one thread. Its result lies in " +
        "the local folder under its key, whole or not at all; that it is done is written into done/ beside units/.",
    )
    .argument("<file>", "the job file: <folder>/units/<id>.json")
    .option("--json", "print JSON")
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { onProgress, stop } = terminalProgress();
      try {
        const finished = await runUnit(file, { onProgress });
        stop();
        emit(json, finished, () => `Done: ${withRelativePaths(finished.done)}`);
      } finally {
        stop();
      }
    });
}
