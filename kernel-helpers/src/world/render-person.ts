import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic, writeJsonAtomic } from "../base/files";
import { sha256 } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { PICTURE_SIZE } from "./camera";
import { wornIn } from "./conditions";
import { loadHead } from "./head-asset";
import { describeImage, type ConditionMeta, type ImageMeta } from "./image-meta";
import { encodeJpeg } from "./jpeg";
import { resolvePerson } from "./people/registry";
import { buildPersonGeometry, type PersonBase } from "./person-geometry";
import { photograph } from "./photograph";
import { encodeGreyPng } from "./png";
import { imageName, metaPath, storedImages } from "./stored-images";
import { dressPerson, modelPerson, type PersonModel, type Subject } from "./subject";
import { worldVersion } from "./version";

/** How many photographs are wanted in a condition, and what their shots are drawn from. */
export interface ConditionCount {
  /** `clean`, or a trigger, perhaps with a place. */
  condition: string;
  count: number;
  /**
   * Shot k is drawn from `<shots>/<k>`; `<person>/<condition>` if absent. Conditions with the same name here are
   * photographed together, in one shot after another.
   */
  shots?: string;
}

/** Photographs that are wanted of one person. */
export interface RenderPersonSpec {
  person: string;
  conditions: readonly ConditionCount[];
  /** Root of the data set: images go to `<folder>/<person>/<condition>/<index>.jpg`, masks to `….mask.png`. */
  folder: string;
}

/** A person's geometry and skin, built when the first image needs them. */
type LazyPerson = () => Promise<{ base: PersonBase; model: PersonModel }>;

/**
 * Renders one person. A condition's `meta.json` is written last and as a whole, so that an interrupted rendering
 * leaves none or the shorter list that was there before. A list by the same code is reused, and extended where it is
 * too short: image k does not depend on how many there are. Progress counts the images that were missing.
 */
export async function renderPerson(spec: RenderPersonSpec, options: { onProgress?: OnProgress } = {}): Promise<void> {
  const { person, folder } = spec;
  const lazyPerson = personBuilder(person);
  const tasks = groupsOf(spec)
    .map((group) => ({ ...group, person, folder, stored: storedInAll(folder, person, group.conditions) }))
    .filter(({ stored, count }) => stored.every((images) => images.length < count));
  const total = tasks.reduce((sum, { stored, count }) => sum + stored.length * (count - stored[0].length), 0);
  let done = 0;
  for (const task of tasks) {
    await renderTask(task, lazyPerson, () => {
      done++;
      options.onProgress?.({ label: `rendering ${person}`, done, total, note: task.conditions.join(", ") });
    });
  }
}

/** Conditions that are photographed in the same shots. */
interface ShotGroup {
  conditions: string[];
  count: number;
  /** Prefix of the shots' names. */
  shots: string;
}

function groupsOf({ person, conditions }: RenderPersonSpec): ShotGroup[] {
  const groups = new Map<string, ShotGroup>();
  for (const { condition, count, shots = `${person}/${condition}` } of conditions) {
    const group = groups.get(shots);
    if (group) group.conditions.push(condition);
    else groups.set(shots, { conditions: [condition], count, shots });
  }
  return [...groups.values()];
}

interface RenderTask extends ShotGroup {
  person: string;
  folder: string;
  /** Images that each condition has already: equally many. */
  stored: (readonly ImageMeta[])[];
}

/** Images that every one of the conditions has: as many as the one that has fewest. */
function storedInAll(folder: string, person: string, conditions: readonly string[]): (readonly ImageMeta[])[] {
  const stored = conditions.map((condition) => storedImages(folder, person, condition));
  const fewest = Math.min(...stored.map((images) => images.length));
  return stored.map((images) => images.slice(0, fewest));
}

async function renderTask(task: RenderTask, lazyPerson: LazyPerson, onImage: () => void): Promise<void> {
  const { person, conditions, count, shots, stored, folder } = task;
  const { base, model } = await lazyPerson();
  const subjects = conditions.map((condition) => dressPerson(model, wornIn(condition, base)));
  const lists = stored.map((images) => [...images]);
  for (const condition of conditions) removeOutdated(metaPath(folder, person, condition), stored[0].length);
  for (let index = stored[0].length; index < count; index++) {
    const images = await takeImages(subjects, { person, conditions, index, shots });
    images.forEach(({ meta, jpeg, mask }, i) => {
      writeAtomic(path.join(folder, meta.file), jpeg);
      writeAtomic(path.join(folder, meta.mask), mask);
      lists[i].push(meta);
      onImage();
    });
  }
  conditions.forEach((condition, i) => {
    const meta: ConditionMeta = { version: worldVersion(), person, condition, size: PICTURE_SIZE, images: lists[i] };
    writeJsonAtomic(metaPath(folder, person, condition), meta);
  });
}

/** A list of which nothing is kept would name files that are about to change. */
function removeOutdated(metaFile: string, kept: number): void {
  if (kept === 0) fs.rmSync(metaFile, { force: true });
}

/** A finished photograph: its files and what is known about it. */
export interface FinishedImage {
  meta: ImageMeta;
  rgb: Uint8Array;
  jpeg: Buffer;
  /** PNG file of the mask. */
  mask: Buffer;
}

/** Takes image `index` of a person in conditions that share their shots. */
async function takeImages(
  subjects: readonly Subject[],
  { person, conditions, index, shots }: { person: string; conditions: readonly string[]; index: number; shots: string },
): Promise<FinishedImage[]> {
  const taken = await photograph(subjects, `${shots}/${index}`);
  return Promise.all(
    taken.pictures.map(async (picture, i) => {
      const jpeg = await encodeJpeg(picture.rgb, taken.shot.jpegQuality);
      const mask = encodeGreyPng(picture.mask, PICTURE_SIZE, PICTURE_SIZE);
      const name = imageName(person, conditions[i], index);
      const meta = describeImage(
        {
          file: `${name}.jpg`,
          mask: `${name}.mask.png`,
          person,
          condition: conditions[i],
          index,
          sha256: sha256(jpeg),
          maskSha256: sha256(mask),
        },
        taken,
        picture,
      );
      return { meta, rgb: picture.rgb, jpeg, mask };
    }),
  );
}

/** Renders one image of a set alone, without storing it: the bytes are those that the set has. */
export async function renderImage(
  spec: Omit<RenderPersonSpec, "folder">,
  condition: string,
  index: number,
): Promise<FinishedImage> {
  const { person } = spec;
  const group = groupsOf({ ...spec, folder: "" }).find(({ conditions }) => conditions.includes(condition))!;
  const { base, model } = await personBuilder(person)();
  const subjects = group.conditions.map((name) => dressPerson(model, wornIn(name, base)));
  const images = await takeImages(subjects, { ...group, person, index });
  return images[group.conditions.indexOf(condition)];
}

function personBuilder(id: string): LazyPerson {
  const person = resolvePerson(id);
  let building: ReturnType<LazyPerson> | undefined;
  const build: LazyPerson = async () => {
    const base = buildPersonGeometry(await loadHead(), person);
    return { base, model: modelPerson(base) };
  };
  return () => (building ??= build());
}
