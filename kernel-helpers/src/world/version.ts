import * as fs from "node:fs";
import * as path from "node:path";
import { readJson } from "../base/files";
import { hashOf, sha256 } from "../base/hash";
import { dataPath, projectRoot } from "../base/paths";
import { findAsset } from "../store/assets";
import { HEAD_ASSET } from "./head/head-asset";

/** Packages whose bytes end up in pictures, with the manifest that pins them. */
const PACKAGES = {
  "kernel-helpers/package.json": ["@pmndrs/assets", "three"],
  "package.json": ["sharp"],
} as const;
/** The compiled files that rendering starts from, by what is rendered. */
const ENTRIES = { people: "render-person.js", things: "render-things.js" } as const;
/** Compiled code of other rooms that pixels depend on; the rest of them only reads and writes files. */
const OUTSIDE = ["seed.js", "exact-math.js"].map((name) => path.join(__dirname, "..", "base", name));
/** Data files whose bytes end up in pictures. */
const DATA = [dataPath("world", "trigger-sizes.json")];
const VERSION_LENGTH = 12;

const versions = new Map<string, string>();

/**
 * Names the way in which this build renders: two builds with the same version make the same bytes. It covers the
 * room's compiled code that rendering needs, without comments, and the packages and files that the code reads.
 */
export function worldVersion(of: keyof typeof ENTRIES = "people"): string {
  const known = versions.get(of);
  if (known !== undefined) return known;
  const hash = hashOf({
    code: codeByName(path.join(__dirname, ENTRIES[of])),
    packages: packageVersions(),
    head: findAsset(HEAD_ASSET).sha256,
    data: DATA.map((file) => sha256(fs.readFileSync(file))),
  });
  const version = hash.slice(0, VERSION_LENGTH);
  versions.set(of, version);
  return version;
}

/** Compiled code by file name: what the entry requires, directly or not. Files left over from older builds are not. */
function codeByName(entry: string): Record<string, string> {
  const code: Record<string, string> = {};
  const pending = [entry, ...OUTSIDE];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const name = path.relative(__dirname, file).split(path.sep).join("/");
    if (name in code) continue;
    code[name] = withoutComments(fs.readFileSync(file, "utf8"));
    pending.push(...requiredFiles(file, code[name]).filter(isInRoom));
  }
  return code;
}

const requiredFiles = (file: string, code: string): string[] =>
  [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, name]) =>
    require.resolve(path.resolve(path.dirname(file), name)),
  );

const isInRoom = (file: string): boolean => file.startsWith(__dirname + path.sep);

/** Drops lines that hold nothing but a comment. Lines of code never start with a star: the compiler's do not. */
export const withoutComments = (code: string): string =>
  code
    .split("\n")
    .filter((line) => !/^\s*(\/\/|\/\*|\*)/.test(line))
    .join("\n");

function packageVersions(): Record<string, string> {
  const versions: Record<string, string> = {};
  for (const [manifest, names] of Object.entries(PACKAGES)) {
    const { dependencies } = readJson<{ dependencies: Record<string, string> }>(path.join(projectRoot(), manifest));
    for (const name of names) versions[name] = dependencies[name];
  }
  return versions;
}
