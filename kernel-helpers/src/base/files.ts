import * as fs from "node:fs";
import * as path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { messageOf, UserError } from "./errors";

/** Writes the whole file or nothing: to a temporary name beside it, flushed, then renamed. Makes the folder. */
export function writeAtomic(file: string, content: string | NodeJS.ArrayBufferView): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    writeFileAtomic.sync(
      file,
      typeof content === "string" ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    );
  } catch (error) {
    throw new UserError(`could not write ${file}: ${reason(error)}`);
  }
}

export function writeJsonAtomic(file: string, value: unknown): void {
  writeAtomic(file, JSON.stringify(value, null, 1) + "\n");
}

/** Reads a JSON file; a missing or broken one is named in the error. */
export function readJson<T>(file: string): T {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`could not read ${file}: ${reason(error)}`);
  }
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new UserError(`${file} is not JSON (${messageOf(error)}): delete it, and it is made again`);
  }
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOSPC") return "the disk is full; free some space and run the same command again, nothing is lost";
  if (code === "EACCES" || code === "EROFS") return "the folder cannot be written; set PAPER_LOCAL to one that can";
  if (code === "ENOENT") return "there is no such file";
  return messageOf(error);
}
