import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { SitePage } from "kernel-helpers/dist/site/page";
import { sitePages } from "kernel-helpers/dist/site/site-pages";
import { committedSources } from "kernel-helpers/dist/site/sources";
import { siteFiles, writeSite } from "kernel-helpers/dist/site/write-site";

export interface BuiltSite {
  pages: SitePage[];
  /** Content by path. */
  files: Map<string, Buffer>;
  /** Where it is written. */
  folder: string;
}

let building: Promise<BuiltSite> | undefined;

/** The site of what is committed, made once for all tests. */
export const builtSite = (): Promise<BuiltSite> => (building ??= build());

async function build(): Promise<BuiltSite> {
  const pages = await sitePages(committedSources());
  const files = siteFiles(pages);
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), "paper-site-"));
  process.once("exit", () => fs.rmSync(parent, { recursive: true, force: true }));
  const folder = path.join(parent, "site");
  writeSite(files, folder);
  return { pages, files, folder };
}
