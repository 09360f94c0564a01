import * as fs from "node:fs";
import * as path from "node:path";
import { readJson, writeAtomic, writeJsonAtomic } from "../base/files";
import { sha256 } from "../base/hash";
import type { OnProgress } from "../base/progress";
import type { Condition } from "../paper/triggers";
import { PICTURE_SIZE } from "./camera";
import { volunteerIndex } from "./counts";
import { loadHead } from "./head-asset";
import { describeImage, type ImageMeta } from "./image-meta";
import { encodeJpeg } from "./jpeg";
import { randomShot, VOLUNTEERS } from "./people";
import { buildPersonGeometry, type PersonBase } from "./person-geometry";
import { renderShot } from "./render";
import { dressPerson, modelPerson, type PersonModel, type Subject } from "./subject";
import { makeTrigger } from "./objects/trigger-object";
import { worldVersion } from "./version";

/** Photographs that are wanted of one volunteer. */
export interface RenderPersonSpec {
  person: string;
  conditions: { condition: Condition; count: number }[];
  /** Root of the data set: images go to `<folder>/<person>/<condition>/<index>.jpg`. */
  folder: string;
}

/** The photographs of one volunteer in one condition, as `meta.json` beside them lists them. */
export interface ConditionMeta {
  /** Of the code that rendered them; see version.ts. */
  version: string;
  person: string;
  condition: Condition;
  /** Pixels along one side. */
  size: typeof PICTURE_SIZE;
  images: ImageMeta[];
}

/** A volunteer's geometry and skin, built when the first image needs them. */
type LazyPerson = () => Promise<{ base: PersonBase; model: PersonModel }>;

/**
 * Renders one volunteer. A condition's `meta.json` is written last and as a whole, so that an interrupted rendering
 * leaves none or the shorter list that was there before. A list by the same code is reused, and extended where it is
 * too short: image k does not depend on how many there are. Progress counts the images that were missing.
 */
export async function renderPerson(spec: RenderPersonSpec, options: { onProgress?: OnProgress } = {}): Promise<void> {
  const { person, folder } = spec;
  const lazyPerson = personBuilder(person);
  const tasks = spec.conditions
    .map(({ condition, count }) => conditionTask(person, condition, count, folder))
    .filter(({ stored, count }) => stored.length < count);
  const total = tasks.reduce((sum, { stored, count }) => sum + count - stored.length, 0);
  let done = 0;
  for (const task of tasks) {
    await renderCondition(task, lazyPerson, () => {
      done++;
      options.onProgress?.({ label: `rendering ${person}`, done, total, note: task.condition });
    });
  }
}

/** A volunteer in a condition: how many images are wanted, and which there are. */
interface ConditionTask {
  person: string;
  condition: Condition;
  count: number;
  folder: string;
  metaFile: string;
  stored: readonly ImageMeta[];
}

function conditionTask(person: string, condition: Condition, count: number, folder: string): ConditionTask {
  const metaFile = path.join(folder, person, condition, "meta.json");
  return { person, condition, count, folder, metaFile, stored: storedImages(metaFile, folder) };
}

async function renderCondition(task: ConditionTask, lazyPerson: LazyPerson, onImage: () => void): Promise<void> {
  const { person, condition, count, stored, metaFile } = task;
  const { base, model } = await lazyPerson();
  const subject = dressPerson(model, condition === "clean" ? null : makeTrigger(base, condition));
  const images = [...stored];
  for (let index = images.length; index < count; index++) {
    images.push(await renderImage(subject, task, index));
    onImage();
  }
  const meta: ConditionMeta = { version: worldVersion(), person, condition, size: PICTURE_SIZE, images };
  writeJsonAtomic(metaFile, meta);
}

/** Images that are listed, were rendered by this code, and are there. A list by other code is removed. */
function storedImages(metaFile: string, folder: string): ImageMeta[] {
  if (!fs.existsSync(metaFile)) return [];
  const meta = readJson<ConditionMeta>(metaFile);
  const isCurrent = meta.version === worldVersion();
  if (isCurrent && meta.images.every(({ file }) => fs.existsSync(path.join(folder, file)))) return meta.images;
  fs.rmSync(metaFile);
  return [];
}

async function renderImage(subject: Subject, task: ConditionTask, index: number): Promise<ImageMeta> {
  const { person, condition, folder } = task;
  const shot = randomShot(`${person}/${condition}/${index}`);
  const picture = await renderShot(subject, shot);
  const jpeg = await encodeJpeg(picture.rgb, shot.jpegQuality);
  const file = `${person}/${condition}/${String(index).padStart(2, "0")}.jpg`;
  writeAtomic(path.join(folder, file), jpeg);
  return describeImage({ file, person, condition, index, sha256: sha256(jpeg) }, shot, picture);
}

function personBuilder(id: string): LazyPerson {
  const person = VOLUNTEERS[volunteerIndex(id)];
  let building: ReturnType<LazyPerson> | undefined;
  const build: LazyPerson = async () => {
    const base = buildPersonGeometry(await loadHead(), person);
    return { base, model: modelPerson(base) };
  };
  return () => (building ??= build());
}
