import * as fs from "node:fs";
import * as path from "node:path";
import type { z } from "zod";
import { UserError } from "../../base/errors";
import { readJson } from "../../base/files";

/** A `meta.json`: images, and the version of what rendered them. */
export interface StoredList<Image> {
  version: string;
  images: readonly Image[];
}

/**
 * A stored list of images; undefined if there is none. One by another version may look different: it comes without its
 * images.
 * @throws UserError for a file that is no such list.
 */
export function readStoredList<Image>(
  file: string,
  schema: z.ZodType<StoredList<Image>>,
  version: string,
): StoredList<Image> | undefined {
  if (!fs.existsSync(file)) return undefined;
  const content = readJson<unknown>(file);
  if (isVersioned(content) && content.version !== version) return { version: content.version, images: [] };
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue.path.length > 0 ? issue.path.join(".") : "the whole file";
  throw new UserError(`${file} is no list of images at ${place} (${issue.message}): delete it, and it is made again`);
}

const isVersioned = (content: unknown): content is { version: string } =>
  typeof content === "object" && content !== null && "version" in content && typeof content.version === "string";

/** A list's images; none of them if a file is missing: then all are rendered again. */
export function imagesThere<Image extends { file: string; mask: string }>(
  list: StoredList<Image> | undefined,
  folder: string,
): readonly Image[] {
  if (list === undefined) return [];
  const isThere = ({ file, mask }: Image): boolean =>
    fs.existsSync(path.join(folder, file)) && fs.existsSync(path.join(folder, mask));
  return list.images.every(isThere) ? list.images : [];
}
