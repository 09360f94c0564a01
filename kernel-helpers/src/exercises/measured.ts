import { UserError } from "../base/errors";

/**
 * What the reader measured, as a question needs it.
 *
 * @throws UserError if it lacks a part: the cells before have not run, or something else was handed over.
 */
export function measured<Seen>(id: string, seen: Seen, parts: readonly (keyof Seen & string)[]): Seen {
  const given = (seen ?? {}) as Partial<Record<string, unknown>>;
  const missing = parts.find((part) => given[part] === undefined || given[part] === null);
  if (missing === undefined) return seen;
  throw new UserError(`question ${id} judges what you measured, and ${missing} is missing: run the cells above first`);
}
