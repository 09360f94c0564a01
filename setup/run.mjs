import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { clearTimeout, setTimeout } from "node:timers";

/**
 * @typedef {object} Outcome
 * @property {boolean} ok whether it exited with 0
 * @property {string} output stdout and stderr, in the order in which they came
 */

/**
 * A quick question to a program (`python3 --version`): waits, and never throws, also when there is no such program.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Outcome}
 */
export function ask(command, args) {
  const result = spawnSync(command, args, { encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "pipe"] });
  return { ok: result.status === 0, output: `${result.stdout ?? ""}${result.stderr ?? ""}` };
}

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** How long a program that was told to end may take to tidy up, in milliseconds. */
const GRACE_MS = 5000;

/**
 * Ends what `runQuietly` has started and not finished, and waits for it: for when set-up itself is told to stop. Whoever
 * starts next must not meet an npm that is still removing files.
 */
export async function endChildren() {
  const ended = [...running].map((child) => new Promise((resolve) => child.once("close", resolve)));
  for (const child of running) child.kill("SIGTERM");
  const force = setTimeout(() => running.forEach((child) => child.kill("SIGKILL")), GRACE_MS);
  await Promise.all(ended);
  clearTimeout(force);
}

/**
 * Runs a program to its end without showing what it prints, which is kept for an error message.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, log?: string, timeoutMs?: number }} options log: a file that gets the output too
 * @returns {Promise<Outcome>}
 */
export function runQuietly(command, args, { cwd, env = process.env, log, timeoutMs }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
    running.add(child);
    let output = "";
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output += chunk.toString();
    };
    /** @param {boolean} ok */
    const finish = (ok) => {
      running.delete(child);
      if (log) writeLog(log, output);
      resolve({ ok, output });
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => {
      output += error.message;
      finish(false);
    });
    child.once("close", (code) => finish(code === 0));
  });
}

/**
 * @param {string} file
 * @param {string} text
 */
function writeLog(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/**
 * Hands the terminal over to a program: input, output and signals pass through.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it, as shells say it
 */
export function handOver(command, args, { cwd, env = process.env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit" });
    // A terminal sends Ctrl-C to the child as well; here it is only kept from ending us before the child has tidied up.
    const ignore = () => undefined;
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => void child.kill(signal);
    process.on("SIGINT", ignore);
    process.on("SIGTERM", pass);
    process.on("SIGHUP", pass);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", pass);
      process.off("SIGHUP", pass);
      resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0));
    });
  });
}

/**
 * The last lines of a program's output, indented: what an error message shows of it.
 * @param {string} output
 */
export function tail(output, lines = 15) {
  return output
    .trimEnd()
    .split("\n")
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join("\n");
}
