import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf, UserError } from "../base/errors";
import { reasonOf } from "../base/files";
import { sha256 } from "../base/hash";
import { siteSource } from "./bundle";
import { inOrder, renderPage, SITE_STYLE, type SiteFile, type SitePage } from "./page";
import { siteOf } from "./site-pages";

/** A folder with this file in it is a site that was made here, whole. */
export const MARKER = "site.json";
const MADE_BY = "paper site";

export interface WrittenSite {
  folder: string;
  /** All files, in the order of their paths. */
  files: { path: string; bytes: number }[];
  bytes: number;
}

/** Every file of the site by its path: pages, what they need, and the style that they share. */
export function siteFiles(pages: readonly SitePage[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const site = siteOf(pages);
  const add = (name: string, bytes: Buffer) => {
    const known = files.get(name);
    if (known && !known.equals(bytes)) throw new Error(`two files of the site are called ${name}`);
    files.set(name, bytes);
  };
  add(SITE_STYLE, fs.readFileSync(siteSource("assets", "site.css")));
  for (const page of inOrder(pages)) {
    add(page.path, Buffer.from(renderPage(page, site)));
    for (const file of page.files ?? []) add(file.path, contentOf(file));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const contentOf = (file: SiteFile): Buffer =>
  "bytes" in file ? Buffer.from(file.bytes) : fs.readFileSync(file.copyFrom);

/**
 * Writes the site beside `folder` and puts it in its place when it is whole. What was there is replaced only if it is a
 * site of ours.
 *
 * @throws UserError if the folder holds something else or cannot be written
 */
export function writeSite(files: ReadonlyMap<string, Buffer>, folder: string): WrittenSite {
  refuseStrangers(folder);
  const listed = [...files].map(([name, bytes]) => ({ path: name, bytes: bytes.length }));
  const unfinished = `${folder}.unfinished-${process.pid}`;
  try {
    for (const [name, bytes] of files) {
      const file = path.join(unfinished, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, bytes);
    }
    fs.writeFileSync(path.join(unfinished, MARKER), JSON.stringify(markerOf(files), null, 1) + "\n");
    replace(folder, unfinished);
  } catch (error) {
    if (fs.existsSync(unfinished)) fs.rmSync(unfinished, { recursive: true, force: true });
    throw new UserError(`could not write the site to ${folder}: ${reasonOf(error) ?? messageOf(error)}`);
  }
  return { folder, files: listed, bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0) };
}

const markerOf = (files: ReadonlyMap<string, Buffer>) => ({
  madeBy: MADE_BY,
  files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
});

/** An earlier site of ours, or nothing, may be replaced. */
export function refuseStrangers(folder: string): void {
  if (!fs.existsSync(folder)) return;
  if (!fs.statSync(folder).isDirectory()) throw new UserError(`${folder} is a file: give --out a folder for the site`);
  const names = fs.readdirSync(folder);
  if (names.length > 0 && !isOurs(path.join(folder, MARKER))) {
    throw new UserError(
      `${folder} holds other files (${names[0]}): give --out an empty folder, or one that does not exist`,
    );
  }
}

function isOurs(marker: string): boolean {
  try {
    return (JSON.parse(fs.readFileSync(marker, "utf8")) as { madeBy?: string }).madeBy === MADE_BY;
  } catch {
    return false;
  }
}

function replace(folder: string, unfinished: string): void {
  const old = `${unfinished}-old`;
  const hasOld = fs.existsSync(folder);
  if (hasOld) fs.renameSync(folder, old);
  try {
    fs.renameSync(unfinished, folder);
  } catch (error) {
    if (hasOld) fs.renameSync(old, folder);
    throw error;
  }
  fs.rmSync(old, { recursive: true, force: true });
}
