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
    const finish = () => makeLoadable(project, python);
    await makeEnvironment(project, PEERS, { log, pipOptions: ["--no-deps", "--no-cache-dir"], finish });
  }
  return python;
}

/** Stands in for CUDA where PyTorch asks for it, and sees that all loads. */
async function makeLoadable(/** @type {string} */ project, /** @type {string} */ python) {
  const needsStandIn = process.platform === "linux" && os.arch() === "x64";
  const standIn = [STAND_IN, process.env.CXX ?? "c++"];
  for (const args of [...(needsStandIn ? [standIn] : []), ["-c", "import onnx2torch, onnxruntime"]]) {
    const { ok, output } = await runQuietly(python, args, { cwd: project });
    if (!ok) throw new SetupError(`PyTorch and onnxruntime are installed and do not load:\n${tail(output, 5)}`);
  }
}
