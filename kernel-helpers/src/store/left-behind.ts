import * as fs from "node:fs";
import * as path from "node:path";
import { TEMPORARY_NAME } from "../base/files";

/** What the run lock is made of. */
const LOCK_PART = /^run\.lock\.\d+(\.stale)?$/;

const isTemporary = (name: string): boolean => TEMPORARY_NAME.test(name) || LOCK_PART.test(name);

/** A file is written in seconds; what is older than this belongs to nobody, on whichever machine it was written. */
export const OLD_MS = 60 * 60 * 1000;

/**
 * Deletes temporary files that runs left behind when they were killed. Nothing ever reads them; they only take space, and
 * so does what cannot be deleted.
 *
 * @param now the time by the clock of that disk, in milliseconds; files from after it stay
 * @returns how many there were
 */
export function removeLeftBehind(folder: string, now: number): number {
  let removed = 0;
  for (const entry of entriesOf(folder)) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) removed += removeLeftBehind(file, now);
    else if (entry.isFile() && isTemporary(entry.name) && removeIfOld(file, now)) removed++;
  }
  return removed;
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function removeIfOld(file: string, now: number): boolean {
  try {
    if (now - fs.statSync(file).mtimeMs <= OLD_MS) return false;
    fs.rmSync(file);
    return true;
  } catch {
    return false; // its writer renamed it in the meantime, or it may not be deleted here
  }
}
