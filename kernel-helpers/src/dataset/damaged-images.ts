import * as fs from "node:fs";
import * as path from "node:path";
import { unlessDamaged } from "../base/files";
import { sha256 } from "../base/hash";
import { warnOnce } from "../base/warn";

/** What a list knows of one rendered image: its two files and their SHA-256. */
export interface ListedFiles {
  file: string;
  sha256: string;
  mask: string;
  maskSha256: string;
}

/** Files that this process has seen whole, by hash, size and time: thousands are read once, not for each experiment. */
const whole = new Set<string>();

/** Whether images and masks are what was rendered. Those that are gone are not: whoever lists them has looked. */
export const areWhole = (images: readonly ListedFiles[], folder: string): boolean =>
  images.every((image) => filesOf(image, folder).every(isWhole));

/** What is known of the images if all `total` are rendered, no list is damaged, and all are still what was rendered. */
export const wholeTruth = <Image extends ListedFiles>(
  folder: string,
  total: number,
  read: () => Image[],
): Image[] | undefined =>
  unlessDamaged(() => {
    const truth = read();
    return truth.length === total && areWhole(truth, folder) ? truth : undefined;
  });

/**
 * Deletes the images and masks whose bytes have changed since they were rendered, so that they are rendered again, and
 * tells the user.
 */
export function removeDamaged(images: readonly ListedFiles[], folder: string): void {
  for (const entry of images.flatMap((image) => filesOf(image, folder))) if (!isWhole(entry)) remove(entry.file);
}

/** Whether every file of these pictures is there. */
export const areThere = (pictures: readonly { file: string }[]): boolean =>
  pictures.every(({ file }) => fs.existsSync(file));

/** Deletes drawn pictures whose bytes have changed, so that they are drawn again, and tells the user. */
export function removeDamagedPictures(pictures: readonly { file: string; sha256: string }[]): void {
  for (const { file, sha256: expected } of pictures) {
    if (fs.existsSync(file) && !isWhole({ file, expected })) remove(file, "drawn");
  }
}

/** Deletes a list of images that is damaged, and tells the user. @throws what else keeps it from being read */
export function removeDamagedList(listFile: string, read: () => unknown): void {
  unlessDamaged(read, () => remove(listFile));
}

interface HashedFile {
  file: string;
  expected: string;
}

const filesOf = (image: ListedFiles, folder: string): HashedFile[] => [
  { file: path.join(folder, image.file), expected: image.sha256 },
  { file: path.join(folder, image.mask), expected: image.maskSha256 },
];

function isWhole({ file, expected }: HashedFile): boolean {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats) return false;
  const name = `${file} ${expected} ${stats.size} ${stats.mtimeMs}`;
  if (whole.has(name)) return true;
  if (sha256(fs.readFileSync(file)) !== expected) return false;
  whole.add(name);
  return true;
}

function remove(file: string, how = "rendered"): void {
  warnOnce(`${file} is damaged and will be ${how} again`);
  fs.rmSync(file, { force: true });
}
