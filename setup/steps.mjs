import fs from "node:fs";
import path from "node:path";
import { assetsAreThere, fetchAssets, wheelAssets } from "./assets.mjs";
import { buildHelpers, buildIsThere } from "./build.mjs";
import { engineIsThere, installEngine, likelyDevice } from "./engine.mjs";
import { libraryFolder } from "./engine-library.mjs";
import { setupFolder } from "./folders.mjs";
import { installPackages, packagesAreThere } from "./packages.mjs";
import { installPython, pythonIsThere } from "./python-environment.mjs";

/**
 * One part of set-up. A step that was cut off leaves `isThere` false, and is simply done again.
 * @typedef {object} Step
 * @property {string} name
 * @property {string} what what it brings and how long that takes, for the reader
 * @property {number} diskBytes what it may need for a while
 * @property {boolean} usesPython
 * @property {boolean} usesCompiler
 * @property {() => boolean} isThere quick: files are looked at, no program is started
 * @property {(say: (line: string) => void) => Promise<void>} run
 */

/**
 * The parts of set-up, in order: each may use what those before it made.
 * @param {string} project
 * @returns {Step[]}
 */
export function setupSteps(project) {
  const log = (/** @type {string} */ name) => path.join(setupFolder(project), "log", `${name}.txt`);
  return [
    {
      name: "packages",
      what: "the npm packages that package-lock.json names; about 1 minute",
      diskBytes: 1e9,
      usesPython: false,
      usesCompiler: false,
      isThere: () => packagesAreThere(project),
      run: () => installPackages(project, log("packages")),
    },
    {
      name: "engine",
      what: describeEngine(project),
      diskBytes: likelyDevice() === "gpu" ? 2e9 : 1.2e9,
      usesPython: true,
      usesCompiler: true,
      isThere: () => engineIsThere(project),
      run: (say) => installEngine(project, { log: log("engine"), say }),
    },
    {
      name: "assets",
      what: `${megabytes(project)} MB of free 3-D data that the faces are made from; about 20 s`,
      diskBytes: 0.1e9,
      usesPython: true,
      usesCompiler: false,
      isThere: () => assetsAreThere(project),
      run: () => fetchAssets(project, log("assets")),
    },
    {
      name: "helpers",
      what: "compiles the project's TypeScript; about 15 s",
      diskBytes: 0.05e9,
      usesPython: false,
      usesCompiler: false,
      isThere: () => buildIsThere(project),
      run: () => buildHelpers(project, log("helpers")),
    },
    {
      name: "jupyter",
      what: "a Python environment (.venv) with JupyterLab and the HTML export; about 1 minute",
      diskBytes: 0.6e9,
      usesPython: true,
      usesCompiler: false,
      isThere: () => pythonIsThere(project),
      run: () => installPython(project, log("jupyter")),
    },
  ];
}

/** @param {string} project */
const megabytes = (project) => Math.round(wheelAssets(project).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) / 1e6);

/** @param {string} project */
function describeEngine(project) {
  const device = likelyDevice();
  if (fs.existsSync(libraryFolder(project, device))) {
    return "builds the binding to TensorFlow, which was fetched before; about 20 s";
  }
  const download = device === "gpu" ? "621 MB, for GPUs" : "259 MB";
  return `TensorFlow (a download of ${download}) and the binding to it; about 1 minute, of which 10 s compile`;
}
