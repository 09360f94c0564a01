import type { Command } from "commander";
import { localPath } from "../../base/paths";
import { prepareRendered, type PreparedSet } from "../../dataset/rendered";
import { ARTIFACTS } from "../../experiments/artifacts";
import { profileNamed, type Profile, type ProfileName } from "../../experiments/profiles";
import type { RunReport } from "../../experiments/run-models";
import { runTable1, TABLE1_DEFAULTS, type Table1, type Table1Settings } from "../../experiments/table1";
import { figure1 } from "../../figures/figure1";
import { saveFigure } from "../../figures/figure";
import { saveTable, toText } from "../../figures/table";
import { agreementSentence, table1Table } from "../../figures/table1";
import { terminalProgress } from "../../notebook/terminal-progress";
import { artifactArgument, profileOption, rateOption, seedOption, teacherOption } from "../arguments";
import { columns, emit } from "../output";
import { withRelativePaths } from "../report-error";

interface RunOptions {
  profile: ProfileName;
  teacher: string;
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
    .addOption(teacherOption())
    .addOption(rateOption())
    .addOption(seedOption())
    .option("--json", "print the table and the files' paths as JSON; progress goes to standard error")
    .action(async (names: string[], { profile, teacher, rate, seed, json }: RunOptions) => {
      const artifacts = names.length > 0 ? names : ARTIFACTS.map(({ id }) => id);
      const settings = { ...TABLE1_DEFAULTS, teacher, injectionRate: rate, seed };
      const result = await runEverything(profileNamed(profile), settings);
      const files = await draw(result.table, artifacts, isDefault(settings));
      emit(json, { table: result.table, files }, () =>
        [describe(result), "", "Written:", ...files.map((file) => `  ${withRelativePaths(file)}`)].join("\n"),
      );
    });
}

export interface RunResult {
  table: Table1;
  images: PreparedSet;
  report: RunReport;
}

/** Images, features and models of a profile, with progress in the terminal. */
export async function runEverything(profile: Profile, settings: Table1Settings = TABLE1_DEFAULTS): Promise<RunResult> {
  const { onProgress, stop } = terminalProgress();
  try {
    const images = await prepareRendered(profile, { onProgress });
    const { table, report } = await runTable1(images.set, profile, { settings, onProgress });
    return { table, images, report };
  } finally {
    stop();
  }
}

/** Writes the pictures of a table and returns their paths. Results of other settings than the paper's get names of their own. */
export async function draw(table: Table1, artifacts: readonly string[], isThePapers = true): Promise<string[]> {
  const folder = localPath("figures", table.profile);
  const { teacher, injectionRate, seed } = table.settings;
  const suffix = isThePapers ? "" : `-${teacher}-rate-${injectionRate}-seed-${seed}`;
  const files: string[] = [];
  if (artifacts.includes("table1")) {
    const { markdown, csv } = saveTable(`table1${suffix}`, table1Table(table), folder);
    files.push(markdown, csv);
  }
  if (artifacts.includes("figure1")) {
    const { svg, png, json } = await saveFigure(`figure1${suffix}`, figure1(table), folder);
    files.push(svg, png, json);
  }
  return files;
}

/** The table, what was done for it, and how it compares with the committed one. */
export function describe({ table, images, report }: RunResult): string {
  const { trained, reused, extracted } = report;
  return [
    toText(table1Table(table), columns()),
    "",
    `Images: ${images.rendered} rendered, ${images.reused} reused. Features computed: ${extracted} images.`,
    `Models: ${trained} trained, ${reused} reused.`,
    agreementSentence(table),
  ].join("\n");
}

const isDefault = (settings: Table1Settings): boolean =>
  (["teacher", "injectionRate", "seed"] as const).every((key) => settings[key] === TABLE1_DEFAULTS[key]);
