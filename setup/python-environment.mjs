import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { fingerprint } from "./hash.mjs";
import { python } from "./pip.mjs";
import { runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/** What decides about the environment. The stamp lies in it, and goes with it. */
const INPUTS = ["setup/requirements.txt"];

/** @param {string} project */
const venv = (project) => path.join(project, ".venv");
/** @param {string} project */
const stampFile = (project) => path.join(venv(project), "requirements-key");
/** @param {string} project */
const venvPython = (project) =>
  path.join(venv(project), process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** @param {string} project */
export function pythonIsThere(project) {
  const stamp = stampFile(project);
  // existsSync follows the link: a Python that was upgraded away leaves a dead one.
  if (!fs.existsSync(stamp) || !fs.existsSync(venvPython(project))) return false;
  return fs.readFileSync(stamp, "utf8") === fingerprint(project, INPUTS);
}

/**
 * Makes `.venv` with JupyterLab and nbconvert, from nothing.
 * @param {string} project
 * @param {string} log
 */
export async function installPython(project, log) {
  fs.rmSync(venv(project), { recursive: true, force: true });
  const options = { cwd: project, log };
  const made = await runQuietly(python(), ["-m", "venv", venv(project)], options);
  if (!made.ok) throw new SetupError(`Python could not make the environment .venv:\n${tail(made.output, 5)}`);
  const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "setup/requirements.txt"];
  const installed = await runQuietly(venvPython(project), args, options);
  if (!installed.ok) {
    throw new SetupError(
      `pip could not install JupyterLab; mend what it says below, then run the same command again:\n${tail(installed.output, 8)}`,
    );
  }
  fs.writeFileSync(stampFile(project), fingerprint(project, INPUTS));
}
