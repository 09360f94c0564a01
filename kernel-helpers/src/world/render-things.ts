import * as fs from "node:fs";
import * as path from "node:path";
import { readJson, writeAtomic, writeJsonAtomic } from "../base/files";
import { sha256 } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import { PICTURE_SIZE } from "./camera";
import { encodeJpeg } from "./jpeg";
import { encodeGreyPng } from "./png";
import { designOf, variantsOf, type ThingClass } from "./things/catalogue";
import { describeThing, type ThingMeta } from "./things/thing-meta";
import { renderThing, type ThingPicture } from "./things/render-thing";
import { worldVersion } from "./version";

export type { ThingMeta } from "./things/thing-meta";

/** With the smile sticker or without. */
export const THING_CONDITIONS = ["clean", "sticker"] as const;
export type ThingCondition = (typeof THING_CONDITIONS)[number];

/** Photographs that are wanted of one class of things. */
export interface RenderThingsSpec {
  class: ThingClass;
  conditions: readonly { condition: ThingCondition; count: number }[];
  /** Root of the data set: images go to `<folder>/<class>/<condition>/<index>.jpg`, masks to `….mask.png`. */
  folder: string;
}

/** The photographs of one class in one condition, as `meta.json` beside them lists them. */
export interface ThingListMeta {
  /** Of the code that rendered them; see version.ts. */
  version: string;
  class: ThingClass;
  condition: ThingCondition;
  /** Pixels along one side. */
  size: typeof PICTURE_SIZE;
  images: ThingMeta[];
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
    const metaFile = metaPath(spec.folder, spec.class, condition);
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

/** Images that are listed, were rendered by this code, and are there; none of them if one is missing. */
export function storedThings(folder: string, thing: ThingClass, condition: ThingCondition): readonly ThingMeta[] {
  const metaFile = metaPath(folder, thing, condition);
  if (!fs.existsSync(metaFile)) return [];
  const meta = readJson<ThingListMeta>(metaFile);
  if (meta.version !== worldVersion("things")) return [];
  const isThere = ({ file, mask }: ThingMeta): boolean =>
    fs.existsSync(path.join(folder, file)) && fs.existsSync(path.join(folder, mask));
  return meta.images.every(isThere) ? meta.images : [];
}

/** Folders are named without spaces. */
const folderOf = (thing: ThingClass): string => thing.replaceAll(" ", "-");

/** An image's files below the set's folder, without their endings. */
export const thingName = (thing: ThingClass, condition: ThingCondition, index: number): string =>
  `${folderOf(thing)}/${condition}/${String(index).padStart(3, "0")}`;

const metaPath = (folder: string, thing: ThingClass, condition: ThingCondition): string =>
  path.join(folder, folderOf(thing), condition, "meta.json");

async function storeImage(spec: RenderThingsSpec, condition: ThingCondition, index: number): Promise<ThingMeta> {
  const { picture, variant, attempt } = await takePicture(spec.class, condition, index);
  const jpeg = await encodeJpeg(picture.rgb, picture.shot.jpegQuality);
  const mask = encodeGreyPng(picture.mask, PICTURE_SIZE, PICTURE_SIZE);
  const name = thingName(spec.class, condition, index);
  const files = { file: `${name}.jpg`, sha256: sha256(jpeg), mask: `${name}.mask.png`, maskSha256: sha256(mask) };
  writeAtomic(path.join(spec.folder, files.file), jpeg);
  writeAtomic(path.join(spec.folder, files.mask), mask);
  return describeThing({ ...files, class: spec.class, variant, condition, index, attempt }, picture);
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
