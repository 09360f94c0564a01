import * as fs from "node:fs";
import * as path from "node:path";
import { sha256 } from "../base/hash";
import { imageName, readMeta } from "../world";
import { hashIn, setManifest, shortHash } from "./manifest";
import { setFolder } from "./rendered";
import type { SetSpec } from "./set-specs";

/** Images by what became of them, as person/condition/number. */
export interface Verification {
  set: string;
  folder: string;
  /** How many images were asked for. */
  images: number;
  same: number;
  /** Rendered by the manifest's version, and yet not its image: damaged, or another machine's arithmetic. */
  differ: string[];
  missing: string[];
  /** Rendered by another version of the code, with another result. */
  otherVersion: string[];
  /** Not in the manifest. */
  unlisted: string[];
}

export interface VerifyOptions {
  /** Where the images lie; local/world/<set> if absent. */
  folder?: string;
  /** The manifest; data/world/manifest.json if absent. */
  manifest?: string;
}

/** An image that a set should have. */
export interface WantedImage {
  person: string;
  condition: string;
  index: number;
  /** Absolute path. */
  file: string;
  /** Of the code that rendered it; undefined where nothing is stored. */
  version: string | undefined;
}

/** Compares every stored image of a set of people with the committed manifest. Renders nothing. */
export function verifySet(spec: SetSpec, options: VerifyOptions = {}): Verification {
  const { folder = setFolder(spec.name), manifest } = options;
  return verifyImages(spec.name, wantedImages(spec, folder), { folder, manifest });
}

const wantedImages = (spec: SetSpec, folder: string): WantedImage[] =>
  spec.people.flatMap((person) =>
    spec.conditionsOf(person).flatMap(({ condition, count }) => {
      const version = readMeta(folder, person, condition)?.version;
      return Array.from({ length: count }, (_, index) => {
        const file = path.join(folder, `${imageName(person, condition, index)}.jpg`);
        return { person, condition, index, file, version };
      });
    }),
  );

/** The same for any list of images. */
export function verifyImages(
  set: string,
  images: readonly WantedImage[],
  { folder, manifest: manifestFile }: { folder: string; manifest?: string },
): Verification {
  const manifest = setManifest(set, manifestFile);
  const result: Verification = { set, folder, images: images.length, same: 0, differ: [], missing: [], otherVersion: [], unlisted: [] }; // prettier-ignore
  for (const { person, condition, index, file, version } of images) {
    const verdict = judge(file, hashIn(manifest, person, condition, index), version === manifest.version);
    if (verdict === "same") result.same++;
    else result[verdict].push(`${person}/${condition}/${index}`);
  }
  return result;
}

type Verdict = "same" | "differ" | "missing" | "otherVersion" | "unlisted";

function judge(file: string, expected: string | undefined, isSameVersion: boolean): Verdict {
  if (expected === undefined) return "unlisted";
  if (!fs.existsSync(file)) return "missing";
  if (shortHash(sha256(fs.readFileSync(file))) === expected) return "same";
  return isSameVersion ? "differ" : "otherVersion";
}

export const isVerified = ({ images, same }: Verification): boolean => images === same;
