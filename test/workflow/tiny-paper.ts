import * as path from "node:path";
import { writePlan } from "kernel-helpers/dist/cli/commands/plan";
import { runCommand } from "kernel-helpers/dist/cli/run-command";
import { runSnakemake } from "kernel-helpers/dist/cli/workflow/snakemake";
import { localPath } from "kernel-helpers/dist/base/paths";
import { runUnit } from "kernel-helpers/dist/jobs/run-unit";
import { runTiny, TINY, TINY_EXPERIMENTS } from "../cli/tiny-profile";

/** `plan --write DIR`, `job FILE`, `run` and `workflow PLACE` of the command `paper`, on a profile for tests: three stages of five units. */
const COMMANDS: Record<string, (...args: string[]) => Promise<unknown>> = {
  plan: (...args) => writePlan(TINY_EXPERIMENTS, TINY, path.resolve(args[args.indexOf("--write") + 1])),
  job: (file) => runUnit(file),
  run: () => runTiny(),
  workflow: async (on) => {
    const paper = `'${process.execPath}' '${__filename}'`;
    await runSnakemake(localPath("jobs", "tiny"), [], { on, jobs: 3, gpus: 0, paper });
    await runTiny();
  },
};

const [command, ...args] = process.argv.slice(2);
void runCommand(() => COMMANDS[command](...args));
