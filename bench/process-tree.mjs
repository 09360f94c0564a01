import { spawn } from "node:child_process";
import fs from "node:fs";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { clearInterval, setInterval } from "node:timers";
import { tail } from "../setup/run.mjs";

/** How often the memory of a running program is looked at, in milliseconds. */
const SAMPLING_MS = 200;

/**
 * Runs a program of this project with this Node, without showing what it prints.
 * @param {string} project
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] variables that it gets besides its parent's
 * @returns {Promise<{ seconds: number, peakBytes: number, output: string }>} peakBytes: the highest sum, over the program and all that
 *   it started, of resident memory; shared pages count once for each process. NaN where there is no /proc.
 */
export function runMeasured(project, args, env = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: project,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
    let complaint = "";
    child.stderr.on("data", (/** @type {Buffer} */ chunk) => (complaint = (complaint + chunk.toString()).slice(-2000)));
    let peakBytes = fs.existsSync("/proc/self/status") ? 0 : NaN;
    const timer = setInterval(() => (peakBytes = Math.max(peakBytes, treeBytes(child.pid ?? 0))), SAMPLING_MS);
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, peakBytes, output });
      else reject(new Error(`${args.join(" ")} ended with ${code}:\n${tail(complaint)}`));
    });
  });
}

/**
 * Resident memory of a process and everything that descends from it, in bytes.
 * @param {number} root
 */
function treeBytes(root) {
  const processes = listProcesses();
  const members = new Set([root]);
  // A child may come before its parent in the list (numbers start over): go round until nothing is added.
  for (let before = 0; before < members.size;) {
    before = members.size;
    for (const { pid, parent } of processes) if (members.has(parent)) members.add(pid);
  }
  return processes.reduce((sum, { pid, bytes }) => sum + (members.has(pid) ? bytes : 0), 0);
}

function listProcesses() {
  const processes = [];
  for (const name of fs.existsSync("/proc") ? fs.readdirSync("/proc") : []) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = fs.readFileSync(`/proc/${name}/status`, "utf8");
      const number = (/** @type {RegExp} */ pattern) => Number(pattern.exec(status)?.[1] ?? 0);
      processes.push({
        pid: Number(name),
        parent: number(/^PPid:\s+(\d+)/m),
        bytes: 1024 * number(/^VmRSS:\s+(\d+)/m),
      });
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return processes;
}
