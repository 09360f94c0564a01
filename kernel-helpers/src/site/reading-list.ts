import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../base/paths";

/** How the README introduces a notebook. */
export interface Introduction {
  /** `05 Physical triggers succeed`. */
  label: string;
  /** What it shows. */
  shows: string;
}

/** What the README's table of contents says of each notebook, by the notebook's name: it is written there once. */
export function introductions(): Map<string, Introduction> {
  const readme = fs.readFileSync(path.join(projectRoot(), "README.md"), "utf8");
  const rows = readme.matchAll(/^\| *\[([^\]]+)\]\(notebooks\/([^)]+)\.ipynb\) *\|[^|]*\| *([^|]*?) *\|$/gm);
  return new Map([...rows].map(([, label, name, shows]) => [name, { label, shows }]));
}
