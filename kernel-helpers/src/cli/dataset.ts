import * as path from "node:path";
import { Option } from "commander";
import { chosenDataset } from "../base/paths";
import { UserError } from "../base/errors";
import { forgetPhotographs } from "../dataset/chosen-photographs";
import { importPhotographs } from "../dataset/own/import";
import type { ImportReport } from "../dataset/own/report";
import { skippedOn } from "../experiments";
import type { Experiment } from "../experiments/experiment";
import type { Profile } from "../experiments/profiles";
import { terminalProgress } from "../notebook/terminal-progress";
import { withRelativePaths } from "./report-error";

export const datasetOption = (): Option =>
  new Option("--dataset <dir>", "photographs of your own in place of the rendered people (data/photographs/README.md)");

/**
 * Makes photographs of one's own the data set of this command, and of every process that it starts. What is new in the
 * folder is imported; what came of it is said on standard error. Without a folder, `PAPER_DATASET` decides.
 */
export async function useDataset(folder = chosenDataset()): Promise<void> {
  if (folder === undefined) return;
  process.env.PAPER_DATASET = path.resolve(folder);
  forgetPhotographs();
  const { onProgress, stop } = terminalProgress();
  try {
    tell([importText(await importPhotographs(process.env.PAPER_DATASET, { onProgress }))]);
  } finally {
    stop();
  }
}

/** What of a profile's photographs is too little, and what of the experiments is left out: once, before anything runs. */
export function tellOwn(profile: Profile, experiments?: readonly Experiment[]): void {
  if (!profile.own) return;
  tell([...(profile.warnings ?? []), ...skippedOn(profile, experiments).map((sentence) => `Skipped: ${sentence}.`)]);
}

/** @throws UserError if photographs of one's own are chosen */
export function refuseOwn(what: string): void {
  if (chosenDataset() === undefined) return;
  throw new UserError(`${what} is for the rendered people: what is made of your own photographs stays in the local folder; unset PAPER_DATASET`); // prettier-ignore
}

function importText({ set, kept, dropped, warnings, contactSheet }: ImportReport): string {
  const lines = [
    `${set.name}: ${kept.length} photographs of ${set.people.length} people kept, ${dropped.length} dropped; see ${withRelativePaths(contactSheet)}`,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return lines.join("\n");
}

const tell = (sentences: readonly string[]): void => {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
};
