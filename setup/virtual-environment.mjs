import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { fingerprint } from "./hash.mjs";
import { python } from "./pip.mjs";
import { runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * A Python environment inside the checkout.
 * @typedef {object} Environment
 * @property {string} folder
 * @property {string} requirements a list of pinned packages, for pip; all that they need is on it
 * @property {readonly string[]} [inputs] further files that decide about it
 * @property {string} what for messages: what pip installs
 */

/**
 * @param {string} project
 * @param {Environment} environment
 */
export const pythonOf = (project, { folder }) =>
  path.join(project, folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** The stamp lies in the environment, and goes with it. */
const stampFile = (/** @type {string} */ project, /** @type {Environment} */ { folder }) =>
  path.join(project, folder, "requirements-key");

const keyOf = (/** @type {string} */ project, /** @type {Environment} */ { requirements, inputs = [] }) =>
  fingerprint(project, [requirements, ...inputs]);

/**
 * Whether it was finished, from the same list.
 * @param {string} project
 * @param {Environment} environment
 */
export function environmentIsThere(project, environment) {
  const stamp = stampFile(project, environment);
  // existsSync follows the link: a Python that was upgraded away leaves a dead one.
  if (!fs.existsSync(stamp) || !fs.existsSync(pythonOf(project, environment))) return false;
  return fs.readFileSync(stamp, "utf8") === keyOf(project, environment);
}

/**
 * Makes it from nothing.
 * @param {string} project
 * @param {Environment} environment
 * @param {{ log: string, pipOptions?: readonly string[], finish?: () => Promise<void> }} options finish: what else must
 *   succeed before it counts as made
 */
export async function makeEnvironment(project, environment, { log, pipOptions = [], finish }) {
  const { folder, requirements, what } = environment;
  fs.rmSync(path.join(project, folder), { recursive: true, force: true });
  const options = { cwd: project, log };
  const made = await runQuietly(python(), ["-m", "venv", path.join(project, folder)], options);
  if (!made.ok) throw new SetupError(`Python could not make the environment ${folder}:\n${tail(made.output, 5)}`);
  const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...pipOptions, "-r", requirements];
  const installed = await runQuietly(pythonOf(project, environment), args, options);
  if (!installed.ok) {
    throw new SetupError(
      `pip could not install ${what}; mend what it says below, then run the same command again:\n${tail(installed.output, 8)}`,
    );
  }
  await finish?.();
  fs.writeFileSync(stampFile(project, environment), keyOf(project, environment));
}
