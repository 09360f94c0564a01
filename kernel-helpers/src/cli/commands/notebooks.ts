import * as path from "node:path";
import type { Command } from "commander";
import { UserError } from "../../base/errors";
import { localPath } from "../../base/paths";
import { executeNotebook, notebookNames, type ExecutedNotebook } from "../../notebook/execute";
import { exportHtml } from "../../notebook/html-export";
import { terminalProgress } from "../../notebook/terminal-progress";
import { emit } from "../output";

interface NotebooksOptions {
  profile: string;
  inPlace?: boolean;
  force?: boolean;
  /** A hash of results that the notebooks show. */
  inputs?: string;
  html: boolean;
  json?: boolean;
}

const PROFILES = ["smoke", "laptop", "paper"];
const INTERRUPTED = 130;

export function registerNotebooks(program: Command): void {
  program
    .command("notebooks")
    .summary("execute notebooks and write their pages")
    .description(
      "Execute notebooks through the project's kernel and export them as HTML. A notebook whose cells, helpers and " +
        "results are unchanged is reused. Outputs are written also when a cell fails.",
    )
    .argument("[names...]", "notebooks without .ipynb (default: all)")
    .option("--profile <name>", `${PROFILES.join(", ")}: how much is computed`, "laptop")
    .option("--in-place", "write the outputs into notebooks/ instead of local/notebooks/")
    .option("--force", "execute also when nothing changed")
    .option("--no-html", "do not export HTML")
    .option("--json", "print the result as JSON")
    .action(runNotebooks);
}

/** Executes notebooks and exports their pages; all of them if no names are given. */
export async function runNotebooks(names: string[], options: NotebooksOptions): Promise<void> {
  const { profile, inPlace, force, inputs, json } = options;
  if (!PROFILES.includes(profile)) {
    throw new UserError(`there is no profile ${profile}; choose one of ${PROFILES.join(", ")}`);
  }
  const known = notebookNames();
  for (const name of names) {
    if (!known.includes(name)) throw new UserError(`there is no notebook ${name}; there are ${known.join(", ")}`);
  }
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGINT", onSignal);
  const progress = terminalProgress();
  const executed: ExecutedNotebook[] = [];
  try {
    for (const name of names.length > 0 ? names : known) {
      const { onProgress } = progress;
      executed.push(await executeNotebook(name, { profile, inPlace, force, inputs, onProgress, signal: stop.signal }));
    }
  } catch (error) {
    throw stop.signal.aborted ? new UserError((error as Error).message, INTERRUPTED) : error;
  } finally {
    progress.stop();
    process.removeListener("SIGINT", onSignal);
  }
  const files = executed.map(({ file }) => file);
  const pages = options.html ? await exportHtml(files, localPath("html")) : [];
  emit(json, { notebooks: executed, pages }, () => summary(executed, pages));
}

function summary(executed: readonly ExecutedNotebook[], pages: readonly string[]): string {
  const here = (file: string) => path.relative(process.cwd(), file);
  const lines = executed.map(({ file, reused, cells, seconds }) =>
    reused ? `${here(file)}: unchanged, reused` : `${here(file)}: ${cells} cells in ${seconds.toFixed(0)} s`,
  );
  if (pages.length > 0) lines.push(`pages: ${here(path.dirname(pages[0]))}`);
  return lines.join("\n");
}
