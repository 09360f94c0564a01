import * as path from "node:path";
import type { ThingClass } from "../things/catalogue";
import { thingListSchema, type ThingCondition, type ThingMeta } from "../things/thing-meta";
import { worldVersion } from "../version";
import { imagesThere, readStoredList, type StoredList } from "./stored-list";

/** Folders are named without spaces. */
const folderOf = (thing: ThingClass): string => thing.replaceAll(" ", "-");

/** An image's files below the set's folder, without their endings. */
export const thingName = (thing: ThingClass, condition: ThingCondition, index: number): string =>
  `${folderOf(thing)}/${condition}/${String(index).padStart(3, "0")}`;

export const thingsMetaPath = (folder: string, thing: ThingClass, condition: ThingCondition): string =>
  path.join(folder, folderOf(thing), condition, "meta.json");

/**
 * The list of one class's photographs in one condition; undefined if there is none, without images if other code made
 * it.
 * @throws UserError for a file that is no such list.
 */
export const readThings = (
  folder: string,
  thing: ThingClass,
  condition: ThingCondition,
): StoredList<ThingMeta> | undefined =>
  readStoredList(thingsMetaPath(folder, thing, condition), thingListSchema, worldVersion("things"));

/** Images that are listed, were rendered by this code, and are there; none of them if one is missing. */
export const storedThings = (folder: string, thing: ThingClass, condition: ThingCondition): readonly ThingMeta[] =>
  imagesThere(readThings(folder, thing, condition), folder);
