import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ENGINE_WHEELS } from "./engine-wheels.mjs";
import { setupFolder } from "./folders.mjs";
import { downloadWheel, python } from "./pip.mjs";
import { runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

const UNPACK = fileURLToPath(new URL("unpack-tensorflow.py", import.meta.url));

/**
 * Where the unpacked TensorFlow lives: named by its hash, and in place only when complete. It survives `npm ci`, after
 * which only the binding (seconds) is built again.
 * @param {string} project
 * @param {"cpu" | "gpu"} device
 */
export function libraryFolder(project, device) {
  const { name, version, sha256 } = ENGINE_WHEELS[device];
  return path.join(setupFolder(project), "engine", `${name}-${version}-${sha256.slice(0, 8)}`);
}

/**
 * Fetches and unpacks TensorFlow, unless it is there. The wheel is removed afterwards.
 * @param {string} project
 * @param {"cpu" | "gpu"} device
 * @param {string} log
 * @returns {Promise<string>} the folder, with include/ and lib/
 */
export async function fetchLibrary(project, device, log) {
  const folder = libraryFolder(project, device);
  if (fs.existsSync(folder)) return folder;
  const parent = path.dirname(folder);
  fs.mkdirSync(parent, { recursive: true });
  const wheel = await downloadWheel(ENGINE_WHEELS[device], parent, { log });
  const partial = `${folder}.partial`;
  fs.rmSync(partial, { recursive: true, force: true });
  const outcome = await runQuietly(python(), [UNPACK, wheel, partial], { cwd: project, log });
  if (!outcome.ok) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw new SetupError(`TensorFlow could not be unpacked into ${folder}:\n${tail(outcome.output, 3)}`);
  }
  fs.rmSync(wheel);
  fs.renameSync(partial, folder);
  return folder;
}
