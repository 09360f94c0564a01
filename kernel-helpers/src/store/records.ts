import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../base/errors";
import { writeAtomic } from "../base/files";
import { canonicalJson, hashOf } from "../base/hash";
import { localPath } from "../base/paths";
import { warnOnce } from "../base/warn";

/** Everything that a result depends on. Two results with equal inputs are the same result. */
export interface RecordInputs {
  /** What was done: "head", "features", … also the folder of the record. */
  kind: string;
  /** The settings, as plain JSON. */
  config: unknown;
  /** Hashes of the data that went in. */
  data: unknown;
  /** The code version, from `codeVersion`. */
  code: string;
}

export interface StoredRecord<T> extends RecordInputs {
  key: string;
  result: T;
}

interface RecordFile<T> extends StoredRecord<T> {
  /** SHA-256 of the result's canonical JSON: a damaged file is found out. */
  resultHash: string;
}

export const recordKey = (inputs: RecordInputs): string =>
  hashOf([inputs.kind, inputs.config, inputs.data, inputs.code]).slice(0, 24);

const recordFile = (kind: string, key: string): string => localPath("results", kind, `${key}.json`);

/** The stored record for these inputs; undefined if there is none, or a damaged one, of which the user is told. */
export function readRecord<T>(inputs: RecordInputs): StoredRecord<T> | undefined {
  const file = recordFile(inputs.kind, recordKey(inputs));
  return fs.existsSync(file) ? parseRecord<T>(file) : undefined;
}

/** Stores a result under its key, whole or not at all. */
export function writeRecord<T>(inputs: RecordInputs, result: T): StoredRecord<T> {
  const record: RecordFile<T> = { key: recordKey(inputs), ...inputs, result, resultHash: hashOf(result) };
  writeAtomic(recordFile(inputs.kind, record.key), canonicalJson(record) + "\n");
  return record;
}

/** The stored record if there is one, else the one that `compute` makes; says which. */
export async function reuseOrCompute<T>(
  inputs: RecordInputs,
  compute: () => Promise<T>,
): Promise<{ record: StoredRecord<T>; reused: boolean }> {
  const stored = readRecord<T>(inputs);
  if (stored) return { record: stored, reused: true };
  return { record: writeRecord(inputs, await compute()), reused: false };
}

function parseRecord<T>(file: string): StoredRecord<T> | undefined {
  let damage = "its checksum does not match";
  try {
    const record = JSON.parse(fs.readFileSync(file, "utf8")) as RecordFile<T>;
    if (record.key === path.basename(file, ".json") && matchesHashes(record)) return record;
  } catch (error) {
    damage = messageOf(error);
  }
  warnOnce(`the result ${file} is damaged (${damage}) and will be computed again`);
  return undefined;
}

const matchesHashes = <T>(record: RecordFile<T>): boolean =>
  recordKey(record) === record.key && hashOf(record.result) === record.resultHash;
