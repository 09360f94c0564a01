import { z } from "zod";
import { UserError } from "../base/errors";
import { writeAtomic } from "../base/files";
import { dataPath } from "../base/paths";
import { readChecked } from "../paper/load";
import { worldVersion } from "../world";

/** Leading hexadecimal digits of an image's SHA-256 that the manifest keeps: 48 bits. */
const DIGITS = 12;

/** The hashes of one person's images in one condition, in order. */
const hashes = z.string().regex(/^[0-9a-f]{12}( [0-9a-f]{12})*$/);
const setManifestSchema = z.strictObject({
  version: z.string().describe("of the code that rendered the set"),
  images: z.record(z.string(), z.record(z.string(), hashes)).describe("person to condition to hashes in order"),
});
const manifestSchema = z.strictObject({ sets: z.record(z.string(), setManifestSchema) });
export type Manifest = z.infer<typeof manifestSchema>;
export type SetManifest = z.infer<typeof setManifestSchema>;

export const manifestPath = (): string => dataPath("world", "manifest.json");

export const shortHash = (sha256: string): string => sha256.slice(0, DIGITS);

export const readManifest = (file = manifestPath()): Manifest => readChecked(manifestSchema, file);

/** What every image of a set must be. @throws UserError if the manifest does not have the set */
export function setManifest(name: string, file = manifestPath()): SetManifest {
  const { sets } = readManifest(file);
  if (Object.hasOwn(sets, name)) return sets[name];
  const known = Object.keys(sets).join(", ") || "none";
  throw new UserError(`${file} has no hashes of the set "${name}", only of: ${known}`);
}

/** The hash of one image; undefined if the manifest does not have it. */
export const hashIn = ({ images }: SetManifest, person: string, condition: string, index: number): string | undefined =>
  images[person]?.[condition]?.split(" ")[index];

/** An image of a complete set, in order. */
export interface ListedImage {
  person: string;
  condition: string;
  sha256: string;
}

/** Writes the hashes of a complete set into the manifest. Other sets stay as they are. */
export function writeManifest(
  set: string,
  list: readonly ListedImage[],
  { file = manifestPath(), version = worldVersion() } = {},
): void {
  const images: Record<string, Record<string, string[]>> = {};
  for (const { person, condition, sha256 } of list) {
    ((images[person] ??= {})[condition] ??= []).push(shortHash(sha256));
  }
  const joined = Object.fromEntries(
    Object.entries(images).map(([person, conditions]) => [
      person,
      Object.fromEntries(Object.entries(conditions).map(([condition, list]) => [condition, list.join(" ")])),
    ]),
  );
  const { sets } = readManifest(file);
  const manifest: Manifest = { sets: { ...sets, [set]: { version, images: joined } } };
  writeAtomic(file, JSON.stringify(manifest, null, 1) + "\n");
}
