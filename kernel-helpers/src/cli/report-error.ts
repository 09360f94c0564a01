import * as path from "node:path";
import { messageOf, UserError } from "../base/errors";
import { reasonOf } from "../base/files";

/** Exit code of a command line that is not one: unknown commands, options and values. */
export const EXIT_USAGE = 2;

/** What a failed command prints on standard error, if anything, and its exit code. */
export interface Failure {
  text: string;
  exitCode: number;
}

/** One sentence for what the user can mend; the stack of anything else, since that is our mistake. */
export function failureOf(error: unknown, folder = process.cwd()): Failure {
  if (isCommanderError(error)) return { text: "", exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE }; // it has spoken
  if (error instanceof UserError) {
    return { text: `paper: ${withRelativePaths(error.message, folder)}\n`, exitCode: error.exitCode };
  }
  const reason = reasonOf(error);
  if (reason) {
    const { path: file } = error as NodeJS.ErrnoException;
    return { text: `paper: could not use ${withRelativePaths(file ?? "a file", folder)}: ${reason}\n`, exitCode: 1 };
  }
  return { text: `paper: ${error instanceof Error && error.stack ? error.stack : messageOf(error)}\n`, exitCode: 1 };
}

/** Files are named as seen from the folder that the command runs in. */
export const withRelativePaths = (text: string, folder = process.cwd()): string =>
  folder === path.parse(folder).root ? text : text.replaceAll(folder + path.sep, "");

/** Runs a check of the command line: what it refuses is an error of usage. */
export function checkUsage<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof UserError ? new UserError(error.message, EXIT_USAGE) : error;
  }
}

const isCommanderError = (error: unknown): error is Error & { exitCode: number } =>
  error instanceof Error && "code" in error && String(error.code).startsWith("commander.");
