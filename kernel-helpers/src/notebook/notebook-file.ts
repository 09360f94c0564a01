import { canonicalJson, sha256 } from "../base/hash";
import { readJson, writeAtomic } from "../base/files";
import { localPath, projectRoot } from "../base/paths";

export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  [field: string]: unknown;
}

export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: Record<string, unknown>;
  source: string | string[];
  outputs?: Output[];
  execution_count?: number | null;
}

/** A file in Jupyter's notebook format 4. */
export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

export const sourceOf = (cell: Cell): string => joined(cell.source);

const joined = (text: string | string[]): string => (Array.isArray(text) ? text.join("") : text);

/** Lines with their line ends, as Jupyter stores text. */
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export const readNotebook = (file: string): Notebook => readJson<Notebook>(file);

/** Writes the same bytes as Jupyter would for the same notebook: sorted keys, one space, text as lists of lines. */
export function writeNotebook(file: string, notebook: Notebook): void {
  const sorted = JSON.parse(canonicalJson(normalised(notebook))) as unknown;
  writeAtomic(file, JSON.stringify(sorted, null, 1) + "\n");
}

/** A copy without what differs from run to run or from machine to machine: clock times, random ids, absolute paths. */
export function normalised(notebook: Notebook): Notebook {
  return {
    cells: notebook.cells.map(normalisedCell),
    metadata: {
      kernelspec: { display_name: "TypeScript (this paper)", language: "typescript", name: "tslab" },
      language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
      ...("title" in notebook.metadata ? { title: notebook.metadata.title } : {}),
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function normalisedCell(cell: Cell, index: number): Cell {
  const source = sourceOf(cell);
  const metadata = Object.fromEntries(Object.entries(cell.metadata).filter(([name]) => name !== "execution")); // times
  const id = cell.id ?? sha256(`${index}\n${source}`).slice(0, 8);
  const common = { cell_type: cell.cell_type, id, metadata, source: lines(source) };
  if (cell.cell_type !== "code") return common;
  return {
    ...common,
    execution_count: cell.execution_count ?? null,
    outputs: (cell.outputs ?? []).map((output) => normalisedOutput(withoutPaths(output))),
  };
}

function normalisedOutput(output: Output): Output {
  if (output.output_type === "stream") return { ...output, text: lines(joined(output.text as string)) };
  if (!("data" in output)) return output;
  const data = Object.entries(output.data as Record<string, unknown>).map(([type, value]) => [
    type,
    isText(type) && typeof value === "string" ? lines(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(data) as unknown };
}

const isText = (mimeType: string): boolean => mimeType.startsWith("text/") || mimeType === "image/svg+xml";

function withoutPaths(output: Output): Output {
  const shorten = (_key: string, value: unknown) => {
    if (typeof value !== "string") return value;
    return value.replaceAll(localPath(), "local").replaceAll(`${projectRoot()}/`, "").replaceAll(projectRoot(), ".");
  };
  return JSON.parse(JSON.stringify(output), shorten) as Output;
}
