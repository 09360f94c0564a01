import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../base/errors";
import { hashOf, sha256 } from "../base/hash";
import { localPath, projectRoot } from "../base/paths";
import type { OnProgress } from "../base/progress";
import { isMade, noteMade } from "../store/witness";
import { readNotebook, sourceOf, writeNotebook, type Notebook } from "./notebook-file";
import { runNotebook } from "./runner";

export interface ExecuteNotebookOptions {
  /** smoke, laptop or paper; the notebook reads it with `parameters({ profile: … })`. */
  profile?: string;
  /** Further parameters. */
  parameters?: Record<string, unknown>;
  /** Where the executed copy goes. Default: local/notebooks. */
  outFolder?: string;
  /** Write the outputs into notebooks/NAME.ipynb itself. */
  inPlace?: boolean;
  /** Where the notebook's source lies. Default: notebooks. */
  sourceFolder?: string;
  /** Whatever else the outputs depend on (data, results), as a hash: when it changes, the notebook is executed again. */
  inputs?: string;
  /** Execute also when nothing changed. */
  force?: boolean;
  cellTimeoutMs?: number;
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

export interface ExecutedNotebook {
  name: string;
  /** The notebook with outputs. */
  file: string;
  /** True when nothing had changed since the last execution. */
  reused: boolean;
  /** Code cells. */
  cells: number;
  seconds: number;
}

const sourceFolderOf = (): string => path.join(projectRoot(), "notebooks");

/** The names of the notebooks in a folder, in reading order. */
export const notebookNames = (folder = sourceFolderOf()): string[] =>
  fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => path.basename(file, ".ipynb"))
    .sort();

/**
 * Executes notebooks/NAME.ipynb in a kernel of its own and writes it with its outputs, also when a cell fails (then it
 * throws a NotebookError that names notebook and cell). Does nothing when the notebook, its parameters, the helpers and
 * `inputs` are what they were at the last successful execution.
 */
export async function executeNotebook(name: string, options: ExecuteNotebookOptions = {}): Promise<ExecutedNotebook> {
  const { profile, inPlace = false, outFolder = localPath("notebooks"), sourceFolder = sourceFolderOf() } = options;
  const source = path.join(sourceFolder, `${name}.ipynb`);
  if (!fs.existsSync(source)) {
    throw new UserError(`there is no notebook ${name}; there are ${notebookNames(sourceFolder).join(", ")}`);
  }
  const file = inPlace ? source : path.join(outFolder, `${name}.ipynb`);
  const witness = path.join(outFolder, `${name}${inPlace ? ".in-place" : ""}.executed`);
  const notebook = readNotebook(source);
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code").length;
  const parameters = { ...(profile === undefined ? {} : { profile }), ...options.parameters };
  const executed = { files: [file], of: keyOf(notebook, parameters, options.inputs ?? ""), witness };
  const started = performance.now();
  if (!options.force && isMade(executed)) return { name, file, reused: true, cells, seconds: 0 };

  const { onProgress, cellTimeoutMs, signal } = options;
  const onCell = (done: number, total: number) => onProgress?.({ label: name, done, total });
  fs.rmSync(witness, { force: true });
  try {
    await runNotebook(notebook, { name, parameters, cellTimeoutMs, signal, onCell });
  } finally {
    writeNotebook(file, notebook);
  }
  noteMade(executed);
  return { name, file, reused: false, cells, seconds: (performance.now() - started) / 1000 };
}

function keyOf(notebook: Notebook, parameters: Record<string, unknown>, inputs: string): string {
  const sources = notebook.cells.map((cell) => [cell.cell_type, sourceOf(cell)]);
  return hashOf({ sources, parameters, helpers: helpersHash(), inputs });
}

/** Of every compiled helper: a change in any of them may change what a cell shows. */
function helpersHash(): string {
  const folder = path.join(projectRoot(), "kernel-helpers", "dist");
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .sort();
  return hashOf(files.map((file) => [file, sha256(fs.readFileSync(path.join(folder, file)))]));
}
