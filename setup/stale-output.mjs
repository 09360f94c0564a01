import fs from "node:fs";
import path from "node:path";

/** What the compiler writes beside or for a module. */
const OUTPUT = /(\.d\.ts|\.js)(\.map)?$/;

/**
 * Removes what the compiler once wrote for modules whose source has been moved or deleted since: it leaves such files
 * where they are, and Node or mocha would load them.
 * @param {string} output
 * @param {string} source
 * @returns {string[]} the removed files, relative to `output`
 */
export function removeStaleOutput(output, source) {
  if (!fs.existsSync(output)) return [];
  const files = fs.readdirSync(output, { recursive: true, encoding: "utf8" }).filter((name) => OUTPUT.test(name));
  const stale = files.filter((name) => !fs.existsSync(path.join(source, name.replace(OUTPUT, ".ts"))));
  for (const name of stale) fs.rmSync(path.join(output, name));
  return stale;
}
