import { dataPath } from "../../base/paths";
import * as fs from "node:fs";
import { countVerdicts, type ClaimRow } from "../../claims/report";
import { escapeHtml } from "../../figures/table-markup";
import { HeadingIds, markdownHtml, splitTitle, type MarkdownOptions } from "../markdown";
import { inOrder, type SitePage } from "../page";
import { tableHtml } from "../table-html";
import { verdictsBySection } from "./claims-by-section";

/** What the first page is made of beside its own text. */
export interface StartPageParts {
  pages: readonly SitePage[];
  rows: readonly ClaimRow[];
  /** Figure 1, with its files and scripts. */
  figure: Pick<SitePage, "bodyHtml" | "files" | "scripts"> | undefined;
  markdown: Omit<MarkdownOptions, "ids">;
}

/** The first page: what this is, Figure 1, how many claims hold, what there is to read, the two commands. */
export function startPage(parts: StartPageParts): Promise<SitePage> {
  return assemble(parts, siteText("start.md"), siteText("run-it.md"));
}

async function assemble(
  { pages, rows, figure, markdown }: StartPageParts,
  text: string,
  run: string,
): Promise<SitePage> {
  const options = { ...markdown, ids: new HeadingIds() };
  const { title, rest } = splitTitle(text);
  const { holds, fails, "not measured": open } = countVerdicts(rows);
  const body = [
    markdownHtml(rest, options),
    ...(figure ? ['<h2 id="figure-1">Figure 1</h2>', figure.bodyHtml] : []),
    '<h2 id="what-came-out">What came out</h2>',
    `<p>Of the paper's ${rows.length} claims <strong>${holds} hold</strong> on our results, <strong>${fails} fail</strong>` +
      `${open > 0 ? `, and ${open} are not measured` : ""}. <a href="claims.html">Each of them</a> has its numbers, its predicate and, ` +
      "where it fails, why we think so.</p>",
    await tableHtml(verdictsBySection(rows)),
    '<h2 id="what-there-is">What there is to read</h2>',
    `<ul>\n${inOrder(pages.filter(({ parent }) => parent === undefined))
      .map(
        ({ path, navLabel, description }) =>
          `<li><a href="${path}">${escapeHtml(navLabel)}</a>: ${escapeHtml(description)}</li>`,
      )
      .join("\n")}\n</ul>`,
    markdownHtml(run, options),
  ];
  return {
    path: "index.html",
    title: title!,
    description:
      "An executable edition of “Backdoor Attacks Against Deep Learning Systems in the Physical World” (CVPR 2021).",
    navLabel: "Start",
    order: 0,
    bodyHtml: body.join("\n"),
    ...(figure ? { scripts: figure.scripts, files: figure.files } : {}),
  };
}

/** A text of the site that is no notebook, in Markdown. */
export const siteText = (name: string): string => fs.readFileSync(dataPath("site", name), "utf8");
