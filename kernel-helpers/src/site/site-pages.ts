import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../base/paths";
import { claimsReport } from "../claims/report";
import { readNotebook } from "../notebook/notebook-file";
import { FIGURE_SCRIPT } from "./live-figure";
import { linksFrom } from "./links";
import { notebookPage } from "./notebook-page";
import type { Site, SitePage } from "./page";
import { claimsPage } from "./pages/claims-page";
import { exerciseAddresses, exercisePages } from "./pages/exercise-pages";
import { markdownPage } from "./pages/markdown-page";
import { siteText, startPage } from "./pages/start-page";
import { introductions } from "./reading-list";
import { recogniserPage } from "./recogniser/page";
import type { SiteSources } from "./sources";
import { loadTex } from "./tex";

export const SITE_TITLE = "Backdoor attacks in the physical world";

const FOR_A_CLASS = "data/photographs/for-a-class.md";

/** All pages of the site. */
export async function sitePages({ notebooks: files, measures, whose }: SiteSources): Promise<SitePage[]> {
  const pageOf = new Map([
    ...files.map(({ name }): [string, string] => [`notebooks/${name}.ipynb`, `${name}.html`]),
    ...exerciseAddresses(),
    [FOR_A_CLASS, "for-a-class.html"],
  ]);
  const introduced = introductions();
  const notebooks: SitePage[] = [];
  for (const [i, { name, file }] of files.entries()) {
    const { label = name, shows = "" } = introduced.get(name) ?? {};
    const options = {
      name,
      navLabel: label,
      description: sentence(shows),
      order: 100 + i,
      linkTarget: linksFrom("notebooks", pageOf),
    };
    notebooks.push(await notebookPage(readNotebook(file), options));
  }
  const rows = claimsReport(measures);
  const tex = await loadTex();
  const markdown = { tex, linkTarget: linksFrom("data/site", pageOf) };
  const others = [
    recogniserPage(),
    await claimsPage(rows, { whose, notebooks }),
    ...(await exercisePages(pageOf, tex)),
    markdownPage(fs.readFileSync(path.join(projectRoot(), FOR_A_CLASS), "utf8"), {
      markdown: { tex, linkTarget: linksFrom(path.posix.dirname(FOR_A_CLASS), pageOf) },
      path: "for-a-class.html",
      navLabel: "Photographs of a class",
      description: "How a class takes photographs of itself: consent, how many, which objects, how long it takes.",
      order: 450,
    }),
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
