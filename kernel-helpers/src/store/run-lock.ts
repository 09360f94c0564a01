import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../base/errors";
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
  fs.mkdirSync(path.dirname(file), { recursive: true });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(fs.readFileSync(file, "utf8"));
    if (isAlive(holder)) {
      throw new UserError(
        `another run (process ${holder}) is working in ${path.dirname(file)}; wait until it ends, or set PAPER_LOCAL to another folder`,
      );
    }
    fs.rmSync(file, { force: true });
  }
  throw new UserError(`could not take ${file}; if no run is going on, delete it`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
