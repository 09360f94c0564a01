import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf, UserError } from "./errors";
import { readJson, reasonOf } from "./files";
import { sha256 } from "./hash";
import { dataPath } from "./paths";

/**
 * Files of packages that programs of others read, or nobody checks: `networks` the weights and what describes them,
 * `light` the panoramas, `font` the letters of figures.
 */
export type PinnedGroup = "networks" | "light" | "font";

/** Package to file to SHA-256. */
export type PinnedFiles = Record<string, Record<string, string>>;

export const pinnedFiles = (group: PinnedGroup): PinnedFiles =>
  readJson<Record<PinnedGroup, PinnedFiles>>(dataPath("pinned-files.json"))[group];

const checked = new Set<PinnedGroup>();

/**
 * Makes sure, once in a process, that these files are the ones that the results were made with: npm looks only when it
 * installs them, and a byte that changed afterwards would change numbers or pictures in silence.
 *
 * @param root where the packages lie, for tests; the folder that they are found in if absent
 * @throws UserError for the first file that is missing or was changed
 */
export function checkPinned(group: PinnedGroup, root?: string): void {
  if (checked.has(group) && root === undefined) return;
  for (const [name, files] of Object.entries(pinnedFiles(group))) {
    const folder = root === undefined ? packageFolder(name) : path.join(root, name);
    for (const [file, expected] of Object.entries(files)) checkFile(path.join(folder, file), expected);
  }
  if (root === undefined) checked.add(group);
}

const MEND = 'run "npm ci", which fetches it again';

/** Where a package lies; some let nobody ask for their package.json. @throws UserError if it is not there */
export function packageFolder(name: string): string {
  const places = require.resolve.paths(name) ?? [];
  const folder = places.map((place) => path.join(place, name)).find((each) => fs.existsSync(each));
  if (folder === undefined) {
    throw new UserError(`expected the package ${name} in node_modules and did not find it: run "npm ci", which fetches it`); // prettier-ignore
  }
  return folder;
}

function checkFile(file: string, expected: string): void {
  let content: Buffer;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    throw new UserError(`could not read ${file} (${reasonOf(error) ?? messageOf(error)}): ${MEND}`);
  }
  if (sha256(content) === expected) return;
  throw new UserError(`${file} is damaged (its checksum does not match): ${MEND}`);
}
