import * as fs from "node:fs";
import * as path from "node:path";
import { readJson, unlessDamaged, writeJsonAtomic } from "../../base/files";
import { warnOnce } from "../../base/warn";
import { imageSet } from "../image-set";
import type { ImportReport } from "./report";

const REPORT = "report.json";

/** A report as it is stored: its files are named relative to its folder, so that the folder may be moved. */
interface StoredReport extends Omit<ImportReport, "set" | "folder"> {
  /** What the folder of photographs was, and the code. */
  state: string;
  name: string;
}

export function writeReport(report: ImportReport, state: string): void {
  const { set, kept, dropped, warnings, contactSheet, folder } = report;
  const relative = (file: string): string => path.relative(folder, file);
  const stored: StoredReport = {
    state,
    name: set.name,
    kept: kept.map((each) => ({ ...each, image: { ...each.image, file: relative(each.image.file) } })),
    dropped,
    warnings,
    contactSheet: relative(contactSheet),
  };
  writeJsonAtomic(path.join(folder, REPORT), stored);
}

/** The report that lies in a folder, if it is of this state and all its files are there. */
export function readReport(folder: string, state: string): ImportReport | undefined {
  const file = path.join(folder, REPORT);
  const stored = fs.existsSync(file) ? wholeReport(file) : undefined;
  if (stored?.state !== state) return undefined;
  const absolute = (name: string): string => path.join(folder, name);
  const kept = stored.kept.map((each) => ({ ...each, image: { ...each.image, file: absolute(each.image.file) } }));
  const contactSheet = absolute(stored.contactSheet);
  if (![contactSheet, ...kept.map(({ image }) => image.file)].every((each) => fs.existsSync(each))) return undefined;
  const set = imageSet(stored.name, kept.map(({ image }) => image)); // prettier-ignore
  return { set, kept, dropped: stored.dropped, warnings: stored.warnings, contactSheet, folder };
}

/** A damaged report is as good as none. */
const wholeReport = (file: string): StoredReport | undefined =>
  unlessDamaged(
    () => readJson<StoredReport>(file),
    () => warnOnce(`${file} is damaged and will be made again`),
  );
