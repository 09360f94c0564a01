import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TEMPORARY_NAME } from "kernel-helpers/dist/base/files";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { groupIsAlive, type Ended, type Running } from "../cli/paper";

/** Whether everything is done as often as the issue of a worst day wants it, which takes an hour. */
export const IS_FULL = process.env.PAPER_WORST_DAY === "full";

/** Kills a command and every process that it started, some time after it began; says how it ended. */
export const killAfter = (running: Running, milliseconds: number): Promise<Ended> =>
  killOnce(running, sleep(milliseconds, undefined, { ref: false }));

/** Kills a command and every process that it started when a moment has come, unless it ended before. */
export async function killOnce({ child, ended }: Running, moment: Promise<unknown>): Promise<Ended> {
  const isFirst = await Promise.race([moment.then(() => true), ended.then(() => false)]);
  if (isFirst) {
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // it had ended by itself
    }
  }
  const result = await ended;
  while (groupIsAlive(child.pid!)) await sleep(5);
  return result;
}

/** The run's lock, and what the fonts' library reads, which names the folder. */
const NO_RESULT = /^run\.lock|^fonts\//;

/** Every file of a local folder that is a result, by its path, with its SHA-256. */
export function storeContent(local: string): Map<string, string> {
  const content = new Map<string, string>();
  const look = (folder: string): void => {
    for (const entry of fs.readdirSync(path.join(local, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) look(name);
      else if (entry.isFile() && !NO_RESULT.test(name) && !TEMPORARY_NAME.test(name))
        content.set(name, sha256(fs.readFileSync(path.join(local, name))));
    }
  };
  look("");
  return new Map([...content].sort());
}
