import * as fs from "node:fs";
import * as path from "node:path";
import sharp from "sharp";
import type { RgbImage } from "../../augmentation/warp";
import { readJson, writeAtomic, writeJsonAtomic } from "../../base/files";
import { hashOf, sha256 } from "../../base/hash";
import { codeVersion } from "../../store/code-version";
import type { Landmarks } from "../image-set";
import { decodePhotograph, type DecodedPhotograph } from "./decode";
import { findFaces, findLandmarks, sureLandmarks, theFace } from "./find-face";
import { smallGrey } from "./near-duplicates";
import { readUserFile } from "./read-file";
import { COPY_FACE, faceSize, storedCopy } from "./stored-copy";
import { Unusable } from "./unusable";

/** What one worker is asked. */
export interface PhotographJob {
  /** The user's folder without links, and the photograph's path in it. */
  root: string;
  file: string;
  /** Where the copies are stored. */
  folder: string;
}

/** The stored copy of a photograph. */
export interface Copy {
  /** SHA-256 of the JPEG file. */
  sha256: string;
  landmarks: Landmarks;
  /** Eyes to mouth in pixels of the photograph. */
  facePixels: number;
  /** The photograph as base64 of `smallGrey`. */
  grey: string;
  /** How many smaller faces it shows besides. */
  others: number;
}

/** What became of one photograph: a copy, or the reason for none. */
export interface Outcome {
  /** SHA-256 of the photograph; absent if it could not be read. */
  original?: string;
  /** Name of what is stored of it, without an extension; absent with the former. */
  name?: string;
  /** Name of a stored picture, the copy or a small view of what was dropped; absent if it could not be decoded. */
  picture?: string;
  copy?: Copy;
  reason?: string;
}

/** What decides an outcome, as `codeVersion` wants it. */
const CODE = ["decode", "file-kind", "find-face", "heic", "import-photograph", "near-duplicates", "stored-copy"]
  .map((module) => `dataset/own/${module}`)
  .concat("teachers/face-detector", "teachers/face-crop");
/**
 * The longer side of the picture that a photograph is looked at in: a JPEG of 12 megapixels is decoded at half its size.
 * A face that the detector finds in its 512 pixels has enough of them in this picture for a copy.
 */
const WORKING_SIDE = 2048;
/** A face with less from the eyes to the mouth, in pixels of the photograph, would have to be blown up to twice its size. */
export const MIN_FACE = COPY_FACE / 2;
/** The longer side of the small view of a photograph that was dropped. */
const VIEW_SIDE = 160;

/**
 * A job for the pool: finds the face of one photograph and stores a copy of it, under a name made of the photograph's
 * bytes and our code. What is stored already is only read, so an interrupted import goes on where it stopped.
 */
export async function importPhotograph({ root, file, folder }: PhotographJob): Promise<Outcome> {
  let content: Buffer;
  try {
    content = readUserFile(root, file);
  } catch (error) {
    if (error instanceof Unusable) return { reason: error.message }; // not stored: another time it may be readable
    throw error;
  }
  const original = sha256(content);
  const name = hashOf([original, codeVersion(...CODE)]).slice(0, 32);
  const record = path.join(folder, `${name}.json`);
  const stored = storedOutcome(record, original);
  if (stored) return stored;
  sharp.concurrency(1); // as all workers: one thread each
  sharp.cache(false);
  const outcome = { original, name, ...(await outcomeOf(content, folder, name)) };
  writeJsonAtomic(record, outcome);
  return outcome;
}

/** What was stored, if it is whole. */
function storedOutcome(record: string, original: string): Outcome | undefined {
  if (!fs.existsSync(record)) return undefined;
  try {
    const outcome = readJson<Outcome>(record);
    const picture = outcome.picture && fs.readFileSync(path.join(path.dirname(record), outcome.picture));
    const isWhole = outcome.original === original && (!outcome.copy || (picture && sha256(picture) === outcome.copy.sha256)); // prettier-ignore
    return isWhole ? outcome : undefined;
  } catch {
    return undefined; // it is made again
  }
}

async function outcomeOf(content: Buffer, folder: string, name: string): Promise<Omit<Outcome, "original" | "name">> {
  const picture = `${name}.jpg`;
  let decoded: DecodedPhotograph | undefined;
  try {
    decoded = await decodePhotograph(content, WORKING_SIDE);
    const { jpeg, copy } = await copyOf(decoded);
    writeAtomic(path.join(folder, picture), jpeg);
    return { picture, copy };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const reason = error.message;
    if (!decoded) return { reason };
    writeAtomic(path.join(folder, picture), await smallView(decoded.picture));
    return { picture, reason };
  }
}

/** @throws Unusable if it has not the one face that can be used */
async function copyOf({ picture, scale }: DecodedPhotograph): Promise<{ jpeg: Buffer; copy: Copy }> {
  const { face, others } = theFace(await findFaces(picture));
  const landmarks = sureLandmarks(await findLandmarks(picture, face));
  const facePixels = faceSize(landmarks) / scale;
  if (facePixels < MIN_FACE) {
    throw new Unusable(
      `its face is too small (${Math.round(facePixels)} pixels from the eyes to the mouth, expected at least ${Math.ceil(MIN_FACE)}): go closer`,
    );
  }
  const grey = Buffer.from(await smallGrey(picture)).toString("base64");
  const { jpeg, landmarks: inCopy } = await storedCopy(picture, landmarks);
  return { jpeg, copy: { sha256: sha256(jpeg), landmarks: inCopy, facePixels, grey, others } };
}

const smallView = ({ data, width, height }: RgbImage): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .resize(VIEW_SIDE, VIEW_SIDE, { fit: "inside" })
    .jpeg({ quality: 85 })
    .toBuffer();
