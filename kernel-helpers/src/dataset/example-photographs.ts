import * as fs from "node:fs";
import * as path from "node:path";
import sharp from "sharp";
import { writeAtomic, writePlainJson } from "../base/files";
import { localPath } from "../base/paths";
import type { OnProgress } from "../base/progress";
import type { Trigger } from "../paper/triggers";
import { prepareRendered } from "./rendered";

/** What is in the folder. */
export interface ExampleExtent {
  people: number;
  triggers: readonly Trigger[];
  images: { clean: number; trigger: number };
}

/** A class of five with one trigger: the same photographs that other notebooks render for their live cells. */
export const EXAMPLE_EXTENT: ExampleExtent = {
  people: 5,
  triggers: ["sunglasses"],
  images: { clean: 16, trigger: 10 },
};

/** Pixels along a side: of a photograph, and of what a telephone would have written. */
const SIDE = 640;
/** How a camera may have been held, as EXIF numbers it: upright, on its head, and on either side. */
const ORIENTATIONS = [1, 6, 3, 8] as const;
/** Degrees that a viewer turns a photograph of this orientation by, clockwise. */
const TURN: Record<number, number> = { 1: 0, 3: 180, 6: 90, 8: 270 };

export interface ExampleOptions {
  /** Where it lies; local/example-photographs if absent. */
  folder?: string;
  extent?: ExampleExtent;
  workers?: number;
  onProgress?: OnProgress;
}

/**
 * A folder as a class would bring it, made of rendered people, so that everybody can try the import:
 * person/condition/number.jpg, held in four ways as EXIF tells, with a `consent.json`. Among them are three files that
 * should not be: one that is no photograph, one of nobody and one of two people.
 */
export async function examplePhotographs({
  folder = localPath("example-photographs"),
  extent = EXAMPLE_EXTENT,
  ...options
}: ExampleOptions = {}): Promise<string> {
  const { set } = await prepareRendered({ name: "example", ...extent }, options);
  for (const [i, { id, file }] of set.images.entries()) {
    const target = path.join(folder, `${id}.jpg`);
    if (!fs.existsSync(target)) writeAtomic(target, await heldSomehow(file, ORIENTATIONS[i % ORIENTATIONS.length]));
  }
  const [a, b] = set.people.map((person) => set.images.find((image) => image.person === person)!.file);
  const odd = path.join(folder, set.people[0], "clean");
  writeAtomic(path.join(odd, "broken.jpg"), Buffer.from("This is no photograph."));
  writeAtomic(path.join(odd, "wall.jpg"), await wall());
  writeAtomic(path.join(odd, "two-friends.jpg"), await sideBySide(a, b));
  writePlainJson(path.join(folder, "consent.json"), consentOf(set.people));
  return folder;
}

/** The file as a camera writes it that was held so: its pixels lie turned, and EXIF says how to turn them back. */
const heldSomehow = (file: string, orientation: number): Promise<Buffer> =>
  sharp(file)
    .resize(SIDE, SIDE)
    .rotate(360 - TURN[orientation])
    .withMetadata({ orientation })
    .jpeg({ quality: 92 })
    .toBuffer();

const wall = (): Promise<Buffer> =>
  sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: "#b9a58c" } })
    .jpeg()
    .toBuffer();

async function sideBySide(left: string, right: string): Promise<Buffer> {
  const [one, other] = await Promise.all([left, right].map((file) => sharp(file).resize(SIDE, SIDE).toBuffer()));
  return sharp({ create: { width: 2 * SIDE, height: SIDE, channels: 3, background: "white" } })
    .composite([
      { input: one, left: 0, top: 0 },
      { input: other, left: SIDE, top: 0 },
    ])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** Nobody needs to be asked: they do not exist. */
const consentOf = (people: readonly string[]) => ({
  people: Object.fromEntries(people.map((person) => [person, { agreed: true, date: "2026-11-27", by: BY }])),
});
const BY = "rendered: this person does not exist";
