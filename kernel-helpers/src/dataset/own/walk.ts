import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../../base/errors";
import { reasonOf } from "../../base/files";
import { isSystemName } from "./names";

/** Anything that lies in a folder; what a link leads to is never looked at. */
export interface Entry {
  /** Its path in the folder, with / between the parts. */
  file: string;
  kind: "file" | "folder" | "link" | "special" | "system" | "unreadable";
  /** Size and times, which change when it does; empty for a folder. */
  state: number[];
  /** Why it is unreadable. */
  problem?: string;
}

/** Folders are entered this far down: person/condition/file. What lies deeper is listed as its folder. */
const DEPTH = 2;

/** Everything in a folder, in the order of its names, without opening any file. Nothing in a system's folder is listed. */
export function walk(root: string, folder = ""): Entry[] {
  return namesIn(path.join(root, folder)).flatMap((name): Entry[] => {
    const file = folder === "" ? name : `${folder}/${name}`;
    const entry = entryOf(root, file, name);
    if (entry.kind !== "folder" || file.split("/").length > DEPTH) return [entry];
    try {
      return [entry, ...walk(root, file)];
    } catch (error) {
      return [{ ...entry, kind: "unreadable", problem: reasonOf(error) ?? messageOf(error) }];
    }
  });
}

/** By code units, the same on every machine. */
const namesIn = (folder: string): string[] => fs.readdirSync(folder).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

function entryOf(root: string, file: string, name: string): Entry {
  if (isSystemName(name)) return { file, kind: "system", state: [] };
  try {
    const stats = fs.lstatSync(path.join(root, file));
    if (stats.isDirectory()) return { file, kind: "folder", state: [] };
    const kind = stats.isSymbolicLink() ? "link" : stats.isFile() ? "file" : "special";
    return { file, kind, state: [stats.size, stats.mtimeMs, stats.ctimeMs] };
  } catch (error) {
    return { file, kind: "unreadable", state: [], problem: reasonOf(error) ?? messageOf(error) };
  }
}
