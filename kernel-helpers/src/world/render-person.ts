import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic, writeJsonAtomic } from "../base/files";
import type { OnProgress } from "../base/progress";
import { PICTURE_SIZE } from "./camera/camera";
import { resolvePerson } from "./people/registry";
import type { ConditionMeta, ImageMeta } from "./render/image-meta";
import { seat, Wardrobe, type Sitter } from "./render/sitter";
import { imagesVersion, metaPath, storedImages } from "./sets/stored-images";
import { groupShots, takeImages, type ConditionCount, type FinishedImage, type ShotGroup } from "./sets/take-images";

/** Photographs that are wanted of one person. */
export interface RenderPersonSpec {
  person: string;
  conditions: readonly ConditionCount[];
  /** Root of the data set: images go to `<folder>/<person>/<condition>/<index>.jpg`, masks to `….mask.png`. */
  folder: string;
}

/**
 * Renders one person. A condition's `meta.json` is written last and as a whole, so that an interrupted rendering
 * leaves none or the shorter list that was there before. A list by the same code is reused, and extended where it is
 * too short: image k does not depend on how many there are. Progress counts the images that were missing.
 */
export async function renderPerson(spec: RenderPersonSpec, options: { onProgress?: OnProgress } = {}): Promise<void> {
  const { person, conditions, folder } = spec;
  resolvePerson(person);
  const tasks = groupShots(person, conditions)
    .map((group) => ({ ...group, folder, stored: storedInAll(folder, group) }))
    .filter(({ stored, count }) => stored[0].length < count);
  if (tasks.length === 0) return;
  const sitter = await seat(person);
  const total = tasks.reduce((sum, { stored, count }) => sum + stored.length * (count - stored[0].length), 0);
  let done = 0;
  for (const task of tasks) {
    await renderTask(task, sitter, () => {
      done++;
      options.onProgress?.({ label: `rendering ${person}`, done, total, note: task.conditions.join(", ") });
    });
  }
}

interface RenderTask extends ShotGroup {
  folder: string;
  /** Images that each condition has already: equally many. */
  stored: (readonly ImageMeta[])[];
}

/** Images that every condition of a group has: as many as the one that has fewest. */
function storedInAll(folder: string, { person, conditions }: ShotGroup): (readonly ImageMeta[])[] {
  const stored = conditions.map((condition) => storedImages(folder, person, condition));
  const fewest = Math.min(...stored.map((images) => images.length));
  return stored.map((images) => images.slice(0, fewest));
}

async function renderTask(task: RenderTask, sitter: Sitter, onImage: () => void): Promise<void> {
  const { person, conditions, count, stored, folder } = task;
  const wardrobe = new Wardrobe(sitter, task.accessories);
  const lists = stored.map((images) => [...images]);
  for (const condition of conditions) removeOutdated(metaPath(folder, person, condition), stored[0].length);
  for (let index = stored[0].length; index < count; index++) {
    const images = await takeImages(task, index, wardrobe);
    images.forEach(({ meta, jpeg, mask }, i) => {
      writeAtomic(path.join(folder, meta.file), jpeg);
      writeAtomic(path.join(folder, meta.mask), mask);
      lists[i].push(meta);
      onImage();
    });
  }
  conditions.forEach((condition, i) => {
    const version = imagesVersion(person, condition);
    const meta: ConditionMeta = { version, person, condition, size: PICTURE_SIZE, images: lists[i] };
    writeJsonAtomic(metaPath(folder, person, condition), meta);
  });
}

/** A list of which nothing is kept would name files that are about to change. */
function removeOutdated(metaFile: string, kept: number): void {
  if (kept === 0) fs.rmSync(metaFile, { force: true });
}

/** Renders one image of a set alone, without storing it: the bytes are those that the set has. */
export async function renderImage(
  { person, conditions }: Omit<RenderPersonSpec, "folder">,
  condition: string,
  index: number,
): Promise<FinishedImage> {
  const group = groupShots(person, conditions).find((each) => each.conditions.includes(condition))!;
  const images = await takeImages(group, index, new Wardrobe(await seat(person), group.accessories));
  return images[group.conditions.indexOf(condition)];
}
