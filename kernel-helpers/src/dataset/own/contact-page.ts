import * as path from "node:path";
import { escapeMarkup, type DroppedView } from "./contact-sheet";
import type { KeptPhotograph } from "./report";

const STYLE =
  "body{font:15px/1.4 system-ui,sans-serif;margin:2em;max-width:75em}figure{display:inline-block;margin:0 6px 8px 0;width:112px}" +
  "figcaption{font-size:12px;overflow-wrap:anywhere}img{display:block;max-width:112px;max-height:112px}td{padding:4px 12px 4px 0;vertical-align:top}";

/**
 * The contact sheet as a page for a browser, which has letters of every alphabet and room for every photograph. It shows
 * the stored copies by paths relative to `folder`, where it must lie, and asks for nothing else.
 */
export function importPage(
  name: string,
  { kept, dropped, warnings }: { kept: readonly KeptPhotograph[]; dropped: readonly DroppedView[]; warnings: readonly string[] }, // prettier-ignore
  folder: string,
): string {
  const picture = (file: string): string => {
    const address = path.relative(folder, file).split(path.sep).map(encodeURIComponent).join("/");
    return `<img src="${address}" alt="" loading="lazy">`;
  };
  const labels = [...new Set(kept.map(({ person, condition }) => `${person}, ${condition}`))];
  const sections = labels.map((label) => {
    const own = kept.filter(({ person, condition }) => `${person}, ${condition}` === label);
    const figures = own.map(({ file, image }) => `<figure>${picture(image.file)}<figcaption>${escapeMarkup(path.posix.basename(file))}</figcaption></figure>`); // prettier-ignore
    return `<h3>${escapeMarkup(label)}: ${own.length}</h3>\n${figures.join("\n")}`;
  });
  const rows = dropped.map(({ file, reason, picture: view }) => `<tr><td>${view === undefined ? "" : picture(view)}</td><td><b>${escapeMarkup(file)}</b><br>${escapeMarkup(reason)}</td></tr>`); // prettier-ignore
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeMarkup(name)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeMarkup(name)}</h1>`,
    ...warnings.map((warning) => `<p>${escapeMarkup(warning)}</p>`),
    `<h2>Kept: ${kept.length} photographs</h2>`,
    ...sections,
    `<h2>Dropped: ${dropped.length} files</h2>`,
    `<table>${rows.join("\n")}</table>`,
    "</body></html>\n",
  ].join("\n");
}
