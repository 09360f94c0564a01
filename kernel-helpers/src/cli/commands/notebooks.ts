import * as path from "node:path";
import type { Command } from "commander";
import { messageOf, UserError } from "../../base/errors";
import { hashOf } from "../../base/hash";
import { chosenPhotographs } from "../../dataset/chosen-photographs";
import { NEEDS_WORLD } from "../../notebook/needs-world";
import { localPath, projectRoot } from "../../base/paths";
import type { ProfileName } from "../../experiments/profiles";
import { executeNotebook, notebookNames, type ExecutedNotebook } from "../../notebook/execute";
import { exportHtml } from "../../notebook/html-export";
import { terminalProgress } from "../../notebook/terminal-progress";
import { profileOption } from "../arguments";
import { INTERRUPTED, onInterrupt } from "../interrupt";
import { datasetOption, refuseOwn, useDataset } from "../dataset";
import { emit } from "../output";
import { EXIT_USAGE, withRelativePaths } from "../report-error";

export interface NotebooksOptions {
  profile: ProfileName;
  inPlace?: boolean;
  force?: boolean;
  /** The solutions of the exercises in place of the notebooks. */
  solutions?: boolean;
  /** A hash of results that the notebooks show. */
  inputs?: string;
  html: boolean;
}

/** What was executed, and the pages made of it. */
export interface NotebooksResult {
  notebooks: ExecutedNotebook[];
  pages: string[];
}

export function registerNotebooks(program: Command): void {
  program
    .command("notebooks")
    .summary("execute notebooks and write their pages")
    .description(
      "Execute notebooks through the project's kernel and export them as HTML. A notebook whose cells, helpers and " +
        "results are unchanged is reused. Outputs are written also when a cell fails.",
    )
    .argument("[names...]", "notebooks without .ipynb (default: all)")
    .addOption(profileOption())
    .addOption(datasetOption())
    .option("--in-place", "write the outputs into notebooks/ instead of local/notebooks/")
    .option("--force", "execute also when nothing changed")
    .option("--solutions", "the solutions of the exercises in place of the notebooks")
    .option("--no-html", "do not export HTML")
    .option("--json", "print the result as JSON")
    .action(
      async (
        names: string[],
        { json, dataset, ...options }: NotebooksOptions & { json?: boolean; dataset?: string },
      ) => {
        await useDataset(dataset);
        if (options.inPlace) refuseOwn("--in-place");
        if (options.solutions) refuseOwn("--solutions");
        const result = await runNotebooks(names, options);
        emit(json, result, () => notebooksText(result));
      },
    );
}

/** Executes notebooks and exports their pages; all of them if no names are given. */
export async function runNotebooks(names: string[], options: NotebooksOptions): Promise<NotebooksResult> {
  const known = notebookNames(sourceFolder(options));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(`there is no notebook "${unknown}"; there are ${known.join(", ")}`, EXIT_USAGE);
  }
  const { fit, skipped } = fitFor(names.length > 0 ? names : known);
  for (const sentence of skipped) process.stderr.write(`Skipped: ${sentence}.\n`);
  const inputs = hashOf([options.inputs ?? "", chosenPhotographs()?.set.hash ?? ""]);
  const notebooks = await executeAll(fit, chosenPhotographs() ? { ...options, inputs } : options);
  const files = notebooks.map(({ file }) => file);
  return {
    notebooks,
    pages: options.html && files.length > 0 ? await exportHtml(files, localPath("html", ...roomOf(options))) : [],
  };
}

/** Solutions have a folder of their own, wherever they go. */
const roomOf = ({ solutions }: Pick<NotebooksOptions, "solutions">): string[] => (solutions ? ["solutions"] : []);

const sourceFolder = ({ solutions }: Pick<NotebooksOptions, "solutions">): string =>
  path.join(projectRoot(), "notebooks", ...(solutions ? ["exercises", "solutions"] : []));

/** Which notebooks can be executed on the data set that is chosen, and why the others cannot. */
function fitFor(names: readonly string[]): { fit: string[]; skipped: string[] } {
  const needs = (name: string) => (chosenPhotographs() ? NEEDS_WORLD[name] : undefined);
  return {
    fit: names.filter((name) => needs(name) === undefined),
    skipped: names.flatMap((name) => {
      const reason = needs(name);
      return reason === undefined ? [] : [`the notebook ${name} needs the rendered world, since ${reason}`];
    }),
  };
}

/** Ctrl-C interrupts the cell that runs; the outputs up to there are written before the command ends. */
async function executeAll(names: readonly string[], options: NotebooksOptions): Promise<ExecutedNotebook[]> {
  const { profile, inPlace, force, inputs, solutions } = options;
  const folders = { sourceFolder: sourceFolder(options), outFolder: localPath("notebooks", ...roomOf(options)) };
  const stop = new AbortController();
  const giveBack = onInterrupt(() => stop.abort());
  const { onProgress, stop: stopProgress } = terminalProgress();
  const executed: ExecutedNotebook[] = [];
  try {
    for (const name of names) {
      const given = { ...(solutions ? {} : { profile }), inPlace, force, inputs, ...folders };
      executed.push(await executeNotebook(name, { ...given, onProgress, signal: stop.signal }));
    }
    return executed;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new UserError(`interrupted; the outputs so far are written (${messageOf(error)})`, INTERRUPTED);
  } finally {
    stopProgress();
    giveBack();
  }
}

/** A line for each notebook, and where the pages are. */
export function notebooksText({ notebooks, pages }: NotebooksResult): string {
  const lines = notebooks.map(({ file, reused, cells, seconds }) => {
    const what = reused ? "unchanged, reused" : `${cells} cells in ${seconds.toFixed(0)} s`;
    return `${withRelativePaths(file)}: ${what}`;
  });
  if (pages.length > 0) lines.push(`Pages: ${withRelativePaths(path.join(path.dirname(pages[0]), "index.html"))}`);
  return lines.join("\n");
}
