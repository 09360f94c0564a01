import { InvalidArgumentError, type Command } from "commander";
import { localPath } from "../../base/paths";
import { profileNamed, type ProfileName } from "../../experiments/profiles";
import { ARTIFACTS } from "../../figures/registry";
import { workerCount } from "../../jobs/pool";
import { withRunLock } from "../../store/run-lock";
import { artifactArgument, profileOption } from "../arguments";
import { datasetOption, tellOwn, useDataset } from "../dataset";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";
import { PLACES, runSnakemake } from "../workflow/snakemake";
import { chosenExperiments } from "./plan";
import { describe, draw, resultsById, runExperiments } from "./run";

interface WorkflowCommandOptions {
  profile: ProfileName;
  dataset?: string;
  on: string;
  jobs: number;
  gpus: number;
  dryRun?: boolean;
  json?: boolean;
}

/** `paper workflow`: what `paper run` does, with the units done by Snakemake on one machine or many. */
export function registerWorkflow(program: Command): void {
  program
    .command("workflow")
    .summary("the same as run, with Snakemake: on one machine, Slurm or Kubernetes")
    .description(
      "Plan the units, have Snakemake run them, stage by stage, and draw figures and tables from what is stored. " +
        "workflow/README.md says what a cluster needs.",
    )
    .addArgument(artifactArgument())
    .addOption(profileOption())
    .addOption(datasetOption())
    .option("--on <where>", `${PLACES.join(", ")}, or a folder with a profile for Snakemake of your own`, "local")
    .option("--jobs <n>", "units at once", countOf(1), workerCount())
    .option("--gpus <n>", "GPUs at once, for the units that use one", countOf(0), 0)
    .option("--dry-run", "say what would be done first, and do nothing")
    .option("--json", "print the results and the files' paths as JSON; progress goes to standard error")
    .action(async (names: string[], { dataset, json, ...options }: WorkflowCommandOptions) => {
      await useDataset(dataset);
      const profile = profileNamed(options.profile);
      const experiments = chosenExperiments(names, profile);
      tellOwn(profile, names.length > 0 ? experiments : undefined);
      const folder = localPath("jobs", profile.name);
      await withRunLock(async () => {
        await runSnakemake(folder, [...names, "--profile", profile.name], options);
        if (options.dryRun) return;
        const runs = await runExperiments(experiments, profile);
        const artifacts = ARTIFACTS.filter(({ id }) => names.length === 0 || names.includes(id));
        const files = await draw(runs, artifacts);
        emit(json, { results: resultsById(runs), files }, () =>
          [describe(runs), "", "Written:", ...files.map((file) => `  ${withRelativePaths(file)}`)].join("\n"),
        );
      });
    });
}

const countOf =
  (least: number) =>
  (text: string): number => {
    if (!/^\d+$/.test(text) || Number(text) < least) {
      throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
    }
    return Number(text);
  };
