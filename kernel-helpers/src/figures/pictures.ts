import sharp, { type Sharp } from "sharp";
import { ORIGINAL, type View } from "../augmentation/view";
import type { RgbImage } from "../augmentation/warp";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { TRIGGER_LABELS, type Trigger } from "../paper/triggers";
import { readPhotograph } from "../teachers/photograph";
import type { Teacher } from "../teachers/teacher";
import { contactSheet, type RenderedImage } from "../world";

/** An encoded picture and what it shows, in one sentence. */
export interface SheetPicture {
  image: Uint8Array;
  alt: string;
}

const JPEG = { quality: 88, chromaSubsampling: "4:4:4" } as const;

/** Photograph number `index` of every person (rows) in every condition of the set (columns), as a JPEG file. */
export async function peopleSheet(set: ImageSet<LabelledImage>, { index = 0, cell = 96 } = {}): Promise<SheetPicture> {
  const { image, alt } = await peoplePng(set, { index, cell });
  return { image: await sharp(image).jpeg(JPEG).toBuffer(), alt };
}

/** The same as a PNG file. */
export async function peoplePng(set: ImageSet<LabelledImage>, { index = 0, cell = 224 } = {}): Promise<SheetPicture> {
  const conditions = [...new Set(set.images.map((image) => image.condition))];
  const images = set.people.flatMap((person, row) =>
    conditions.flatMap((condition, column) => {
      const of = set.images.filter((image) => image.person === person && image.condition === condition);
      return of[index] ? [{ picture: of[index].file, row, column }] : [];
    }),
  );
  const columns = conditions.map(conditionLabel);
  return {
    image: await contactSheet(images, { columns, rows: set.people, cell }),
    alt: `${set.people.length} people in ${conditions.length} conditions: ${columns.join(", ")}.`,
  };
}

/** The first `count` images of every class (columns) in every condition (rows). */
export async function classSheet(set: ImageSet<LabelledImage>, { count = 2, cell = 96 } = {}): Promise<SheetPicture> {
  const conditions = [...new Set(set.images.map((image) => image.condition))];
  const rows = conditions.flatMap((condition) => Array.from({ length: count }, (_, index) => ({ condition, index })));
  const images = rows.flatMap(({ condition, index }, row) =>
    set.people.flatMap((name, column) => {
      const of = set.images.filter((image) => image.person === name && image.condition === condition);
      return of[index] ? [{ picture: of[index].file, row, column }] : [];
    }),
  );
  const png = await contactSheet(images, { columns: set.people, rows: rows.map(({ condition }) => condition), cell });
  return {
    image: await sharp(png).jpeg(JPEG).toBuffer(),
    alt: `${set.people.length} classes, ${conditions.join(" and ")}: ${set.people.join(", ")}.`,
  };
}

/** A row of photographs under short labels. */
export async function imageStrip(
  images: readonly LabelledImage[],
  labels: readonly string[],
  alt: string,
): Promise<SheetPicture> {
  const cells = images.map(({ file }, column) => ({ picture: file, row: 0, column }));
  const png = await contactSheet(cells, { columns: labels, rows: [""], cell: 140 });
  return { image: await sharp(png).jpeg(JPEG).toBuffer(), alt };
}

/** Photographs, rendered on demand or of a data set, or RGB bytes, in a grid with a label for each row and column. */
export async function photographGrid(
  rows: readonly (readonly (RenderedImage | LabelledImage | RgbImage)[])[],
  labels: { rows: readonly string[]; columns: readonly string[] },
  { cell = 112 } = {},
): Promise<SheetPicture> {
  const images = rows.flatMap((images, row) =>
    images.map(async (image, column) => ({ picture: await fileOf(image), row, column })),
  );
  const png = await contactSheet(await Promise.all(images), { ...labels, cell });
  return {
    image: await sharp(png).jpeg(JPEG).toBuffer(),
    alt: `Photographs in rows ${labels.rows.join(", ")} and columns ${labels.columns.join(", ")}.`,
  };
}

/** A picture as a file's path or content. */
async function fileOf(image: RenderedImage | LabelledImage | RgbImage): Promise<string | Uint8Array> {
  if ("image" in image) return image.image;
  if ("file" in image) return image.file;
  const { data, width, height } = image;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

const conditionLabel = (condition: string): string =>
  condition in TRIGGER_LABELS ? TRIGGER_LABELS[condition as Trigger].toLowerCase() : condition;

/** What a teacher's trunk sees of a photograph: the face as the teacher wants it, and then its random views. */
export async function viewStrip(teacher: Teacher, image: LabelledImage, views: readonly View[]): Promise<SheetPicture> {
  const photograph = await readPhotograph(image.file);
  const size = teacher.inputSize;
  const pictures = [ORIGINAL, ...views].map((view) => {
    const pixels = new Float32Array(size * size * 3);
    teacher.preprocess(pixels, photograph, image, view);
    return Uint8Array.from(pixels, Math.round);
  });
  const strip = await sideBySide(pictures, size);
  return {
    image: await strip.jpeg(JPEG).toBuffer(),
    alt: `The aligned ${size} x ${size} face of ${image.id} and ${views.length} random views of it: flipped, rotated to 30 degrees, shifted to 10 percent.`,
  };
}

const GAP = 4;

/** Square pictures of RGB bytes, `size` pixels wide, side by side. */
export async function sideBySide(pictures: readonly Uint8Array[], size: number): Promise<Sharp> {
  const raw = { width: size, height: size, channels: 3 } as const;
  const tiles = await Promise.all(
    pictures.map(async (pixels, i) => ({
      input: await sharp(pixels, { raw }).png().toBuffer(),
      left: i * (size + GAP),
      top: 0,
    })),
  );
  const width = pictures.length * (size + GAP) - GAP;
  return sharp({ create: { width, height: size, channels: 3, background: "white" } }).composite(tiles);
}
