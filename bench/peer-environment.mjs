import os from "node:os";
import path from "node:path";
import process from "node:process";
import { setupFolder } from "../setup/folders.mjs";
import { runQuietly, tail } from "../setup/run.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { environmentIsThere, makeEnvironment, pythonOf } from "../setup/virtual-environment.mjs";

const STAND_IN = "bench/peers/stand_in_cuda.py";

/** PyTorch and onnxruntime. */
const PEERS = {
  folder: ".venv-bench",
  requirements: "bench/requirements.txt",
  inputs: [STAND_IN],
  what: "PyTorch and onnxruntime",
};

/**
 * The Python that has PyTorch and onnxruntime; its environment is made by the first call.
 * @param {string} project
 * @returns {Promise<string>} the command
 * @throws SetupError if it cannot be made
 */
export async function peerPython(project) {
  const python = pythonOf(project, PEERS);
  if (!environmentIsThere(project, PEERS)) {
    console.error("PyTorch and onnxruntime, for comparison: a download of 0.65 GB into .venv-bench; about 2 minutes");
    const log = path.join(setupFolder(project), "log", "bench.txt");
    const needsStandIn = process.platform === "linux" && os.arch() === "x64";
    const finish = needsStandIn ? () => standInCuda(project, python) : undefined;
    await makeEnvironment(project, PEERS, { log, pipOptions: ["--no-deps", "--no-cache-dir"], finish });
  }
  return python;
}

async function standInCuda(/** @type {string} */ project, /** @type {string} */ python) {
  const made = await runQuietly(python, [STAND_IN, process.env.CXX ?? "c++"], { cwd: project });
  if (!made.ok) throw new SetupError(`PyTorch could not be made to start without CUDA:\n${tail(made.output, 5)}`);
}
