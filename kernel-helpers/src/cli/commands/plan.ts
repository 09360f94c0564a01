import * as path from "node:path";
import type { Command } from "commander";
import { writePlainJson } from "../../base/files";
import { EXPERIMENTS, usualExperiments } from "../../experiments";
import type { Experiment, WorkPart } from "../../experiments/experiment";
import { planUnits } from "../../experiments/plan-units";
import { profileNamed, type Profile, type ProfileName } from "../../experiments/profiles";
import { ARTIFACTS } from "../../figures/registry";
import type { UnitFile } from "../../jobs/unit-file";
import { duration } from "../../notebook/pace";
import { terminalProgress } from "../../notebook/terminal-progress";
import { artifactArgument, profileOption } from "../arguments";
import { datasetOption, tellOwn, useDataset } from "../dataset";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

interface PlanCommandOptions {
  profile: ProfileName;
  dataset?: string;
  write?: string;
  json?: boolean;
}

/** `paper plan`: the units of work behind figures and tables, and job files for those that can be done now. */
export function registerPlan(program: Command): void {
  program
    .command("plan")
    .summary("the units of work, what each costs, and job files for other machines")
    .description(
      "The units of work behind figures and tables: how many there are, what is stored, what one takes on one core. " +
        "--write makes job files of those that can be done now; when “paper job” has done them, it makes those of the " +
        "next stage, until there are none.",
    )
    .addArgument(artifactArgument())
    .addOption(profileOption())
    .addOption(datasetOption())
    .option("--write <dir>", "write job files into <dir>/units and the list of them, <dir>/plan.json")
    .option("--json", "print JSON")
    .action(async (names: string[], { profile: name, dataset, write, json }: PlanCommandOptions) => {
      await useDataset(dataset);
      const profile = profileNamed(name);
      const experiments = chosenExperiments(names, profile);
      tellOwn(profile, names.length > 0 ? experiments : undefined);
      if (write === undefined) {
        const work = workOf(experiments, profile);
        return emit(json, { profile: name, work }, () => workText(name, work));
      }
      const plan = await writePlan(experiments, profile, path.resolve(write));
      emit(json, plan, () => planText(plan, write));
    });
}

/** Experiments behind the named artifacts, else the usual ones: those that the photographs allow. */
export function chosenExperiments(names: readonly string[], profile: Profile): Experiment[] {
  const chosen = names.length === 0 ? usualExperiments(profile) : EXPERIMENTS.filter(({ id }) => isBehind(id, names));
  return chosen.filter(({ needsWorld }) => !needsWorld?.(profile));
}

const isBehind = (experiment: string, names: readonly string[]): boolean =>
  ARTIFACTS.some((artifact) => artifact.experiment === experiment && names.includes(artifact.id));

interface PlannedWork extends WorkPart {
  experiment: string;
}

const workOf = (experiments: readonly Experiment[], profile: Profile): PlannedWork[] =>
  experiments.flatMap((experiment) => experiment.work(profile).map((part) => ({ experiment: experiment.id, ...part })));

function workText(profile: ProfileName, work: readonly PlannedWork[]): string {
  const rows = work.map(({ experiment, what, done, total, cpuSeconds }) => [
    experiment,
    what,
    `${done} of ${total}`,
    `${cpuSeconds < 10 ? Number(cpuSeconds.toPrecision(2)) : Math.round(cpuSeconds)} s`,
    done === total ? "-" : duration((total - done) * cpuSeconds),
  ]);
  const left = work.reduce((sum, { done, total, cpuSeconds }) => sum + (total - done) * cpuSeconds, 0);
  return [
    `Units of work, profile ${profile}`,
    "",
    ...aligned([["experiment", "units", "stored", "each", "left, one core"], ...rows]),
    "",
    `About ${duration(left)} of one core are left; what experiments share is counted in each of them.`,
  ].join("\n");
}

function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column])).join("  ").trimEnd()); // prettier-ignore
}

/** The list beside the job files: what a scheduler must know of each. */
export interface Plan {
  profile: ProfileName;
  units: ({ id: string; what: string; label: string } & UnitFile["cost"])[];
}

/** Writes the job files of the next stage, and the list of them last. */
export async function writePlan(experiments: readonly Experiment[], profile: Profile, folder: string): Promise<Plan> {
  const { onProgress, stop } = terminalProgress();
  try {
    const units = await planUnits(experiments, profile, folder, { onProgress });
    const plan = {
      profile: profile.name,
      units: units.map(({ id, run, label, cost }) => ({ id, what: run, label, ...cost })),
    };
    writePlainJson(path.join(folder, "plan.json"), plan);
    return plan;
  } finally {
    stop();
  }
}

function planText({ units }: Plan, folder: string): string {
  if (units.length === 0) return "Everything is stored: nothing is left to be done by units.";
  const kinds = [...new Set(units.map(({ what }) => what))];
  const lines = kinds.map((kind) => {
    const those = units.filter(({ what }) => what === kind);
    const seconds = those.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    return [kind, `${those.length} units`, `about ${duration(seconds)} of one core`];
  });
  const where = withRelativePaths(path.resolve(folder));
  return [...aligned(lines), "", `Written: ${where}/plan.json. Then: paper job ${where}/units/<id>.json, each once.`].join("\n"); // prettier-ignore
}
