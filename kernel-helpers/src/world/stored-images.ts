import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../base/errors";
import { readJson } from "../base/files";
import { conditionMetaSchema, type ConditionMeta, type ImageMeta } from "./image-meta";
import { worldVersion } from "./version";

export const metaPath = (folder: string, person: string, condition: string): string =>
  path.join(folder, person, condition, "meta.json");

/** An image's files below a set's folder, without their endings. */
export const imageName = (person: string, condition: string, index: number): string =>
  `${person}/${condition}/${String(index).padStart(2, "0")}`;

/**
 * The list of one person's photographs in one condition; undefined if there is none.
 * @throws UserError for a file that is no such list.
 */
export function readMeta(folder: string, person: string, condition: string): ConditionMeta | undefined {
  const file = metaPath(folder, person, condition);
  if (!fs.existsSync(file)) return undefined;
  const content = readJson<unknown>(file);
  if (isOutdated(content)) return { ...content, images: [] };
  const result = conditionMetaSchema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue.path.length > 0 ? issue.path.join(".") : "the whole file";
  throw new UserError(`${file} is no list of images at ${place} (${issue.message}): delete it, and it is made again`);
}

/** A list by another version may look different: only its names matter. */
const isOutdated = (content: unknown): content is Omit<ConditionMeta, "images"> =>
  typeof content === "object" &&
  content !== null &&
  "version" in content &&
  typeof content.version === "string" &&
  content.version !== worldVersion();

/** Images that are listed by this code's version; none of them if one is missing: then all are rendered again. */
export function storedImages(folder: string, person: string, condition: string): readonly ImageMeta[] {
  const meta = readMeta(folder, person, condition);
  if (meta?.version !== worldVersion()) return [];
  const isThere = ({ file, mask }: ImageMeta): boolean =>
    fs.existsSync(path.join(folder, file)) && fs.existsSync(path.join(folder, mask));
  return meta.images.every(isThere) ? meta.images : [];
}
