import * as fs from "node:fs";
import { hostname } from "node:os";
import * as path from "node:path";
import { messageOf, UserError } from "./errors";
import { sha256 } from "./hash";

const CANNOT_WRITE = "it may not be read or written here; set PAPER_LOCAL to a folder that may";

export interface WriteOptions {
  /**
   * Whether it waits until the disk has it, a few milliseconds. If not, a power failure may leave the file damaged: for
   * what carries a checksum and can be made again.
   */
  flush?: boolean;
}

/** Writes the whole file or nothing: to a temporary name beside it, flushed, then renamed. Makes the folder. */
export function writeAtomic(
  file: string,
  content: string | NodeJS.ArrayBufferView,
  { flush = true }: WriteOptions = {},
): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    writeAndRename(file, bytesOf(content), flush);
  } catch (error) {
    throw new UserError(`could not write ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
}

/** The names that `writeAtomic` writes to before it renames: of a host, a process and a count. */
export const TEMPORARY_NAME = /\.([\w.-]+-)?\d+-\d+\.tmp$/;

/** Not write-file-atomic: its single write may end early on a disk that is just full, and it renames what there is. */
function writeAndRename(file: string, bytes: Buffer, flush: boolean): void {
  const temporary = `${file}.${HOST}-${process.pid}-${temporaryFiles++}.tmp`;
  try {
    const handle = fs.openSync(temporary, "w");
    try {
      fs.writeFileSync(handle, bytes); // goes on until all is written
      if (flush) fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

let temporaryFiles = 0;
/** Processes of two machines, or of two containers, may share a disk and have the same number. */
const HOST = hostname();

const bytesOf = (content: string | NodeJS.ArrayBufferView): Buffer =>
  typeof content === "string"
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);

/**
 * Writes a value for programs to read, with a checksum as the last member of an object: `readJson` finds a changed byte.
 */
export function writeJsonAtomic(file: string, value: unknown): void {
  const text = JSON.stringify(value, null, 1);
  const isObject = text.endsWith(END);
  writeAtomic(file, isObject ? `${text.slice(0, -END.length)},\n "checksum": "${sha256(text)}"${END}\n` : `${text}\n`);
}

/** Writes a value that people may read, change and compare, without a checksum. */
export function writePlainJson(file: string, value: unknown): void {
  writeAtomic(file, JSON.stringify(value, null, 1) + "\n");
}

/** How the text of an object that is not empty ends. */
const END = "\n}";
const CHECKSUM = /,\n "checksum": "([^"]*)"\n\}\n?$/;

/** A file whose content is not what was written: what can be made again may be deleted and made again. */
export class DamagedFile extends UserError {}

/**
 * Reads a JSON file; a missing or broken one is named in the error.
 *
 * @throws DamagedFile if it is no JSON, or not what `writeJsonAtomic` wrote
 */
export function readJson<T>(file: string): T {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`could not read ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
  const mark = CHECKSUM.exec(text);
  const own = mark ? text.slice(0, mark.index) + END : text;
  if (mark && sha256(own) !== mark[1]) {
    throw new DamagedFile(`${file} is damaged (its checksum does not match): delete it, and it is made again`);
  }
  try {
    return JSON.parse(own) as T;
  } catch (error) {
    throw new DamagedFile(`${file} is not JSON (${messageOf(error)}): delete it, and it is made again`);
  }
}

/**
 * What `read` gives; undefined where the file that it reads is damaged, after `onDamage`.
 *
 * @throws what else keeps it from being read
 */
export function unlessDamaged<T>(read: () => T, onDamage?: () => void): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    onDamage?.();
    return undefined;
  }
}

const REASONS: Record<string, string> = {
  ENOSPC: "the disk is full; free some space and run the same command again, nothing is lost",
  EDQUOT: "your disk quota is used up; free some space and run the same command again, nothing is lost",
  EACCES: CANNOT_WRITE,
  EPERM: CANNOT_WRITE,
  EROFS: CANNOT_WRITE,
  EIO: "the disk does not answer as it should; check it, or set PAPER_LOCAL to a folder on another one",
  EFBIG: "files may not become this large here; set PAPER_LOCAL to a folder on another disk",
  ENOTDIR: "a part of this path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  ENOENT: "there is no such file or folder",
  EMFILE: "too many files are open; close other programs and run again",
};

/** What the user can do about an error of the file system; undefined for other errors. */
export function reasonOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
}
