import { Option, type Command } from "commander";
import { UserError } from "../../base/errors";
import { localPath } from "../../base/paths";
import { prepareRendered, type PreparedSet } from "../../dataset/rendered";
import { ARTIFACTS } from "../../experiments/artifacts";
import { PROFILE_NAMES, profileNamed, type Profile } from "../../experiments/profiles";
import type { RunReport } from "../../experiments/run-models";
import { runTable1, TABLE1_DEFAULTS, type Table1, type Table1Settings } from "../../experiments/table1";
import { figure1 } from "../../figures/figure1";
import { saveFigure } from "../../figures/figure";
import { saveTable, toText } from "../../figures/table";
import { agreementSentence, table1Table } from "../../figures/table1";
import { terminalProgress } from "../../notebook/terminal-progress";
import { poisonCount } from "../../poisoning/bad-nets";
import { teacherNamed, TEACHERS } from "../../teachers";
import { emit } from "../output";

interface RunOptions {
  profile: string;
  teacher: string;
  rate: string;
  seed: string;
  json?: boolean;
}

/** `paper run`: the images, features and models behind figures and tables, and then these. */
export function registerRun(program: Command): void {
  program
    .command("run")
    .description("render, train and draw what is missing; everything stored is reused")
    .argument("[artifact...]", `what to regenerate: ${ARTIFACTS.map(({ id }) => id).join(", ")} (default: all)`)
    .addOption(new Option("--profile <name>", "how much of the protocol").choices(PROFILE_NAMES).default("laptop"))
    .option("--teacher <name>", TEACHERS.map(({ name }) => name).join(", "), TABLE1_DEFAULTS.teacher)
    .option("--rate <fraction>", "injection rate, 0 to 0.5", String(TABLE1_DEFAULTS.injectionRate))
    .option("--seed <seed>", "split, poison, views, target labels and heads follow from it", TABLE1_DEFAULTS.seed)
    .option("--json", "print JSON")
    .action(async (names: string[], options: RunOptions) => {
      const artifacts = names.length > 0 ? names.map(artifactNamed) : ARTIFACTS.map(({ id }) => id);
      const settings = settingsOf(options);
      const result = await runEverything(profileNamed(options.profile), settings);
      const files = await draw(result.table, artifacts, isDefault(settings));
      emit(options.json, { table: result.table, files }, () => [describe(result), ...files].join("\n"));
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
    files.push(
      ...Object.values(saveTable(`table1${suffix}`, table1Table(table), folder) as object as Record<string, string>),
    );
  }
  if (artifacts.includes("figure1")) {
    files.push(
      ...Object.values(
        (await saveFigure(`figure1${suffix}`, figure1(table), folder)) as object as Record<string, string>,
      ),
    );
  }
  return files;
}

export function describe({ table, images, report }: RunResult): string {
  return [
    toText(table1Table(table)),
    "",
    `Images: ${images.rendered} rendered, ${images.reused} reused. Features of ${report.extracted} images computed. Models: ${report.trained} trained, ${report.reused} reused.`,
    agreementSentence(table),
  ].join("\n");
}

function artifactNamed(name: string): string {
  if (!ARTIFACTS.some(({ id }) => id === name)) {
    throw new UserError(`there is no artifact "${name}"; there are ${ARTIFACTS.map(({ id }) => id).join(", ")}`);
  }
  return name;
}

function settingsOf({ teacher, rate, seed }: RunOptions): Table1Settings {
  const injectionRate = rate.trim() === "" ? NaN : Number(rate);
  poisonCount(1, injectionRate); // refuses a rate that is none
  return { ...TABLE1_DEFAULTS, teacher: teacherNamed(teacher).name, injectionRate, seed };
}

const isDefault = (settings: Table1Settings): boolean =>
  (["teacher", "injectionRate", "seed"] as const).every((key) => settings[key] === TABLE1_DEFAULTS[key]);
