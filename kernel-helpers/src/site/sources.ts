import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../base/errors";
import { localPath, projectRoot } from "../base/paths";
import { EXPERIMENTS } from "../experiments";
import { committedResult } from "../experiments/committed";
import { knownMeasures } from "../experiments/known-measures";
import { notebookNames } from "../notebook/execute";
import { measuresOf, type Measures } from "../paper/measures";

/** What a site is made of. */
export interface SiteSources {
  /** The executed notebooks, in reading order. */
  notebooks: readonly { name: string; file: string }[];
  /** What the claims are judged on, and a sentence that says whose results these are. */
  measures: Measures;
  whose: string;
}

/** What travels with the project: notebooks and results fit together, and every machine makes the same site of them. */
export function committedSources(): SiteSources {
  const entries = EXPERIMENTS.flatMap((experiment) => {
    const result = committedResult(experiment, "laptop");
    return result ? experiment.measures(result) : [];
  });
  return {
    notebooks: committedNotebooks(),
    measures: measuresOf(entries),
    whose: "Our numbers are those that travel with the project.",
  };
}

const committedNotebooks = (): { name: string; file: string }[] =>
  notebookNames().map((name) => ({ name, file: path.join(projectRoot(), "notebooks", `${name}.ipynb`) }));

/** What this machine made with `paper all` or `paper notebooks`; what it has not made is what travels. */
export function executedSources(): SiteSources {
  const executed = (name: string) => localPath("notebooks", `${name}.ipynb`);
  const notebooks = committedNotebooks().map(({ name, file }) => ({
    name,
    file: fs.existsSync(executed(name)) ? executed(name) : file,
  }));
  if (notebooks.every(({ name, file }) => file !== executed(name))) {
    throw new UserError(`there are no executed notebooks in ${localPath("notebooks")}: npm run paper -- notebooks makes them`); // prettier-ignore
  }
  return {
    notebooks,
    measures: knownMeasures({ name: "laptop" }),
    whose: "Our numbers are those of the machine that made this site, and where it has none, those that travel with the project.", // prettier-ignore
  };
}
