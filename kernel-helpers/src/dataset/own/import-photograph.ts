import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../../base/errors";
import { writeAtomic, writeJsonAtomic } from "../../base/files";
import { hashOf, sha256 } from "../../base/hash";
import { codeVersion } from "../../store/code-version";
import type { Landmarks } from "../image-set";
import { decodePhotograph } from "./decode";
import { findFaces, findLandmarks } from "./find-face";
import { faceSize, storedCopy } from "./stored-copy";

/** What one worker is asked. */
export interface PhotographJob {
  /** The user's folder, and the photograph's path in it. */
  root: string;
  file: string;
  /** Where the copies are stored. */
  folder: string;
}

/** What became of one photograph. */
export interface Outcome {
  /** SHA-256 of the photograph. */
  original: string;
  kept?: { name: string; sha256: string; landmarks: Landmarks; facePixels: number };
  /** Why it was dropped. */
  reason?: string;
}

const CODE = ["dataset/own", "teachers/face-detector"];
const WORKING_SIDE = 2048;

/** Imports one photograph; what was imported already is read. */
export async function importPhotograph({ root, file, folder }: PhotographJob): Promise<Outcome> {
  const content = fs.readFileSync(path.join(root, file));
  const original = sha256(content);
  const name = hashOf([original, codeVersion(...CODE)]).slice(0, 32);
  const record = path.join(folder, `${name}.json`);
  if (fs.existsSync(record)) return JSON.parse(fs.readFileSync(record, "utf8")) as Outcome;
  const outcome = { original, ...(await outcomeOf(content, path.join(folder, `${name}.jpg`))) };
  writeJsonAtomic(record, outcome);
  return outcome;
}

async function outcomeOf(content: Buffer, file: string): Promise<Omit<Outcome, "original">> {
  let photograph;
  try {
    photograph = await decodePhotograph(content, WORKING_SIDE);
  } catch (error) {
    return { reason: `it cannot be decoded (${messageOf(error)}): export it again or remove it` };
  }
  const faces = await findFaces(photograph);
  if (faces.length !== 1) return { reason: `${faces.length} faces were found: take one of one face` };
  const landmarks = await findLandmarks(photograph, faces[0]);
  const copy = await storedCopy(photograph, landmarks);
  writeAtomic(file, copy.jpeg);
  const kept = { name: path.basename(file), sha256: sha256(copy.jpeg), landmarks: copy.landmarks, facePixels: faceSize(landmarks) }; // prettier-ignore
  return { kept };
}
