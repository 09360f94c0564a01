import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { Seed } from "kernel-helpers/dist/base/seed";
import { imageSet, type DatasetImage, type ImageSet, type Landmarks } from "kernel-helpers/dist/dataset/image-set";
import type { Condition } from "kernel-helpers/dist/paper/triggers";

/** Five points of a face that fills a 64 x 64 picture. */
export const LANDMARKS: Landmarks = {
  eye_right: [22, 24],
  eye_left: [42, 24],
  nose_tip: [32, 36],
  mouth_right: [25, 46],
  mouth_left: [39, 46],
};

/** An entry of a data set whose file nobody opens. */
export function entry(person: string, condition: Condition, index: number): DatasetImage {
  const id = `${person}/${condition}/${index}`;
  return { id, file: `/nowhere/${id}.jpg`, sha256: sha256(id), person, condition, landmarks: LANDMARKS };
}

export interface Counts {
  people: number;
  /** Images of each person in each condition. */
  images: Partial<Record<Condition, number>>;
}

/** A data set of entries alone: people p0, p1, … */
export function paperSet({ people, images }: Counts): ImageSet {
  const entries = Array.from({ length: people }, (_, p) =>
    Object.entries(images).flatMap(([condition, count]) =>
      Array.from({ length: count }, (_, i) => entry(`p${p}`, condition as Condition, i)),
    ),
  );
  return imageSet("test set", entries.flat());
}

/** The same with pictures of coloured noise in `folder`: a colour for each person, darker with a trigger. */
export async function photographedSet(folder: string, counts: Counts): Promise<ImageSet> {
  const set = paperSet(counts);
  const images = await Promise.all(
    set.images.map((image) => photograph(folder, image, set.people.indexOf(image.person))),
  );
  return imageSet(set.name, images);
}

async function photograph(folder: string, image: DatasetImage, person: number): Promise<DatasetImage> {
  const random = new Seed(image.id).random();
  const level = image.condition === "clean" ? 1 : 0.4;
  const pixels = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) =>
    Math.round(level * (i % 3 === person % 3 ? 170 : 60) + 60 * random.next()),
  );
  const jpeg = await sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
  const file = path.join(folder, `${image.id.replaceAll("/", "-")}.jpg`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, jpeg);
  return { ...image, file, sha256: sha256(jpeg) };
}
