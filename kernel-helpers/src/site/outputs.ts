import { UserError } from "../base/errors";
import type { Cell, Output } from "../notebook/notebook-file";
import { htmlOutput, textOutput, type OutputHtml } from "./html-output";
import { liveFigure } from "./live-figure";
import { markdownHtml, type MarkdownOptions } from "./markdown";

const PLOTLY = "application/vnd.plotly.v1+json";

type Data = Partial<Record<string, unknown>>;

/** What a code cell shows, in the form of each output that reads best: figure, table or picture, Markdown, text. */
export async function cellOutputs(cell: Cell, options: MarkdownOptions): Promise<OutputHtml & { hasFigure: boolean }> {
  const shown: OutputHtml[] = [];
  for (const output of cell.outputs ?? []) shown.push(await outputHtml(output, options));
  return {
    html: shown
      .map(({ html }) => html)
      .filter(Boolean)
      .join("\n"),
    files: shown.flatMap(({ files }) => files),
    hasFigure: (cell.outputs ?? []).some((output) => PLOTLY in dataOf(output)),
  };
}

async function outputHtml(output: Output, options: MarkdownOptions): Promise<OutputHtml> {
  if (output.output_type === "error") throw new UserError(`a cell failed with ${String(output.ename)}`);
  if (output.output_type === "stream") return textOnly(textOf(output.text));
  const data = dataOf(output);
  if (PLOTLY in data) {
    const size = (output.metadata as { "image/png"?: { width?: number } } | undefined)?.["image/png"];
    return liveFigure({
      plot: data[PLOTLY] as { data: unknown; layout: unknown },
      png: Buffer.from(textOf(data["image/png"]), "base64"),
      width: size?.width,
      alt: textOf(data["text/plain"]).trim(),
    });
  }
  if ("text/html" in data) return htmlOutput(textOf(data["text/html"]));
  if ("text/markdown" in data) return { html: markdownHtml(textOf(data["text/markdown"]), options), files: [] };
  return textOnly(textOf(data["text/plain"]));
}

const textOnly = (text: string): OutputHtml => ({ html: text.trim() ? textOutput(text) : "", files: [] });

const dataOf = ({ data }: Output): Data => data ?? {};

/** Jupyter stores text whole or as a list of lines. */
const textOf = (text: unknown): string => (Array.isArray(text) ? text.join("") : typeof text === "string" ? text : "");
