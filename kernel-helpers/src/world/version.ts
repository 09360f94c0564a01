import * as fs from "node:fs";
import * as path from "node:path";
import { readJson } from "../base/files";
import { hashOf } from "../base/hash";
import { projectRoot } from "../base/paths";
import { findAsset } from "./assets";
import { HEAD_ASSET } from "./head-asset";

/** Packages whose bytes end up in pictures, with the manifest that pins them. */
const PACKAGES = {
  "kernel-helpers/package.json": ["@pmndrs/assets", "three"],
  "package.json": ["sharp"],
} as const;
/** Compiled files of this room that no pixel depends on. */
const NO_PIXELS = ["contact-sheet.js", "index.js"];
/** Compiled code from other rooms that pixels depend on. */
const OUTSIDE = [path.join("..", "base", "seed.js")];
const VERSION_LENGTH = 12;

let version: string | undefined;

/**
 * Names the way in which this build renders: two builds with the same version make the same bytes. It covers the
 * compiled code of the room without comments, and whatever the code reads.
 */
export function worldVersion(): string {
  version ??= hashOf({
    code: codeFiles().map(readCode),
    packages: packageVersions(),
    head: findAsset(HEAD_ASSET).sha256,
  });
  return version.slice(0, VERSION_LENGTH);
}

/** The compiled files, by name in a fixed order. */
function codeFiles(): string[] {
  const here = fs
    .readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js") && !NO_PIXELS.includes(name));
  return [...here, ...OUTSIDE].map((name) => name.split(path.sep).join("/")).sort();
}

const readCode = (name: string): { name: string; code: string } => ({
  name,
  code: withoutComments(fs.readFileSync(path.join(__dirname, name), "utf8")),
});

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
