import * as path from "node:path";
import { personFile } from "../people/registry";
import { conditionFiles } from "../render/conditions";
import { conditionMetaSchema, type ImageMeta } from "../render/image-meta";
import { hashOfFiles } from "../user/read-file";
import { worldVersion } from "../version";
import { imagesThere, readStoredList, type StoredList } from "./stored-list";

export const metaPath = (folder: string, person: string, condition: string): string =>
  path.join(folder, person, condition, "meta.json");

/** An image's files below a set's folder, without their endings. */
export const imageName = (person: string, condition: string, index: number): string =>
  `${person}/${condition}/${String(index).padStart(2, "0")}`;

const OWN_LENGTH = 8;

/**
 * The version of a person's photographs in a condition: that of the code and, of a reader's own person or trigger,
 * that of the files that describe them.
 */
export function imagesVersion(person: string, condition: string): string {
  const files = [...personFile(person), ...conditionFiles(condition)];
  return files.length === 0 ? worldVersion() : `${worldVersion()}+${hashOfFiles(files).slice(0, OWN_LENGTH)}`;
}

/**
 * The list of one person's photographs in one condition; undefined if there is none, without images if other code or
 * other files made it.
 * @throws UserError for a file that is no such list.
 */
export const readMeta = (folder: string, person: string, condition: string): StoredList<ImageMeta> | undefined =>
  readStoredList(metaPath(folder, person, condition), conditionMetaSchema, imagesVersion(person, condition));

/** Images that are listed by this version and are there; none of them if one is missing: then all are rendered again. */
export const storedImages = (folder: string, person: string, condition: string): readonly ImageMeta[] =>
  imagesThere(readMeta(folder, person, condition), folder);
