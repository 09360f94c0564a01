import fs from "node:fs";
import os from "node:os";
import process from "node:process";
import { mendFor } from "./mend.mjs";
import { ask } from "./run.mjs";

/** Python from this version on runs the JupyterLab that setup/requirements.txt pins. */
export const OLDEST_PYTHON = [3, 11];

/**
 * @typedef {object} Machine what is looked at; tests hand in another
 * @property {string} nodeVersion as process.version
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {string} osRelease the text of /etc/os-release
 * @property {typeof ask} ask
 * @property {number} freeBytes on the disk of the checkout
 */

/**
 * @typedef {object} Lack
 * @property {string} what one sentence
 * @property {string} mend the command or step that mends it
 */

/**
 * @param {string} project
 * @returns {Machine}
 */
export function thisMachine(project) {
  const disk = fs.statfsSync(project);
  return {
    nodeVersion: process.version,
    platform: process.platform,
    arch: os.arch(),
    osRelease: fs.existsSync("/etc/os-release") ? fs.readFileSync("/etc/os-release", "utf8") : "",
    ask,
    freeBytes: disk.bavail * disk.bsize,
  };
}

/**
 * Everything that this machine lacks, all at once. Reads only; nothing has been downloaded when this is asked.
 * @param {Machine} machine
 * @param {{ diskBytes: number, compiler: boolean, python: boolean }} needs what the steps that are due will use
 * @returns {Lack[]}
 */
export function findLacks(machine, { diskBytes, compiler, python }) {
  const lacks = [
    checkNode(machine),
    python ? checkPython(machine) : undefined,
    compiler ? checkCompiler(machine) : undefined,
    checkMake(machine, compiler),
    checkDisk(machine, diskBytes),
  ];
  return lacks.filter((lack) => lack !== undefined);
}

/** @param {Machine} machine */
export function checkNode(machine) {
  const [major, minor] = machine.nodeVersion.replace(/^v/, "").split(".").map(Number);
  const fits = major === 20 ? minor >= 19 : major > 20 && major < 23;
  if (fits) return undefined;
  const why = major >= 23 ? "TensorFlow's binding for Node does not run on 23 and later" : "this one is too old";
  return lack(machine, "node", `Node >= 20.19 and < 23 is needed, and this is ${machine.nodeVersion}: ${why}.`);
}

/**
 * The first of python3 and python that runs.
 * @param {typeof ask} ask
 */
export function findPython(ask) {
  const script =
    "import sys, json; from importlib.util import find_spec as f; " +
    'print(json.dumps({"version": list(sys.version_info[:2]), "pip": bool(f("pip")), "venv": bool(f("venv") and f("ensurepip"))}))';
  for (const command of ["python3", "python"]) {
    const answer = ask(command, ["-c", script]);
    if (!answer.ok) continue;
    /** @type {{ version: number[], pip: boolean, venv: boolean }} */
    const found = JSON.parse(answer.output.slice(answer.output.indexOf("{")));
    return { command, ...found };
  }
  return undefined;
}

/** @param {Machine} machine */
function checkPython(machine) {
  const oldest = OLDEST_PYTHON.join(".");
  const python = findPython(machine.ask);
  if (!python)
    return lack(machine, "python", `Python ${oldest} or later with pip and venv is needed, and there is none.`);
  const [major, minor] = python.version;
  if (major !== OLDEST_PYTHON[0] || minor < OLDEST_PYTHON[1]) {
    return lack(machine, "python", `Python ${oldest} or later is needed, and ${python.command} is ${major}.${minor}.`);
  }
  const missing = [python.pip ? "" : "pip", python.venv ? "" : "venv"].filter(Boolean);
  if (missing.length === 0) return undefined;
  return lack(
    machine,
    "python-modules",
    `Python is here, but without its module${missing.length > 1 ? "s" : ""} ${missing.join(" and ")}.`,
  );
}

/**
 * The C++ compiler: $CXX, else the first that runs.
 * @param {typeof ask} ask
 */
export function findCompiler(ask) {
  const candidates = process.env.CXX ? [process.env.CXX] : ["c++", "g++", "clang++"];
  return candidates.find((command) => ask(command, ["--version"]).ok);
}

/** @param {Machine} machine */
function checkCompiler(machine) {
  if (findCompiler(machine.ask)) return undefined;
  return lack(machine, "compiler", "a C++ compiler is needed to build the binding to TensorFlow, and there is none.");
}

/**
 * Only the official road uses make; on Linux x64 the compiler is called directly.
 * @param {Machine} machine
 * @param {boolean} compiler
 */
function checkMake(machine, compiler) {
  const isDirect = machine.platform === "linux" && machine.arch === "x64";
  if (!compiler || isDirect || machine.ask("make", ["--version"]).ok) return undefined;
  return lack(machine, "compiler", "make is needed to build the binding to TensorFlow, and there is none.");
}

/**
 * @param {Machine} machine
 * @param {number} diskBytes
 */
function checkDisk(machine, diskBytes) {
  if (machine.freeBytes >= diskBytes) return undefined;
  const inGb = (/** @type {number} */ bytes) => (bytes / 1e9).toFixed(1);
  const what = `${inGb(diskBytes)} GB of free disk are needed here, and ${inGb(machine.freeBytes)} GB are free.`;
  return { what, mend: "free some space, or clone onto another disk" };
}

/**
 * @param {Machine} machine
 * @param {import("./mend.mjs").Tool} tool
 * @param {string} what
 * @returns {Lack}
 */
const lack = (machine, tool, what) => ({ what, mend: mendFor(tool, machine.platform, machine.osRelease) });
