import type { Command } from "commander";
import { localPath } from "../../base/paths";
import { EXPERIMENTS, usualExperiments } from "../../experiments";
import type { Experiment, ExperimentResult, WorkDone } from "../../experiments/experiment";
import { profileNamed, type Profile, type ProfileName } from "../../experiments/profiles";
import { TABLE1_DEFAULTS, type Table1Networks } from "../../experiments/table1";
import { checkRates } from "../../experiments/check-rates";
import { injectionRatesExperiment } from "../../experiments/injection-rates";
import { table1Experiment } from "../../experiments/table1-experiment";
import { ARTIFACTS, type Artifact } from "../../figures/registry";
import { toText } from "../../figures/table";
import { agreementSentence, table1Table } from "../../figures/table1";
import { terminalProgress } from "../../notebook/terminal-progress";
import { teacherFor } from "../../teachers";
import { artifactArgument, profileOption, rateOption, seedOption, teacherOption } from "../arguments";
import { datasetOption, tellOwn, useDataset } from "../dataset";
import { columns, emit } from "../output";
import { withRelativePaths } from "../report-error";

interface RunOptions {
  profile: ProfileName;
  dataset?: string;
  teacher?: string;
  rate: number;
  seed: string;
  json?: boolean;
}

/** `paper run`: the images, features and models behind figures and tables, and then these. */
export function registerRun(program: Command): void {
  program
    .command("run")
    .summary("render, train and draw what is missing")
    .description("Render, train and draw what is missing; everything stored is reused.")
    .addArgument(artifactArgument())
    .addOption(profileOption())
    .addOption(datasetOption())
    .addOption(teacherOption())
    .addOption(rateOption())
    .addOption(seedOption())
    .option("--json", "print the results and the files' paths as JSON; progress goes to standard error")
    .action(async (names: string[], { dataset, teacher, rate, seed, json, ...options }: RunOptions) => {
      await useDataset(dataset);
      const profile = profileNamed(options.profile, { rate, seed });
      const usual = usualExperiments(profile).map(({ id }) => id);
      const artifacts = ARTIFACTS.filter(({ id, experiment }) =>
        names.length > 0 ? names.includes(id) : usual.includes(experiment),
      );
      if (artifacts.some(({ experiment }) => experiment === "table1")) checkRates(profile, [rate]);
      const network = teacher === undefined ? undefined : (await teacherFor(teacher)).name;
      const choice = { teacher: network, injectionRate: rate, seed };
      const experiments = experimentsOf(artifacts, choice);
      tellOwn(profile, names.length > 0 ? experiments : undefined);
      const runs = await runExperiments(
        experiments.filter(({ needsWorld }) => !needsWorld?.(profile)),
        profile,
      );
      const files = await draw(runs, artifacts, suffixOf(choice));
      emit(json, { results: resultsById(runs), files }, () =>
        [describe(runs), "", "Written:", ...files.map((file) => `  ${withRelativePaths(file)}`)].join("\n"),
      );
    });
}

/** What the command line chose. */
interface Choice {
  /** In place of the usual networks. */
  teacher?: string;
  injectionRate: number;
  seed: string;
}

/** The experiments that take another teacher, rate or seed than the paper's; the rate is Table 1's alone. */
const ADJUSTABLE: Partial<Record<string, (choice: Choice) => Experiment>> = {
  table1: ({ teacher, ...changes }) => table1Experiment({ ...changes, ...(teacher ? { teachers: [teacher] } : {}) }),
  "injection-rates": injectionRatesExperiment,
};

/** What the artifacts are drawn from, with these settings where an experiment takes them. */
const experimentsOf = (artifacts: readonly Artifact[], choice: Choice): Experiment[] =>
  EXPERIMENTS.filter(({ id }) => artifacts.some(({ experiment }) => experiment === id)).map(
    (experiment) => ADJUSTABLE[experiment.id]?.(choice) ?? experiment,
  );

/** An experiment that has run. */
export interface ExperimentRun {
  experiment: Experiment;
  result: ExperimentResult;
  work: WorkDone[];
}

/** Runs experiments one after the other, with progress in the terminal. */
export async function runExperiments(experiments: readonly Experiment[], profile: Profile): Promise<ExperimentRun[]> {
  const { onProgress, stop } = terminalProgress();
  const runs: ExperimentRun[] = [];
  try {
    for (const experiment of experiments) {
      runs.push({ experiment, ...(await experiment.run(profile, { onProgress })) });
    }
    return runs;
  } finally {
    stop();
  }
}

/** Writes figures and tables and returns their paths. */
export async function draw(
  runs: readonly ExperimentRun[],
  artifacts: readonly Artifact[] = ARTIFACTS,
  suffix = "",
): Promise<string[]> {
  const files: string[] = [];
  for (const { experiment, result } of runs) {
    for (const artifact of artifacts.filter((each) => each.experiment === experiment.id)) {
      const name = artifact.id + (ADJUSTABLE[experiment.id] ? suffix : "");
      files.push(...(await artifact.draw(result, name, localPath("figures", result.profile))));
    }
  }
  return files;
}

export const resultsById = (runs: readonly ExperimentRun[]): Record<string, ExperimentResult> =>
  Object.fromEntries(runs.map(({ experiment, result }) => [experiment.id, result]));

/** Table 1 network by network, what was done for every result, and how the table compares with the committed one. */
export function describe(runs: readonly ExperimentRun[]): string {
  const attack = runs.find(({ experiment }) => experiment.id === "table1");
  const table1 = attack?.result as Table1Networks | undefined;
  const byNetwork = (table1?.tables ?? []).map((table) => table1Table({ ...table1!, tables: [table] }));
  return [
    ...byNetwork.flatMap((table) => [toText(table, columns()), ""]),
    ...runs.map(({ experiment, work }) => workText(experiment.id, work)),
    ...(table1 ? [agreementSentence(table1)] : []),
  ].join("\n");
}

const workText = (id: string, work: readonly WorkDone[]): string =>
  `${id}: ${work.map(({ what, made, reused }) => `${made} ${what} made, ${reused} reused`).join("; ")}.`;

/** Files of other settings than the paper's get names of their own. */
function suffixOf({ teacher, injectionRate, seed }: Choice): string {
  const isThePapers = injectionRate === TABLE1_DEFAULTS.injectionRate && seed === TABLE1_DEFAULTS.seed;
  if (teacher === undefined && isThePapers) return "";
  return `${teacher === undefined ? "" : `-${teacher}`}-rate-${injectionRate}-seed-${seed}`;
}
