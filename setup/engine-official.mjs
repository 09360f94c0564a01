import path from "node:path";
import process from "node:process";
import { packageFolder } from "./engine-binding.mjs";
import { runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * The road that tfjs-node's authors built: their TensorFlow (2.9.1 on x64, 2.7 on Apple silicon) and, where one fits,
 * their binding. For systems other than Linux x64, and where the Python package index cannot be reached. These files
 * carry no hash that could be checked.
 * @param {string} project
 * @param {string} log
 */
export async function installOfficial(project, log) {
  const bin = path.join(project, "node_modules/.bin");
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` };
  const options = { cwd: packageFolder(project), env, log, timeoutMs: 15 * 60_000 };
  const outcome = await runQuietly(process.execPath, ["scripts/install.js", "cpu", "download"], options);
  if (!outcome.ok) {
    throw new SetupError(`the official download of TensorFlow failed:\n${tail(outcome.output, 5)}`);
  }
}
