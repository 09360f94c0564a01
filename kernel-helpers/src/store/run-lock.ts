import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf, UserError } from "../base/errors";
import { reasonOf } from "../base/files";
import { localPath } from "../base/paths";

const INHERITED = "PAPER_RUN_LOCK";

/**
 * Holds the store for one run: `work` runs alone among all processes of this machine that use the same local folder.
 * Processes started by the holder share its lock. A lock whose process is gone is taken over.
 *
 * @throws UserError if another run holds it.
 */
export async function withRunLock<T>(work: () => Promise<T>): Promise<T> {
  const file = localPath("run.lock");
  if (process.env[INHERITED] === file) return work();
  acquire(file);
  process.env[INHERITED] = file;
  const release = () => fs.rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    delete process.env[INHERITED];
    process.removeListener("exit", release);
    release();
  }
}

function acquire(file: string): void {
  const own = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(own, holderText(process.pid));
    try {
      takeOver(file, own);
    } finally {
      fs.rmSync(own, { force: true });
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`could not write ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
}

/** A link appears whole or not at all, so nobody ever reads a lock without its holder. */
function takeOver(file: string, own: string): void {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return fs.linkSync(own, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) throw new UserError(busySentence(file, holder));
    removeStale(file, own);
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
  if (holder !== undefined && isAlive(holder)) fs.renameSync(aside, file);
  else fs.rmSync(aside);
}

const busySentence = (file: string, holder: string): string =>
  `another run (process ${holder.split(" ")[0]}) is working in ${path.dirname(file)}; wait until it ends, ` +
  `or set PAPER_LOCAL to another folder`;

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
