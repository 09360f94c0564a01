import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { z } from "zod";
import { UserError } from "../base/errors";
import { readJson, writeJsonAtomic } from "../base/files";
import { localPath } from "../base/paths";

const fileOf = (): string => localPath("store.json");
const schema = z.object({ store: z.string() });

/** The name by which jobs know the local folder; it gets one when jobs are planned in it for the first time. */
export function nameStore(): string {
  if (!fs.existsSync(fileOf())) writeJsonAtomic(fileOf(), { store: randomUUID() });
  return readName();
}

/** @throws UserError if the local folder is not the one that the job was planned in, as where a disk is not mounted. */
export function checkStore(expected: string): void {
  const mend = "mount the folder that the plan was made in, or set PAPER_LOCAL to it";
  if (!fs.existsSync(fileOf())) throw new UserError(`expected the store of the plan in ${localPath()}, found none: ${mend}`); // prettier-ignore
  const found = readName();
  if (found !== expected) throw new UserError(`expected the store ${expected} in ${localPath()}, found ${found}: ${mend}`); // prettier-ignore
}

function readName(): string {
  const parsed = schema.safeParse(readJson(fileOf()));
  if (!parsed.success) throw new UserError(`${fileOf()} names no store: delete it, and it is made again`);
  return parsed.data.store;
}
