import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { bindingFile, buildBinding, FLAGS, packageFolder, testLoad } from "./engine-binding.mjs";
import { fetchLibrary } from "./engine-library.mjs";
import { installOfficial } from "./engine-official.mjs";
import { ENGINE_WHEELS } from "./engine-wheels.mjs";
import { setupFolder } from "./folders.mjs";
import { hashText } from "./hash.mjs";
import { ask } from "./run.mjs";
import { messageOf, SetupError } from "./setup-error.mjs";

/** @typedef {"auto" | "cpu" | "gpu"} Wish what PAPER_ENGINE says; auto: the GPU where an NVIDIA driver answers */

/**
 * @typedef {object} EngineRecord what was built; kernel-helpers/src/engine/load.ts reads it
 * @property {string} key changes with everything that the engine is made from
 * @property {Wish} wish
 * @property {"cpu" | "gpu"} device whose library is linked
 * @property {"wheel" | "official" | "found"} source
 * @property {string} tensorflow the version that answered
 * @property {string} [note] why it is not what was wished for
 */

/** @returns {Wish} */
export function engineWish(value = process.env.PAPER_ENGINE) {
  if (value === undefined || value === "" || value === "auto") return "auto";
  if (value === "cpu" || value === "gpu") return value;
  throw new SetupError(`PAPER_ENGINE must be auto, cpu or gpu, not ${value}`);
}

/** Whether this system gets the pinned TensorFlow 2.20. */
export const takesWheel = () => process.platform === "linux" && process.arch === "x64";

/** Quick and without a program: nvidia-smi itself may take a second. */
const hasDriverFile = () => fs.existsSync("/proc/driver/nvidia/version") || fs.existsSync("/dev/nvidiactl");

/** Which library is meant; only nvidia-smi knows for sure whether the driver answers. @returns {"cpu" | "gpu"} */
export function likelyDevice() {
  const wish = engineWish();
  return takesWheel() && (wish === "gpu" || (wish === "auto" && hasDriverFile())) ? "gpu" : "cpu";
}

/** @param {string} project */
const recordFile = (project) => path.join(setupFolder(project), "engine.json");
/** The record's key lies in the package too, and goes with it when npm replaces the package. @param {string} project */
const stampFile = (project) => path.join(packageFolder(project), ".engine-key");

/** @param {Wish} wish */
const engineKey = (wish) =>
  hashText(
    JSON.stringify([wish, wish === "auto" && hasDriverFile(), ENGINE_WHEELS, FLAGS, process.platform, process.arch]),
  );

/** @param {string} project */
export function engineIsThere(project) {
  const library = path.join(packageFolder(project), "deps/lib");
  const stamp = readIfThere(stampFile(project));
  return (
    stamp === engineKey(engineWish()) &&
    readIfThere(recordFile(project))?.includes(stamp) === true &&
    fs.existsSync(bindingFile(project)) &&
    fs.existsSync(library)
  );
}

/** @param {string} file */
const readIfThere = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined);

/**
 * Builds the native engine, or keeps one that already works, and writes down which it is.
 * @param {string} project
 * @param {{ log: string, say: (line: string) => void }} options
 */
export async function installEngine(project, { log, say }) {
  const wish = engineWish();
  fs.rmSync(stampFile(project), { force: true });
  const device = wish === "gpu" || (wish === "auto" && hasDriverFile() && ask("nvidia-smi", ["-L"]).ok) ? "gpu" : "cpu";
  const made = await makeEngine(project, device, { log, say });
  const key = engineKey(wish);
  if (made.note) say(made.note);
  fs.mkdirSync(setupFolder(project), { recursive: true });
  fs.writeFileSync(recordFile(project), JSON.stringify({ key, wish, ...made }, null, 1) + "\n");
  fs.writeFileSync(stampFile(project), key);
}

/**
 * @param {string} project
 * @param {"cpu" | "gpu"} device
 * @param {{ log: string, say: (line: string) => void }} options
 * @returns {Promise<Omit<EngineRecord, "key" | "wish">>}
 */
async function makeEngine(project, device, { log, say }) {
  const found = device === "cpu" && fs.existsSync(bindingFile(project)) ? await testLoad(project) : undefined;
  if (found?.loads && !found.usesGpu && (!takesWheel() || found.tensorflow === ENGINE_WHEELS.cpu.version)) {
    return { device, source: "found", tensorflow: found.tensorflow };
  }
  if (device === "gpu") {
    const gpu = await makeGpuEngine(project, log);
    if (gpu.engine) return gpu.engine;
    return { ...(await makeCpuEngine(project, { log, say })), note: gpu.note };
  }
  return makeCpuEngine(project, { log, say });
}

/**
 * tfjs-node and tfjs-node-gpu are the same code: what computes on the GPU is the library behind it. So the one package
 * is linked with the other library, and danfojs, which loads tfjs-node by name, shares it.
 * @param {string} project
 * @param {string} log
 * @returns {Promise<{ engine?: Omit<EngineRecord, "key" | "wish">, note: string }>}
 */
async function makeGpuEngine(project, log) {
  if (!takesWheel()) return { note: "the GPU engine exists for Linux x64 only: this computes on the CPU" };
  try {
    await buildBinding(project, await fetchLibrary(project, "gpu", log), log);
    const test = await testLoad(project);
    if (!test.loads) throw new SetupError(test.why);
    const note = test.usesGpu
      ? ""
      : "TensorFlow for GPUs is in place but finds no GPU that it can use (it wants CUDA 12.5 and cuDNN 9 on the loader's path): this computes on the CPU";
    return { engine: { device: "gpu", source: "wheel", tensorflow: test.tensorflow, ...(note && { note }) }, note };
  } catch (error) {
    return { note: `the GPU engine could not be made (${messageOf(error)}): this computes on the CPU` };
  }
}

/**
 * @param {string} project
 * @param {{ log: string, say: (line: string) => void }} options
 * @returns {Promise<Omit<EngineRecord, "key" | "wish">>}
 */
async function makeCpuEngine(project, { log, say }) {
  /** @type {("wheel" | "official")[]} */
  const roads = takesWheel() ? ["wheel", "official"] : ["official"];
  const failures = [];
  for (const source of roads) {
    try {
      if (source === "wheel") await buildBinding(project, await fetchLibrary(project, "cpu", log), log);
      else await installOfficial(project, log);
      const test = await testLoad(project);
      if (test.loads) return { device: "cpu", source, tensorflow: test.tensorflow };
      failures.push(`built, but it does not load:\n${test.why}`);
    } catch (error) {
      failures.push(messageOf(error));
    }
    if (source === "wheel") say(`${failures[0]}\n  Trying the official download instead.`);
  }
  throw new SetupError(`the native engine could not be made:\n${failures.join("\n")}`);
}
