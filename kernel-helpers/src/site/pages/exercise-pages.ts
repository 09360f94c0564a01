import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../base/paths";
import { notebookNames } from "../../notebook/execute";
import { readNotebook } from "../../notebook/notebook-file";
import { linksFrom, type PageOfFile } from "../links";
import { notebookPage } from "../notebook-page";
import type { SitePage } from "../page";
import type { Tex } from "../tex";
import { markdownPage } from "./markdown-page";

const FOLDER = "notebooks/exercises";
const GUIDE = `${FOLDER}/INSTRUCTOR.md`;
const PAGE = "exercises.html";

const namesIn = (folder: string): string[] => (fs.existsSync(folder) ? notebookNames(folder) : []);
const exerciseFolder = (): string => path.join(projectRoot(), FOLDER);

/** The page of each exercise and of the guide for instructors; their solutions are not on the site. */
export function exerciseAddresses(): [file: string, page: string][] {
  const names = namesIn(exerciseFolder());
  if (names.length === 0) return [];
  return [
    [GUIDE, PAGE],
    ...names.map((name): [string, string] => [`${FOLDER}/${name}.ipynb`, `exercises-${name}.html`]),
  ];
}

/** The guide for instructors, and each set of exercises as the reader finds it: to read here, to do in JupyterLab. */
export async function exercisePages(pages: PageOfFile, tex: Tex): Promise<SitePage[]> {
  const names = namesIn(exerciseFolder());
  if (names.length === 0) return [];
  const linkTarget = linksFrom(FOLDER, pages);
  const guide = markdownPage(fs.readFileSync(path.join(projectRoot(), GUIDE), "utf8"), {
    markdown: { tex, linkTarget },
    path: PAGE,
    navLabel: "Exercises",
    description: "Exercises for a course that check their answers, and a guide for instructors.",
    order: 400,
  });
  const sets: SitePage[] = [];
  for (const [i, name] of names.entries()) {
    const set = await notebookPage(readNotebook(path.join(exerciseFolder(), `${name}.ipynb`)), {
      name: `exercises-${name}`,
      navLabel: "",
      description: "",
      order: 401 + i,
      linkTarget,
      mayLackOutputs: true,
    });
    sets.push({
      ...set,
      navLabel: set.title,
      description: `${set.title}.`,
      parent: PAGE,
      bodyHtml: TO_DO + set.bodyHtml,
    });
  }
  return [guide, ...sets];
}

const TO_DO =
  "<p>To be done in JupyterLab, where answers are checked: <code>npm run paper -- lab</code>, then the folder " +
  `<code>${FOLDER}</code>.</p>\n`;
