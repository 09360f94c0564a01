import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/** @typedef {{ version?: string, link?: boolean, optional?: boolean }} LockedPackage */

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its own account of node_modules at the very
 * end of an install, so an install that was cut off does not pass; one that the reader made by `npm install` does.
 * @param {string} project
 */
export function packagesAreThere(project) {
  const wanted = lockedPackages(path.join(project, "package-lock.json"));
  const there = lockedPackages(path.join(project, "node_modules/.package-lock.json"));
  if (!wanted || !there) return false;
  return Object.entries(wanted).every(([folder, { version, link, optional }]) => {
    if (!folder.startsWith("node_modules/") || link) return true;
    if (!there[folder]) return optional === true; // for another system
    return there[folder].version === version && fs.existsSync(path.join(project, folder, "package.json"));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch {
    return undefined; // missing, or cut off while it was written
  }
}

/**
 * @param {string} project
 * @param {string} log
 */
export async function installPackages(project, log) {
  // npm's own file where npm started us, so that the same npm goes on; a shell is needed for npm.cmd alone.
  const npm = process.env.npm_execpath;
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const options = { cwd: project, log };
  const outcome = npm?.endsWith(".js")
    ? await runQuietly(process.execPath, [npm, ...args], options)
    : await runQuietly("npm", args, options);
  if (outcome.ok && packagesAreThere(project)) return;
  throw new SetupError(
    `npm could not install the packages; mend what it says below (often the network or a full disk), then run the same command again:\n${tail(outcome.output)}`,
  );
}
