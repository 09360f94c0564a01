import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../base/errors";
import type { DroppedPhotograph } from "./report";

/** A file that may be a photograph of somebody. */
export interface FoundPhotograph {
  /** Its path in the folder, with / between the parts. */
  file: string;
  person: string;
  condition: string;
}

/** What a folder holds, before any photograph is opened. */
export interface FolderList {
  /** The folder's own path, without links. */
  root: string;
  photographs: FoundPhotograph[];
  dropped: DroppedPhotograph[];
  warnings: string[];
}

const PHOTOGRAPH = /\.(jpe?g|png|hei[cf]|webp|tiff?)$/i;

/** Lists the photographs of a folder person/condition/file; what lies in a person's own folder is clean. */
export function listFolder(folder: string): FolderList {
  if (!fs.existsSync(folder)) throw new UserError(`there is no folder ${folder}: name the folder of your photographs`);
  const root = fs.realpathSync(folder);
  const names = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const photographs = names.flatMap((name): FoundPhotograph[] => {
    const parts = name.split(path.sep);
    if (!PHOTOGRAPH.test(name) || parts.length < 2 || parts.length > 3) return [];
    return [{ file: parts.join("/"), person: parts[0], condition: parts.length === 3 ? parts[1] : "clean" }];
  });
  return { root, photographs, dropped: [], warnings: [] };
}
