import type { z } from "zod";
import { messageOf, UserError } from "../base/errors";
import { readJson } from "../base/files";
import { dataPath } from "../base/paths";

/** A function that reads and checks `data/<path>` on its first call and hands out the same object ever after. */
export function dataFile<Schema extends z.ZodType>(schema: Schema, ...path: string[]): () => z.output<Schema> {
  let loaded: { value: z.output<Schema> } | undefined;
  return () => (loaded ??= { value: readChecked(schema, dataPath(...path)) }).value;
}

/** The content of a JSON file that travels with the project, or one sentence on the first thing wrong with it. */
export function readChecked<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> {
  const result = schema.safeParse(readOrAdvise(file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue.path.length > 0 ? issue.path.join(".") : "the whole file";
  throw new UserError(`${file} is not as expected at ${place} (${issue.message}): ${ADVICE}`);
}

const ADVICE = "restore it with git checkout";

function readOrAdvise(file: string): unknown {
  try {
    return readJson<unknown>(file);
  } catch (error) {
    throw new UserError(`${messageOf(error).replace(/: delete it.*$/, "")}: ${ADVICE}`);
  }
}
