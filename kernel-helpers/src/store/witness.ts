import * as fs from "node:fs";
import { writeAtomic } from "../base/files";
import { sha256 } from "../base/hash";

/** Files that were made of something, and where it is noted that they were. */
export interface Made {
  files: readonly string[];
  /** All that decides what is in the files, as a hash. */
  of: string;
  /** The file with the note. */
  witness: string;
}

/** Whether the files are there, made of this, and not changed since. A broken or missing note is a no. */
export const isMade = (made: Made): boolean =>
  [made.witness, ...made.files].every((file) => fs.existsSync(file)) &&
  fs.readFileSync(made.witness, "utf8") === noteOf(made);

/** Notes that the files were made just now: to be called last, so that after an interruption they are made again. */
export const noteMade = (made: Made): void => writeAtomic(made.witness, noteOf(made));

const noteOf = ({ of, files }: Made): string =>
  [of, ...files.map((file) => sha256(fs.readFileSync(file)))].join("\n") + "\n";
