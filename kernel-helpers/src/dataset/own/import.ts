import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../base/errors";
import { readJson, writeJsonAtomic } from "../../base/files";
import { hashOf } from "../../base/hash";
import { localPath } from "../../base/paths";
import type { OnProgress } from "../../base/progress";
import { runJobs } from "../../jobs/pool";
import { withRunLock } from "../../store/run-lock";
import { imageSet, type DatasetImage } from "../image-set";
import type { Outcome, PhotographJob } from "./import-photograph";
import { listFolder, type FolderList } from "./list-folder";
import type { DroppedPhotograph, ImportReport, KeptPhotograph } from "./report";

export interface ImportOptions {
  /** Where the copies are stored, inside the project's local folder; local/photographs/<name>-<hash> if absent. */
  out?: string;
  onProgress?: OnProgress;
  workers?: number;
}

/**
 * Makes a data set of a folder of photographs. The photographs are read and never altered; small copies of the faces
 * are stored in the project's local folder, each when it is done, so an interrupted import goes on where it stopped.
 *
 * @throws UserError if the folder cannot be read, or somebody in it has not agreed.
 */
export async function importPhotographs(folder: string, options: ImportOptions = {}): Promise<ImportReport> {
  const list = listFolder(folder);
  const out = path.resolve(options.out ?? defaultFolder(list.root));
  const stored = findImported(folder, out);
  if (stored) return stored;
  const jobs = list.photographs.map(({ file }) => jobFor(list.root, file, path.join(out, "copies")));
  const { workers, onProgress } = options;
  const outcomes = await withRunLock(() =>
    runJobs<PhotographJob, Outcome>(jobs, { workers, onProgress, label: "photographs" }),
  );
  const report = reportOf(list, outcomes, out);
  writeJsonAtomic(path.join(out, "report.json"), { state: stateOf(list), report });
  return report;
}

/** What was imported of a folder, if the folder is still what it was. */
export function findImported(folder: string, out = defaultFolder(fs.realpathSync(folder))): ImportReport | undefined {
  const file = path.join(out, "report.json");
  if (!fs.existsSync(file)) return undefined;
  const { state, report } = readJson<{ state: string; report: ImportReport }>(file);
  return state === stateOf(listFolder(folder)) ? report : undefined;
}

const defaultFolder = (root: string): string =>
  localPath("photographs", `${path.basename(root)}-${hashOf(root).slice(0, 8)}`);

/** Changes when a file is added, removed or written. */
const stateOf = ({ root, photographs }: FolderList): string =>
  hashOf(
    photographs.map(({ file }) => {
      const { size, mtimeMs } = fs.statSync(path.join(root, file));
      return [file, size, mtimeMs];
    }),
  );

const jobFor = (root: string, file: string, folder: string) => ({
  module: "dataset/own/import-photograph",
  run: "importPhotograph",
  argument: { root, file, folder },
  label: file,
});

function reportOf(list: FolderList, outcomes: readonly Outcome[], folder: string): ImportReport {
  const kept: KeptPhotograph[] = [];
  const dropped: DroppedPhotograph[] = [...list.dropped];
  const counts = new Map<string, number>();
  list.photographs.forEach(({ file, person, condition }, i) => {
    const { kept: copy, reason } = outcomes[i];
    if (!copy) return void dropped.push({ file, reason: reason ?? "unknown" });
    const group = `${person}/${condition}`;
    const index = counts.get(group) ?? 0;
    counts.set(group, index + 1);
    const { sha256, landmarks, facePixels } = copy;
    const stored = path.join(folder, "copies", copy.name);
    const image: DatasetImage = { id: `${group}/${index}`, file: stored, sha256, person, condition, landmarks };
    kept.push({ file, person, condition, image, facePixels });
  });
  if (kept.length === 0) throw new UserError(`no photograph of ${list.root} could be used`);
  const set = imageSet(path.basename(list.root), kept.map(({ image }) => image)); // prettier-ignore
  return { set, kept, dropped, warnings: list.warnings, contactSheet: path.join(folder, "contact-sheet.jpg"), folder };
}
