import { UserError } from "../base/errors";
import { sourceOf, type Cell, type Notebook } from "../notebook/notebook-file";
import { FIGURE_SCRIPT } from "./live-figure";
import { codeHtml, HeadingIds, markdownHtml, splitTitle, type LinkTarget, type MarkdownOptions } from "./markdown";
import { cellOutputs } from "./outputs";
import type { SiteFile, SitePage } from "./page";
import { figureScripts } from "./scripts";
import { loadTex } from "./tex";

export interface NotebookPageOptions extends Pick<SitePage, "description" | "navLabel" | "order"> {
  /** The file's name without .ipynb: the page is called so, too. */
  name: string;
  linkTarget: (href: string) => LinkTarget;
  /** For notebooks that the reader completes: cells without a number are shown as they are. */
  mayLackOutputs?: boolean;
}

/** A notebook's text, code, tables and figures as a page: headings below the first, live figures, no data in the page. */
export async function notebookPage(notebook: Notebook, options: NotebookPageOptions): Promise<SitePage> {
  const { name, linkTarget, mayLackOutputs = false, description, navLabel, order } = options;
  const markdown = { ids: new HeadingIds(), tex: await loadTex(), linkTarget };
  const [first, ...others] = notebook.cells;
  const { title, rest } = splitTitle(first?.cell_type === "markdown" ? sourceOf(first) : "");
  if (title === undefined) throw new UserError(`the notebook ${name} does not begin with a heading of the first level`);
  if (!mayLackOutputs) refuseUnexecuted(notebook, name);
  const files: SiteFile[] = [];
  const parts = [markdownHtml(rest, markdown)];
  let hasFigure = false;
  for (const cell of others) {
    const shown = await cellHtml(cell, markdown, name);
    parts.push(shown.html);
    files.push(...shown.files);
    hasFigure ||= shown.hasFigure;
  }
  return {
    path: `${name}.html`,
    title,
    description,
    navLabel,
    order,
    bodyHtml: parts.join("\n"),
    ...(hasFigure ? { scripts: [FIGURE_SCRIPT], files: [...files, ...figureScripts()] } : { files }),
  };
}

function refuseUnexecuted({ cells }: Notebook, name: string): void {
  const code = cells.filter((cell) => cell.cell_type === "code");
  const missing = code.filter(({ execution_count, source }) => (execution_count ?? null) === null && source.length > 0);
  if (missing.length === 0) return;
  throw new UserError(
    `the notebook ${name} has ${missing.length} of ${code.length} cells without outputs; execute it first: npm run paper -- notebooks ${name}`,
  );
}

interface CellHtml {
  html: string;
  files: SiteFile[];
  hasFigure: boolean;
}

async function cellHtml(cell: Cell, markdown: MarkdownOptions, name: string): Promise<CellHtml> {
  const source = sourceOf(cell);
  if (cell.cell_type === "markdown") return { html: markdownHtml(source, markdown), files: [], hasFigure: false };
  if (cell.cell_type === "raw") return { html: "", files: [], hasFigure: false };
  try {
    const outputs = await cellOutputs(cell, markdown);
    const code = `<details class="code" open><summary>Code</summary>\n${codeHtml(source, "ts")}</details>`;
    const shown = outputs.html ? `<div class="outputs">\n${outputs.html}\n</div>` : "";
    return { ...outputs, html: [code, shown].filter(Boolean).join("\n") };
  } catch (error) {
    throw error instanceof UserError ? new UserError(`the notebook ${name}: ${error.message}`) : error;
  }
}
