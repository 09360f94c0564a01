import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../base/errors";
import { writeAtomic } from "../../base/files";
import { hashOf } from "../../base/hash";
import { localPath, photographsPath } from "../../base/paths";
import type { OnProgress } from "../../base/progress";
import { runJobs, workerCount } from "../../jobs/pool";
import { codeVersion } from "../../store/code-version";
import { withRunLock } from "../../store/run-lock";
import { imageSet } from "../image-set";
import { checkConsent } from "./consent";
import { importPage } from "./contact-page";
import { importSheet } from "./contact-sheet";
import type { Outcome, PhotographJob } from "./import-photograph";
import { listFolder, type FolderList } from "./list-folder";
import type { ImportReport } from "./report";
import { settle } from "./settle";
import { readReport, writeReport } from "./stored-report";

export interface ImportOptions {
  /** Where the copies are stored, inside the project's local folder; local/photographs/<name>-<hash> if absent. */
  out?: string;
  onProgress?: OnProgress;
  /** Worker processes; at most two if absent, since each takes up to 700 MB. */
  workers?: number;
}

const MAX_WORKERS = 2;
/** That one photograph may take: a worker loads its networks in ten, and a decoder gives up after sixty. */
const SECONDS = 180;

/**
 * Makes a data set of a folder of photographs. The photographs are only read; small copies of the faces, without any
 * metadata, are stored in the project's local folder, each when it is done, so that an interrupted import goes on where
 * it stopped. A folder that is still what it was is not imported again. Copies of photographs that are no longer in the
 * folder are deleted.
 *
 * @throws UserError if the folder cannot be read, somebody in it has not agreed, or no photograph can be used
 */
export async function importPhotographs(folder: string, options: ImportOptions = {}): Promise<ImportReport> {
  const list = listFolder(folder);
  const unmatched = checkConsent(list.root, [...new Set(list.photographs.map(({ person }) => person))]);
  const out = outFolder(list.root, options.out);
  const stored = readReport(out, stateOf(list));
  if (stored) return stored;
  return withRunLock(async () => {
    const copies = path.join(out, "copies");
    const outcomes = await runPhotographs(list, copies, options);
    const settled = settle(list.photographs, outcomes, copies);
    const dropped = [...list.dropped, ...settled.dropped];
    const warnings = [...list.warnings, ...unmatched, ...settled.warnings, ...changesSince(list)];
    const name = path.basename(list.root);
    const sheet = path.join(out, "contact-sheet.jpg");
    writeAtomic(sheet, await importSheet(settled.kept, dropped));
    writeAtomic(path.join(out, "contact-sheet.html"), importPage(name, { kept: settled.kept, dropped, warnings }, out));
    const report: ImportReport = {
      set: imageSet(name, settled.kept.map(({ image }) => image)), // prettier-ignore
      kept: settled.kept,
      dropped: dropped.map(({ file, reason }) => ({ file, reason })),
      warnings,
      contactSheet: sheet,
      folder: out,
    };
    if (report.kept.length === 0) throw new UserError(nothingKept(list.root, report));
    writeReport(report, stateOf(list));
    removeOthers(copies, outcomes);
    return report;
  });
}

/** What was imported of a folder before, if the folder is still what it was: by names, sizes and times of its files. */
export function findImported(folder: string, { out }: Pick<ImportOptions, "out"> = {}): ImportReport | undefined {
  const list = listFolder(folder);
  return readReport(outFolder(list.root, out), stateOf(list));
}

/** The folder's content, and the code that makes a set of it. */
const stateOf = ({ root, state }: FolderList): string =>
  hashOf([root, state, codeVersion("dataset/own", "teachers/face-detector", "teachers/face-crop")]);

function outFolder(root: string, out?: string): string {
  const local = localPath();
  const folder = out === undefined ? photographsPath(root) : path.resolve(out);
  if (!isInside(folder, local)) {
    throw new UserError(`expected a folder in ${local} for the copies of photographs, got ${folder}: nothing of them is stored elsewhere`); // prettier-ignore
  }
  if (isInside(folder, root)) {
    throw new UserError(
      `the copies would lie in the folder of the photographs, ${root}: name a folder without ${folder}`,
    );
  }
  return folder;
}

function isInside(folder: string, parent: string): boolean {
  const way = path.relative(parent, folder);
  return way !== "" && way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function runPhotographs({ root, photographs }: FolderList, copies: string, options: ImportOptions): Promise<Outcome[]> {
  const { onProgress, workers = Math.min(MAX_WORKERS, workerCount()) } = options;
  const jobs = photographs.map(({ file }) => ({
    module: "dataset/own/import-photograph",
    run: "importPhotograph",
    argument: { root, file, folder: copies },
    label: file,
  }));
  const onLost = (_: PhotographJob, why: string): Outcome => ({
    reason: `whoever decoded it ended in the middle, twice (${why}): export it again, as JPEG`,
  });
  return runJobs<PhotographJob, Outcome>(jobs, { workers, onProgress, label: "photographs", seconds: SECONDS, onLost });
}

function changesSince({ root, state }: FolderList): string[] {
  return listFolder(root).state === state
    ? []
    : [`${root} changed while it was read: run again when nothing writes to it, what was imported stays`];
}

function nothingKept(root: string, { dropped, contactSheet }: ImportReport): string {
  if (dropped.length === 0) return `${root} has no photographs: expected person/condition/*.jpg (data/photographs/README.md says more)`; // prettier-ignore
  const [{ file, reason }] = dropped;
  return `none of the ${dropped.length} files of ${root} can be used; the first is ${file}, and ${reason} (${contactSheet} shows all)`; // prettier-ignore
}

/** Deletes what was stored of photographs that are no longer in the folder, or by other code. */
function removeOthers(copies: string, outcomes: readonly Outcome[]): void {
  const names = new Set(outcomes.flatMap(({ name }) => (name === undefined ? [] : [name])));
  for (const file of fs.readdirSync(copies)) {
    if (!names.has(path.parse(file).name)) fs.rmSync(path.join(copies, file), { force: true });
  }
}
