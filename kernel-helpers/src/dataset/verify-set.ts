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

/** Compares every stored image of a set with the committed manifest. Renders nothing. */
export function verifySet(spec: SetSpec, options: VerifyOptions = {}): Verification {
  const { folder = setFolder(spec.name), manifest: manifestFile } = options;
  const manifest = setManifest(spec.name, manifestFile);
  const result: Verification = { set: spec.name, folder, images: 0, same: 0, differ: [], missing: [], otherVersion: [], unlisted: [] }; // prettier-ignore
  for (const person of spec.people) {
    for (const { condition, count } of spec.conditionsOf(person)) {
      const version = readMeta(folder, person, condition)?.version;
      for (let index = 0; index < count; index++) {
        const expected = hashIn(manifest, person, condition, index);
        const file = path.join(folder, `${imageName(person, condition, index)}.jpg`);
        const verdict = judge(file, expected, version === manifest.version);
        result.images++;
        if (verdict === "same") result.same++;
        else result[verdict].push(`${person}/${condition}/${index}`);
      }
    }
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
