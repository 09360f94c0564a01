import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryLocal, tinyRun } from "../cli/paper";
import { storeContent } from "./killing";

interface Undisturbed {
  local: string;
  milliseconds: number;
}

let made: Promise<Undisturbed> | undefined;

async function make(): Promise<Undisturbed> {
  const local = temporaryLocal();
  process.once("exit", () => fs.rmSync(local, { recursive: true, force: true }));
  const began = performance.now();
  const { code, stderr } = await tinyRun({ local });
  assert.equal(code, 0, stderr);
  return { local, milliseconds: performance.now() - began };
}

/** The files of a tiny run that nothing disturbed, by path with their SHA-256: it runs once for all tests. */
export const undisturbedContent = async (): Promise<Map<string, string>> =>
  storeContent((await (made ??= make())).local);

/** How long it took. */
export const undisturbedMilliseconds = async (): Promise<number> => (await (made ??= make())).milliseconds;

/** A local folder with a copy of what that run left. */
export async function undisturbedCopy(): Promise<string> {
  const { local: from } = await (made ??= make());
  const copy = temporaryLocal();
  for (const name of fs.readdirSync(from)) {
    if (name !== "assets") fs.cpSync(path.join(from, name), path.join(copy, name), { recursive: true });
  }
  return copy;
}
