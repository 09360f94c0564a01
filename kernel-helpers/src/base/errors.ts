/**
 * A mistake that the reader can mend: the message is one sentence that says what was expected, what came and what to
 * do. Commands print the message without a stack and exit with `exitCode`.
 */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The message of anything thrown, for a sentence such as `could not read x: ${messageOf(error)}`. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
