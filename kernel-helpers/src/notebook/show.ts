import { figurePng, themed, type FigureSpec } from "../figures/figure";
import { isFrame, tableOfFrame, type FrameLike, type FrameTableOptions } from "../figures/frame";
import { toMarkdown, toText, type Table } from "../figures/table";
import { escapeHtml, toHtml, toLatex } from "../figures/table-markup";
import { displayBundle, type MimeBundle } from "./display";

/** An encoded PNG or JPEG with what it shows. */
export interface Picture {
  image: Uint8Array;
  /** What the picture shows, in one sentence. */
  alt: string;
  /** Width on the page in pixels. Default: its own. */
  width?: number;
}

/** What a cell can show: a figure, a table, a danfojs frame, a picture, or text in HTML or Markdown. */
export type Showable =
  FigureSpec | Table | FrameLike | Picture | { html: string; text?: string } | { markdown: string };

interface Shown {
  data: MimeBundle;
  metadata?: Record<string, unknown>;
}

const PLOTLY = "application/vnd.plotly.v1+json";
/** No button that uploads the figure: Plotly 4 has one unless it is told otherwise. */
const CONFIG = { displaylogo: false, responsive: true, showSendToCloud: false, plotlyServerURL: "" };

/** Shows `what` below the cell, in every form that a reader may need: `await show(figure)`. */
export async function show(what: Showable, options: FrameTableOptions = {}): Promise<void> {
  const { data, metadata } = await bundleOf(what, options);
  displayBundle(data, metadata);
}

/** The MIME bundle that `show` displays. */
export async function bundleOf(what: Showable, options: FrameTableOptions = {}): Promise<Shown> {
  if (isFrame(what)) return tableBundle(tableOfFrame(what, options));
  if ("layout" in what) return figureBundle(what);
  if ("rows" in what) return tableBundle(what);
  if ("image" in what) return pictureBundle(what);
  if ("markdown" in what) return { data: { "text/markdown": what.markdown, "text/plain": what.markdown } };
  if ("html" in what) return { data: { "text/html": what.html, "text/plain": what.text ?? plain(what.html) } };
  throw new TypeError("show: expected a figure, table, DataFrame, { image }, { html } or { markdown }");
}

async function figureBundle(spec: FigureSpec): Promise<Shown> {
  const figure = themed(spec);
  const { width, height } = figure.layout;
  const png = await figurePng(spec); // at reading size: JupyterLab shows it so until the pointer is over the figure
  return {
    data: {
      [PLOTLY]: { ...figure, config: CONFIG },
      "image/png": png.toString("base64"),
      "text/plain": spec.alt,
    },
    metadata: { "image/png": { width, height } },
  };
}

const tableBundle = (table: Table): Shown => ({
  data: {
    "text/html": toHtml(table),
    "text/markdown": toMarkdown(table),
    "text/latex": toLatex(table),
    "text/plain": toText(table),
  },
});

function pictureBundle({ image, alt, width }: Picture): Shown {
  const type = mimeType(image);
  const base64 = Buffer.from(image).toString("base64");
  const size = width === undefined ? "" : ` width="${width}"`;
  return {
    data: {
      "text/html": `<img alt="${escapeHtml(alt)}"${size} src="data:${type};base64,${base64}">`,
      "text/plain": alt,
    },
  };
}

function mimeType(image: Uint8Array): string {
  if (image[0] === 0x89 && image[1] === 0x50) return "image/png";
  if (image[0] === 0xff && image[1] === 0xd8) return "image/jpeg";
  throw new TypeError("show: the image is neither PNG nor JPEG: encode it first");
}

/** HTML without its tags. */
const plain = (html: string): string => html.replace(/<[^>]*>/g, "").trim();
