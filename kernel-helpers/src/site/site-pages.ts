import * as path from "node:path";
import { claimsReport } from "../claims/report";
import { notebookNames } from "../notebook/execute";
import { readNotebook } from "../notebook/notebook-file";
import { FIGURE_SCRIPT } from "./live-figure";
import { linksFrom } from "./links";
import { notebookPage } from "./notebook-page";
import type { Site, SitePage } from "./page";
import { claimsPage } from "./pages/claims-page";
import { markdownPage } from "./pages/markdown-page";
import { siteText, startPage } from "./pages/start-page";
import { introductions } from "./reading-list";
import type { SiteSources } from "./sources";
import { loadTex } from "./tex";

export const SITE_TITLE = "Backdoor attacks in the physical world";

/** All pages of the site. */
export async function sitePages({ notebookFolder, measures, whose }: SiteSources): Promise<SitePage[]> {
  const names = notebookNames(notebookFolder);
  const known = new Set([...names.map((name) => `${name}.html`), "index.html", "claims.html", "ethics.html"]);
  const introduced = introductions();
  const notebooks: SitePage[] = [];
  for (const [i, name] of names.entries()) {
    const { label = name, shows = "" } = introduced.get(name) ?? {};
    const options = {
      name,
      navLabel: label,
      description: sentence(shows),
      order: 100 + i,
      linkTarget: linksFrom("notebooks", known),
    };
    notebooks.push(await notebookPage(readNotebook(path.join(notebookFolder, `${name}.ipynb`)), options));
  }
  const rows = claimsReport(measures);
  const markdown = { tex: await loadTex(), linkTarget: linksFrom("data/site", known) };
  const others = [
    await claimsPage(rows, { whose, notebooks }),
    markdownPage(siteText("ethics.md"), {
      markdown,
      path: "ethics.html",
      navLabel: "Ethics and safety",
      description: "What this material is for and what it is not, whose faces these are, how consent works.",
      order: 500,
    }),
  ];
  const pages = [...notebooks, ...others];
  return [await startPage({ pages, rows, figure: firstFigure(notebooks), markdown }), ...pages];
}

export const siteOf = (pages: readonly SitePage[]): Site => ({ title: SITE_TITLE, pages });

const sentence = (text: string): string => (text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : "");

/** The first live figure of the notebooks, which is the paper's, with what it needs. */
function firstFigure(notebooks: readonly SitePage[]): Pick<SitePage, "bodyHtml" | "files" | "scripts"> | undefined {
  const page = notebooks.find(({ scripts }) => scripts?.includes(FIGURE_SCRIPT));
  const html = /<figure class="live"[^]*?<\/figure>/.exec(page?.bodyHtml ?? "")?.[0];
  if (!page || html === undefined) return undefined;
  const files = (page.files ?? []).filter(({ path: file }) => html.includes(file) || file === FIGURE_SCRIPT);
  return { bodyHtml: html, scripts: [FIGURE_SCRIPT], files };
}
