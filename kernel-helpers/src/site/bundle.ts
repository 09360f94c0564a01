import * as path from "node:path";
import { projectRoot } from "../base/paths";

/**
 * A script for a browser with everything that it imports, as one classic script: modules do not load from a file.
 *
 * @param source its TypeScript, from kernel-helpers/src/site on
 * @param alias packages that others stand for
 */
export function bundle(source: string, alias: Record<string, string> = {}): Uint8Array {
  // Loaded when a site is made: other commands start faster.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: [siteSource(source)],
    bundle: true,
    alias,
    format: "iife",
    target: "es2020",
    minify: true,
    charset: "utf8",
    legalComments: "inline",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0].contents;
}

/** A file of this room that is no module of Node's: scripts of the browser, styles. */
export const siteSource = (...parts: string[]): string =>
  path.join(projectRoot(), "kernel-helpers", "src", "site", ...parts);
