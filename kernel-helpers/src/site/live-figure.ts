import { canonicalJson } from "../base/hash";
import { escapeHtml } from "../figures/table-markup";
import { mediaFile, sitePicture } from "./media";
import type { SiteFile } from "./page";

/** Scripts of a page with figures; Plotly itself is loaded by the first figure that becomes live. */
export const FIGURE_SCRIPT = "assets/figures.js";
export const PLOTLY_SCRIPT = "assets/plotly.min.js";

export interface FigureOutput {
  /** What Plotly draws. */
  plot: { data: unknown; layout: unknown };
  png: Uint8Array;
  /** Width of the picture on the page in pixels. */
  width?: number;
  /** What it shows: the first sentence becomes the picture's alternative text, all of it stands below. */
  alt: string;
}

export interface FigureHtml {
  html: string;
  files: SiteFile[];
}

/**
 * A figure as a picture that a script makes live. Its data are a script and not JSON, because browsers do not let a page
 * that was opened as a file read other files.
 */
export async function liveFigure({ plot, png, width, alt }: FigureOutput): Promise<FigureHtml> {
  const picture = await sitePicture(png, "image/png", width);
  const { data, layout } = plot;
  const json = canonicalJson({ data, layout });
  const name = JSON.stringify(picture.file.path);
  const script = mediaFile(Buffer.from(`(window.paperFigures ??= {})[${name}] = ${json};\n`), "text/javascript");
  const html = [
    `<figure class="live" data-name="${picture.file.path}" data-script="${script.path}" data-plotly="${PLOTLY_SCRIPT}">`,
    pictureLink(picture, firstSentence(alt)),
    '<p class="tools" hidden><button type="button">Make this figure live</button> <span role="status"></span></p>',
    ...(firstSentence(alt) === alt ? [] : [`<details><summary>In words</summary><p>${escapeHtml(alt)}</p></details>`]),
    "</figure>",
  ];
  return { html: html.join("\n"), files: [picture.file, script] };
}

/** A picture that leads to itself in full size, for narrow screens. */
export const pictureLink = (
  { file, width, height }: { file: SiteFile; width: number; height: number },
  alt: string,
): string =>
  `<a class="picture" href="${file.path}"><img src="${file.path}" width="${width}" height="${height}" ` +
  `alt="${escapeHtml(alt)}" loading="lazy" decoding="async"></a>`;

export const firstSentence = (text: string): string => /^[^]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
