import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "./setup-error.mjs";

/**
 * Keeps two set-ups from working on one checkout at the same time. The file holds the owner's process number, so that a
 * lock left by a killed set-up is known for what it is and taken over.
 * @param {string} file
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (!create(file)) {
    const owner = ownerOf(file);
    if (owner !== undefined && isRunning(owner)) throw new SetupError(busyMessage(owner));
    fs.rmSync(file, { force: true });
    if (!create(file)) throw new SetupError(busyMessage(ownerOf(file)));
    // Two processes may find the same dead lock at once: the later one removes the earlier one's new lock, and wins.
    await sleep(100);
    if (ownerOf(file) !== process.pid) throw new SetupError(busyMessage(ownerOf(file)));
  }
  return () => {
    if (ownerOf(file) === process.pid) fs.rmSync(file, { force: true });
  };
}

/** @param {number | undefined} owner */
const busyMessage = (owner) =>
  `another set-up (process ${owner ?? "unknown"}) is at work on this checkout: wait until it has ended, then run the same command again`;

/** @param {string} file */
function create(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
function ownerOf(file) {
  try {
    return Number.parseInt(fs.readFileSync(file, "utf8"), 10) || undefined;
  } catch {
    return undefined; // given back a moment ago
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM"; // it runs, under another user
  }
}
