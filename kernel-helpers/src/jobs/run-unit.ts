import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf, UserError } from "../base/errors";
import { readJson, reasonOf, writeJsonAtomic } from "../base/files";
import type { OnProgress } from "../base/progress";
import { isPart, whole } from "./parts";
import { runJobs, type Job } from "./pool";
import { localText, mapTexts, portableText } from "./portable";
import { checkStore } from "./store-name";
import { PLAN_AGAIN, readUnit, type UnitFile } from "./unit-file";

/** Where the files of a plan lie, in its folder. */
export const unitPath = (folder: string, id: string): string => path.join(folder, "units", `${id}.json`);
export const partPath = (folder: string, name: string): string => path.join(folder, "parts", `${name}.json`);
export const donePath = (folder: string, id: string): string => path.join(folder, "done", `${id}.json`);

/** What a unit leaves in its plan's folder: that it is done, and what it answered if that was asked for. */
interface DoneFile {
  unit: string;
  answer?: unknown;
}

/** Features that a job keeps in memory are halved by this: a job is one of several on its machine. */
const SHARE_OF_MEMORY = "2";

/**
 * Does the one unit of a job file, as a worker of a local run would, in a process with one thread. What it makes lies in the
 * local folder under its own key, whole or not at all; that it is done is written last.
 *
 * @throws UserError if the file is not one of this code, or the local folder is not the one that it was planned in.
 */
export async function runUnit(file: string, options: { onProgress?: OnProgress } = {}): Promise<{ done: string }> {
  const unit = readUnit(file);
  checkStore(unit.store);
  process.env.PAPER_WORKERS ??= SHARE_OF_MEMORY;
  for (const [name, value] of Object.entries(unit.environment)) process.env[name] = localText(value);
  const folder = path.resolve(path.dirname(file), "..");
  const argument = fromPortable(whole(unit.argument, (name) => readPart(partPath(folder, name), name)));
  const { module, run, label, weight } = unit;
  const job: Job<unknown> = { module, run, label, weight, argument };
  const [answer] = await runJobs<unknown, unknown>([job], { ...options, workers: 1, label });
  const done = donePath(folder, unit.id);
  const content: DoneFile = { unit: unit.id, ...(unit.answers ? { answer: mapTexts(answer, portableText) } : {}) };
  writeJsonAtomic(done, content);
  return { done };
}

/** What a unit has answered; undefined if it is not done. */
export function answerOfUnit(folder: string, { id }: Pick<UnitFile, "id">): unknown {
  const file = donePath(folder, id);
  if (!fs.existsSync(file)) return undefined;
  return fromPortable(readJson<DoneFile>(file).answer);
}

const fromPortable = (value: unknown): unknown => mapTexts(value, localText);

function readPart(file: string, name: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`could not read ${file}, a part of the job: ${reasonOf(error) ?? messageOf(error)}`);
  }
  if (!isPart(name, text)) throw new UserError(`the name of ${file} does not match its content: ${PLAN_AGAIN}`);
  return JSON.parse(text) as unknown;
}
