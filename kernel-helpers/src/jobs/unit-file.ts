import * as fs from "node:fs";
import { z } from "zod";
import { messageOf, UserError } from "../base/errors";
import { reasonOf } from "../base/files";
import { hashOf } from "../base/hash";
import { codeVersion } from "../store/code-version";

/** Of the form of job files: raised whenever it changes. */
export const UNIT_VERSION = 1;

/** What a unit will take, roughly: what a scheduler asks for. */
export interface UnitCost {
  /** On one core. */
  cpuSeconds: number;
  memoryMiB: number;
  /** Whether the engine would compute most of it on a GPU. */
  gpu: boolean;
}

const costSchema = z.strictObject({ cpuSeconds: z.number(), memoryMiB: z.number(), gpu: z.boolean() });

const unitSchema = z.strictObject({
  version: z.literal(UNIT_VERSION),
  /** Hash of everything else in the file. */
  id: z.string(),
  /** Version of all code of the helpers. */
  code: z.string(),
  /** Name of the local folder that it was planned in. */
  store: z.string(),
  /** The variables that say which photographs and which world are meant, where they are set. */
  environment: z.record(z.string(), z.string()),
  module: z.string(),
  run: z.string(),
  /** With large parts in files of their own, and with portable paths. */
  argument: z.unknown(),
  /** Whether whoever planned it needs what it returns. */
  answers: z.boolean(),
  label: z.string(),
  weight: z.number(),
  cost: costSchema,
});

/** A job as a file: one unit of work that any machine can do which has this code and the local folder. */
export type UnitFile = z.output<typeof unitSchema>;

export const helpersVersion = (): string => codeVersion(".");

export const idOf = (unit: Omit<UnitFile, "id">): string => hashOf(unit).slice(0, 32);

/**
 * A job file that this code may run.
 *
 * @throws UserError for anything else: one sentence says what is wrong with it.
 */
export function readUnit(file: string): UnitFile {
  const content = parse(file);
  const version = (content as { version?: unknown } | null)?.version;
  if (version !== UNIT_VERSION) {
    throw new UserError(
      `expected a job file of version ${UNIT_VERSION} in ${file}, found ${version === undefined ? "none" : `version ${JSON.stringify(version)}`}: ${PLAN_AGAIN}`,
    );
  }
  const parsed = unitSchema.safeParse(content);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new UserError(`${file} is no whole job file ("${path.join(".")}": ${message}): ${PLAN_AGAIN}`);
  }
  const { id, ...rest } = parsed.data;
  if (id !== idOf(rest)) throw new UserError(`the key ${id} of ${file} does not match its content: ${PLAN_AGAIN}`);
  if (rest.code !== helpersVersion()) {
    throw new UserError(
      `${file} was planned by other code (${rest.code}) than this machine has (${helpersVersion()}): ${PLAN_AGAIN}`,
    );
  }
  return parsed.data;
}

export const PLAN_AGAIN = `write the job files again with "paper plan --write"`;

function parse(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`could not read the job file ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError(`${file} is no whole job file (${messageOf(error)}): ${PLAN_AGAIN}`);
  }
}
