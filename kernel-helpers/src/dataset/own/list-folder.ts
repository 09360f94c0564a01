import * as fs from "node:fs";
import { UserError } from "../../base/errors";
import { reasonOf } from "../../base/files";
import { hashOf } from "../../base/hash";
import { CONSENT_FILE } from "./consent";
import { LIST_FILE, readList } from "./list-file";
import { conditionName, nameProblem, personName } from "./names";
import type { DroppedPhotograph } from "./report";
import { walk, type Entry } from "./walk";

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
  /** Changes when anything in the folder is added, removed, renamed or written. */
  state: string;
}

const PHOTOGRAPH = /\.(jpe?g|png|hei[cf]|webp|tiff?)$/i;
const KINDS = "jpg, jpeg, png, heic, heif, webp, tif, tiff";
/** Texts that may lie beside the photographs. */
const TEXTS = /^(readme|licen[cs]e|notice)(\.(md|txt|html?))?$/i;

/**
 * Lists the photographs of a folder: person/condition/file, person/file (which is clean), or the files that
 * photographs.csv names. Whatever is none is dropped with its reason or named in a warning.
 *
 * @throws UserError if there is no such folder, or its list cannot be read
 */
export function listFolder(folder: string): FolderList {
  const root = realFolder(folder);
  const entries = walk(root);
  const state = hashOf(entries.map(({ file, kind, state }) => [file, kind, state]));
  const hasList = entries.some(({ file, kind }) => file === LIST_FILE && kind === "file");
  const listed = hasList ? fromList(root, entries) : fromFolders(root, entries);
  return {
    root,
    photographs: sorted(listed.photographs, ({ person, condition, file }) => [
      person,
      condition === "clean" ? "" : condition,
      file,
    ]),
    dropped: sorted(listed.dropped, ({ file }) => [file]),
    warnings: [...systemWarning(entries), ...listed.warnings],
    state,
  };
}

/** By code units, the same on every machine. */
function sorted<T>(items: readonly T[], keysOf: (item: T) => string[]): T[] {
  const compare = (a: readonly string[], b: readonly string[]): number => {
    const i = a.findIndex((key, k) => key !== b[k]);
    return i < 0 ? 0 : a[i] < b[i] ? -1 : 1;
  };
  return [...items].sort((a, b) => compare(keysOf(a), keysOf(b)));
}

function realFolder(folder: string): string {
  try {
    const root = fs.realpathSync(folder);
    fs.readdirSync(root);
    return root;
  } catch (error) {
    throw new UserError(`could not read ${folder}: ${reasonOf(error) ?? "it is no folder"}; name the folder of your photographs`); // prettier-ignore
  }
}

type Listed = Pick<FolderList, "photographs" | "dropped" | "warnings">;

function fromFolders(root: string, entries: readonly Entry[]): Listed {
  const folders = entries.filter(({ kind }) => kind === "folder").map(({ file }) => file);
  const misplaced = folders.find((file) => !file.includes("/") && conditionName(file) === "clean");
  if (misplaced !== undefined) {
    throw new UserError(
      `${root} has a folder "${misplaced}" where the people's folders are expected: put it into the folder of the person, person/${misplaced}`,
    );
  }
  const photographs: FoundPhotograph[] = [];
  const dropped: DroppedPhotograph[] = [];
  for (const entry of entries) {
    const { file } = entry;
    const parts = file.split("/");
    const problem = problemOf(entry) ?? (parts.length === 1 && isPhotograph(entry) ? BESIDE : undefined);
    if (problem !== undefined) dropped.push({ file, reason: problem });
    else if (isPhotograph(entry)) {
      const condition = parts.length === 3 ? conditionName(parts[1]) : "clean";
      photographs.push({ file, person: personName(parts[0]), condition });
    }
  }
  const isEmpty = (folder: string): boolean => !photographs.some(({ file }) => file.startsWith(`${folder}/`));
  const warnings = folders
    .filter((folder) => folder.split("/").length <= 2 && isEmpty(folder))
    .map((folder) => `the folder ${folder} has no photographs: add some or remove it`);
  return { photographs, dropped, warnings };
}

const BESIDE = `it lies beside the people's folders: move it into person/condition/, or name it in ${LIST_FILE}`;

function fromList(root: string, entries: readonly Entry[]): Listed {
  const byName = new Map(entries.map((entry) => [entry.file.normalize("NFC"), entry]));
  const photographs: FoundPhotograph[] = [];
  const dropped: DroppedPhotograph[] = [];
  const seen = new Set<string>();
  for (const { file, person, condition, line } of readList(root)) {
    const entry = byName.get(file.normalize("NFC"));
    const name = [personName(person), conditionName(condition)].map(nameProblem).find((problem) => problem);
    const problem =
      entry === undefined
        ? `line ${line} of ${LIST_FILE} names it, and it is not there: correct its name`
        : name !== undefined
          ? `line ${line} of ${LIST_FILE} gives it ${name}: write another one`
          : seen.has(entry.file)
            ? `line ${line} of ${LIST_FILE} names it once more: give each photograph one line`
            : (problemOf(entry) ?? (isPhotograph(entry) ? undefined : NOT_PHOTOGRAPH));
    if (entry) seen.add(entry.file);
    if (problem !== undefined || !entry) dropped.push({ file: entry?.file ?? file, reason: problem! });
    else photographs.push({ file: entry.file, person: personName(person), condition: conditionName(condition) });
  }
  for (const entry of entries) {
    const problem = seen.has(entry.file)
      ? undefined
      : (problemOf(entry) ?? (isPhotograph(entry) ? UNLISTED : undefined));
    if (problem !== undefined) dropped.push({ file: entry.file, reason: problem });
  }
  return { photographs, dropped, warnings: [] };
}

const UNLISTED = `${LIST_FILE} does not name it: give it a line there`;

const isPhotograph = ({ file, kind }: Entry): boolean => kind === "file" && PHOTOGRAPH.test(file);
const NOT_PHOTOGRAPH = `its name does not end as that of a photograph (${KINDS}): export it as one of these or remove it`;

/** Why an entry cannot be a photograph; undefined if it can, or is none and need not be told of. */
function problemOf({ file, kind, problem }: Entry): string | undefined {
  const parts = file.split("/");
  if (kind === "unreadable") return `it could not be read (${problem}): mend that, or give it a plain name`;
  if (kind === "link") return "it is a link, and links are not followed: copy the photograph itself into the folder";
  if (kind === "special") return "it is no file (a pipe, a socket or a device): remove it";
  if (kind === "folder") {
    return parts.length > 2 ? "this folder lies too deep and was not opened: photographs belong in person/condition/" : undefined; // prettier-ignore
  }
  if (kind === "system" || PHOTOGRAPH.test(file)) return undefined;
  const name = parts[parts.length - 1];
  if (parts.length === 1 && (name === CONSENT_FILE || name === LIST_FILE || TEXTS.test(name))) return undefined;
  return TEXTS.test(name) ? undefined : NOT_PHOTOGRAPH;
}

/** Names that one sentence lists at most. */
const LISTED = 5;

function systemWarning(entries: readonly Entry[]): string[] {
  const names = entries.filter(({ kind }) => kind === "system").map(({ file }) => file);
  if (names.length === 0) return [];
  const shown = names.slice(0, LISTED).join(", ") + (names.length > LISTED ? ", …" : "");
  return [`${names.length} hidden or system files were left out: ${shown}`];
}
