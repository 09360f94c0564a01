import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../../base/errors";
import { reasonOf } from "../../base/files";
import { Unusable } from "./unusable";

/** Bytes of the largest file that is read. */
const MAX_BYTES = 300e6;

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants; // Windows has neither of the two

/**
 * The content of a file of the user's folder. It is opened for reading only; a link that was put in its place leads
 * nowhere, and a pipe does not keep us waiting.
 *
 * @throws Unusable if it cannot be read, is no file in the folder, or changes while it is read
 */
export function readUserFile(root: string, file: string): Buffer {
  const full = path.join(root, file);
  let handle: number | undefined;
  try {
    if (fs.realpathSync(full) !== full)
      throw new Unusable("a link leads to it: copy the photograph itself into the folder");
    handle = fs.openSync(full, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const before = fs.fstatSync(handle);
    if (!before.isFile()) throw new Unusable("it is no file: remove it");
    if (before.size > MAX_BYTES) {
      throw new Unusable(`it has ${Math.round(before.size / 1e6)} MB, more than ${MAX_BYTES / 1e6}: make it smaller`);
    }
    const content = fs.readFileSync(handle);
    const after = fs.fstatSync(handle);
    if (content.length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new Unusable("it changed while it was read: run again when nothing writes to it");
    }
    if (content.length === 0) throw new Unusable("it is empty: copy it again");
    return content;
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`it could not be read (${whyUnread(error)}): mend that or remove it`);
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}

function whyUnread(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "EACCES" || code === "EPERM") return "you may not read it";
  if (code === "ELOOP") return "it is a link";
  return reasonOf(error) ?? messageOf(error);
}
