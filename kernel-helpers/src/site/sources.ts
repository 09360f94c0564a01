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
  /** Where the executed notebooks lie. */
  notebookFolder: string;
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
    notebookFolder: path.join(projectRoot(), "notebooks"),
    measures: measuresOf(entries),
    whose: "Our numbers are those that travel with the project.",
  };
}

/** What this machine made with `paper all` or `paper notebooks`. */
export function executedSources(): SiteSources {
  const notebookFolder = localPath("notebooks");
  if (!fs.existsSync(notebookFolder) || notebookNames(notebookFolder).length === 0) {
    throw new UserError(`there are no executed notebooks in ${notebookFolder}: npm run paper -- notebooks makes them`);
  }
  return {
    notebookFolder,
    measures: knownMeasures({ name: "laptop" }),
    whose:
      "Our numbers are those of the machine that made this site, and where it has none, those that travel with the project.",
  };
}
