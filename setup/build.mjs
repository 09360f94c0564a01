import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { setupFolder } from "./folders.mjs";
import { fingerprint } from "./hash.mjs";
import { runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";
import { removeStaleOutput } from "./stale-output.mjs";

/** Not `node_modules/.bin/tsc`: that is the old compiler inside tslab. @param {string} project */
export const compiler = (project) => path.join(project, "node_modules/typescript/bin/tsc");

const INPUTS = [
  "kernel-helpers/src",
  "kernel-helpers/package.json",
  "kernel-helpers/tsconfig.json",
  "tsconfig.base.json",
  "package-lock.json",
];

/** @param {string} project */
const stampFile = (project) => path.join(setupFolder(project), "build-key");
/** @param {string} project */
const mainFile = (project) => path.join(project, "kernel-helpers/dist/cli/main.js");

/** @param {string} project */
export function buildIsThere(project) {
  const stamp = stampFile(project);
  if (!fs.existsSync(stamp) || !fs.existsSync(mainFile(project))) return false;
  return fs.readFileSync(stamp, "utf8") === fingerprint(project, INPUTS);
}

/**
 * Compiles the helpers.
 * @param {string} project
 * @param {string} log
 */
export async function buildHelpers(project, log) {
  fs.rmSync(stampFile(project), { force: true });
  const key = fingerprint(project, INPUTS);
  removeStaleOutput(path.join(project, "kernel-helpers/dist"), path.join(project, "kernel-helpers/src"));
  const args = [compiler(project), "-b", "kernel-helpers"];
  const outcome = await runQuietly(process.execPath, args, { cwd: project, log });
  if (!outcome.ok) throw new SetupError(`the helpers do not compile:\n${tail(outcome.output, 20)}`);
  fs.mkdirSync(setupFolder(project), { recursive: true });
  fs.writeFileSync(stampFile(project), key);
}
