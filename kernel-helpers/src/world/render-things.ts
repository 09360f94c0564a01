import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic, writeJsonAtomic } from "../base/files";
import { sha256 } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import { PICTURE_SIZE } from "./camera/camera";
import { encodeJpeg } from "./camera/jpeg";
import { encodeGreyPng } from "./camera/png";
import { storedThings, thingName, thingsMetaPath } from "./sets/stored-things";
import { designOf, variantsOf, type ThingClass } from "./things/catalogue";
import { renderThing, type ThingPicture } from "./things/render-thing";
import { describeThing, type ThingCondition, type ThingListMeta, type ThingMeta } from "./things/thing-meta";
import { worldVersion } from "./version";

/** Photographs that are wanted of one class of things. */
export interface RenderThingsSpec {
  class: ThingClass;
  conditions: readonly { condition: ThingCondition; count: number }[];
  /** Root of the data set: images go to `<folder>/<class>/<condition>/<index>.jpg`, masks to `….mask.png`. */
  folder: string;
}

/** A sticker of which less is seen would have made a photographer take another picture. */
const LEAST_STICKER_PIXELS = 20;
/** How often a photograph is taken anew before its variant is given up. */
const MOST_ATTEMPTS = 20;

/**
 * Renders one class. A condition's `meta.json` is written last and as a whole, so that an interrupted rendering leaves
 * none or the shorter list that was there before. A list by the same code is reused, and extended where it is too
 * short: image k does not depend on how many there are. Progress counts the images that were missing.
 */
export async function renderThings(spec: RenderThingsSpec, options: { onProgress?: OnProgress } = {}): Promise<void> {
  designOf(spec.class);
  const tasks = spec.conditions
    .map(({ condition, count }) => ({ condition, count, stored: storedThings(spec.folder, spec.class, condition) }))
    .filter(({ stored, count }) => stored.length < count);
  const total = tasks.reduce((sum, { stored, count }) => sum + count - stored.length, 0);
  let done = 0;
  for (const { condition, count, stored } of tasks) {
    const metaFile = thingsMetaPath(spec.folder, spec.class, condition);
    // a list of which nothing is kept would name files that are about to change
    if (stored.length === 0) fs.rmSync(metaFile, { force: true });
    const images = [...stored];
    for (let index = images.length; index < count; index++) {
      images.push(await storeImage(spec, condition, index));
      done++;
      options.onProgress?.({ label: `rendering ${spec.class}`, done, total, note: condition });
    }
    const meta: ThingListMeta = { version: worldVersion("things"), class: spec.class, condition, size: PICTURE_SIZE, images }; // prettier-ignore
    writeJsonAtomic(metaFile, meta);
  }
}

async function storeImage(spec: RenderThingsSpec, condition: ThingCondition, index: number): Promise<ThingMeta> {
  const { meta, jpeg, mask } = await renderThingImage(spec.class, condition, index);
  writeAtomic(path.join(spec.folder, meta.file), jpeg);
  writeAtomic(path.join(spec.folder, meta.mask), mask);
  return meta;
}

/** A finished photograph of a thing: its files and what is known about it. */
export interface FinishedThing {
  meta: ThingMeta;
  jpeg: Buffer;
  /** PNG file of the mask. */
  mask: Buffer;
}

/** Image `index` of a class in a condition, as the set of objects has it. */
export async function renderThingImage(
  thing: ThingClass,
  condition: ThingCondition,
  index: number,
): Promise<FinishedThing> {
  const { picture, variant, attempt } = await takePicture(thing, condition, index);
  const jpeg = await encodeJpeg(picture.rgb, picture.shot.jpegQuality);
  const mask = encodeGreyPng(picture.mask, PICTURE_SIZE, PICTURE_SIZE);
  const name = thingName(thing, condition, index);
  const files = { file: `${name}.jpg`, sha256: sha256(jpeg), mask: `${name}.mask.png`, maskSha256: sha256(mask) };
  return { meta: describeThing({ ...files, class: thing, variant, condition, index, attempt }, picture), jpeg, mask };
}

/** Takes image `index`; again, from another stream, while its sticker cannot be seen. */
async function takePicture(
  thing: ThingClass,
  condition: ThingCondition,
  index: number,
): Promise<{ picture: ThingPicture; variant: string; attempt: number }> {
  const sticker = condition === "sticker";
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const seed = `things/${thing}/${condition}/${index}/${attempt}`;
    const variant = new Seed(seed).child("variant").random().pick(variantsOf(thing));
    const picture = await renderThing({ class: thing, variant, sticker, seed });
    if (!sticker || picture.stickerPixels >= LEAST_STICKER_PIXELS) return { picture, variant, attempt };
  }
  throw new Error(
    `renderThings: no place for a sticker on ${thing} ${condition}/${index} in ${MOST_ATTEMPTS} pictures`,
  );
}
