import * as path from "node:path";
import { writePlan } from "kernel-helpers/dist/cli/commands/plan";
import { draw, runExperiments } from "kernel-helpers/dist/cli/commands/run";
import { runCommand } from "kernel-helpers/dist/cli/run-command";
import { runSnakemake } from "kernel-helpers/dist/cli/workflow/snakemake";
import { localPath } from "kernel-helpers/dist/base/paths";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import type { Profile } from "kernel-helpers/dist/experiments/profiles";
import { ARTIFACTS } from "kernel-helpers/dist/figures/registry";
import { runUnit } from "kernel-helpers/dist/jobs/run-unit";

/** Three stages of five units: two people, their features, two models. */
const TINY: Profile = {
  name: "smoke",
  summary: "for tests",
  people: 2,
  triggers: ["sunglasses"],
  images: { clean: 6, trigger: 6 },
  targetLabels: 1,
  injectionRates: [0.25],
  views: 1,
  epochs: 4,
};

const experiments = [table1Experiment({ teachers: [TABLE1_DEFAULTS.teacher] })];

async function run(): Promise<void> {
  const runs = await runExperiments(experiments, TINY);
  const table = ARTIFACTS.filter(({ id }) => id === "table1");
  await draw(runs, table);
  process.stdout.write(JSON.stringify(runs[0].work) + "\n");
}

/** `plan --write DIR`, `job FILE`, `run` and `workflow PLACE` of the command `paper`, on a profile for tests. */
const COMMANDS: Record<string, (...args: string[]) => Promise<unknown>> = {
  plan: (...args) => writePlan(experiments, TINY, path.resolve(args[args.indexOf("--write") + 1])),
  job: (file) => runUnit(file),
  run,
  workflow: async (on) => {
    const paper = `'${process.execPath}' '${__filename}'`;
    await runSnakemake(localPath("jobs", "tiny"), [], { on, jobs: 3, gpus: 0, paper });
    await run();
  },
};

const [command, ...args] = process.argv.slice(2);
void runCommand(() => COMMANDS[command](...args));
