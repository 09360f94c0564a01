import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, UserError } from "../base/errors";
import { reasonOf } from "../base/files";
import { localPath } from "../base/paths";
import { removeLeftBehind } from "./left-behind";

const INHERITED = "PAPER_RUN_LOCK";
/** How often a run that waits looks whether the other one has ended, in milliseconds. */
const LOOK_MS = 300;

/** The locks that this process has taken. */
const taken = new Set<string>();

/**
 * Holds the store for one run: `work` runs alone among all processes of this machine that use the same local folder.
 * While another run holds it this one says so, and waits. Processes started by the holder share its lock. A lock whose
 * process is gone is taken over.
 *
 * @throws UserError if the folder cannot be written.
 */
export async function withRunLock<T>(work: () => Promise<T>): Promise<T> {
  const file = localPath("run.lock");
  if (process.env[INHERITED] === file) return work();
  const holder = tryToTake(file);
  if (holder !== undefined) await waitFor(holder, file);
  process.env[INHERITED] = file;
  const release = () => {
    taken.delete(file);
    fs.rmSync(file, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    delete process.env[INHERITED];
    process.removeListener("exit", release);
    release();
  }
}

/** Waits until no other run holds the lock, and takes it. */
async function waitFor(first: string, file: string): Promise<void> {
  let told: string | undefined;
  for (let holder: string | undefined = first; holder !== undefined; holder = tryToTake(file)) {
    if (holder !== told) process.stderr.write(`${waitingSentence(file, holder)}\n`);
    told = holder;
    await sleep(LOOK_MS);
  }
  process.stderr.write("The other run is over: this one goes on with what is missing.\n");
}

/** Takes the lock, or returns who holds it. */
function tryToTake(file: string): string | undefined {
  const own = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(own, holderText(process.pid));
    try {
      return takeOver(file, own);
    } finally {
      fs.rmSync(own, { force: true });
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`could not write ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
}

/** A link appears whole or not at all, so nobody ever reads a lock without its holder. */
function takeOver(file: string, own: string): string | undefined {
  let wasStale = false;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      fs.linkSync(own, file);
      taken.add(file);
      if (wasStale) removeLeftBehind(path.dirname(file), fs.statSync(own).mtimeMs);
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readHolder(file);
    if (holder !== undefined && isHeld(holder, file)) return holder;
    removeStale(file, own);
    wasStale = true;
  }
  throw new UserError(`could not take ${file}; if no run is going on, delete it`);
}

/** Moves a dead lock aside before it is deleted; if another process was faster, what was moved is its lock: put back. */
function removeStale(file: string, own: string): void {
  const aside = `${own}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const holder = readHolder(aside);
  if (holder !== undefined && isHeld(holder, file)) fs.renameSync(aside, file);
  else fs.rmSync(aside);
}

const waitingSentence = (file: string, holder: string): string =>
  `Another run (process ${holder.split(" ")[0]}) is working in ${path.dirname(file)}: waiting until it ends; ` +
  `press Ctrl-C to wait no longer, or set PAPER_LOCAL to another folder.`;

function readHolder(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined; // released in the meantime
  }
}

/** A process by its number and, where the system tells, its start: after a restart another program has the number. */
const holderText = (pid: number): string => `${pid} ${startOf(pid)}`.trim();

/** Field 22 of /proc/PID/stat on Linux, in clock ticks since the machine started; elsewhere an empty text. */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return "";
  }
}

/** Whether the holder of a lock is at work; one with our own number is either us or long dead. */
const isHeld = (holder: string, file: string): boolean =>
  holder.split(" ")[0] === String(process.pid) ? taken.has(file) : isAlive(holder);

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(" ")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return holder === String(pid) || holder === holderText(pid);
}
