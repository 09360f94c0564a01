import { UserError } from "../base/errors";
import { chosenDataset } from "../base/paths";
import type { ImageSet } from "./image-set";
import { findImported } from "./own/import";

/** Photographs of one's own, imported: they stand in for the volunteers'. */
export interface OwnPhotographs {
  set: ImageSet;
  /** Where the import keeps the cut-out photographs, and everything that is made of them. */
  folder: string;
}

let known: { dataset: string; own: OwnPhotographs } | undefined;

/**
 * The photographs that `PAPER_DATASET` names; undefined where it is not set, and the rendered ones are used.
 *
 * @throws UserError if they are not imported yet
 */
export function chosenPhotographs(): OwnPhotographs | undefined {
  const dataset = chosenDataset();
  if (dataset === undefined) return undefined;
  if (known?.dataset === dataset) return known.own;
  const report = findImported(dataset);
  if (!report) {
    throw new UserError(
      `the photographs in ${dataset} have changed or are not imported yet: "npm run paper -- photos ${dataset}" imports them`,
    );
  }
  known = { dataset, own: report };
  return report;
}

/** Forgets what was read, since photographs came or went. */
export function forgetPhotographs(): void {
  known = undefined;
}
