import * as path from "node:path";
import type { Command } from "commander";
import { localPath } from "../../base/paths";
import { committedSources, executedSources } from "../../site/sources";
import { sitePages } from "../../site/site-pages";
import { refuseStrangers, siteFiles, writeSite, type WrittenSite } from "../../site/write-site";
import { refuseOwn } from "../dataset";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

interface SiteOptions {
  out?: string;
  executed?: boolean;
  json?: boolean;
}

/** `paper site`: the edition as a static site, for readers who install nothing. */
export function registerSite(program: Command): void {
  program
    .command("site")
    .summary("make a static site of the notebooks and the claims")
    .description(
      "Make a static site of the notebooks, with the page of claims: readable without scripts, also as files without a " +
        "server, with no request to any other host. It shows what is committed; an earlier site is replaced.",
    )
    .option("--out <dir>", "where it goes (default: site in the local folder)")
    .option("--executed", "of the notebooks that this machine executed, and its results")
    .option("--json", "print JSON")
    .action(async ({ out, executed, json }: SiteOptions) => {
      refuseOwn("site");
      const folder = path.resolve(out ?? localPath("site"));
      refuseStrangers(folder); // before the work, too
      const pages = await sitePages(executed ? executedSources() : committedSources());
      const written = writeSite(siteFiles(pages), folder);
      emit(json, written, () => siteText(written));
    });
}

const MEGABYTE = 2 ** 20;

/** What was written, and where to look. */
function siteText({ folder, files, bytes }: WrittenSite): string {
  const pages = files.filter((file) => file.path.endsWith(".html"));
  return [
    ...pages.map((page) => `${page.path.padEnd(34)}${(page.bytes / 1024).toFixed(0).padStart(5)} KB`),
    `${pages.length} pages, ${files.length} files, ${(bytes / MEGABYTE).toFixed(1)} MB`,
    `Open ${withRelativePaths(path.join(folder, "index.html"))}`,
    `The page of the recogniser wants a server: python3 -m http.server --directory ${withRelativePaths(folder)}`,
  ].join("\n");
}
