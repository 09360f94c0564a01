import * as fs from "node:fs";
import * as path from "node:path";
import { hashOf, sha256 } from "../base/hash";

const compiled = path.resolve(__dirname, "..");
const versions = new Map<string, string>();

/**
 * Twelve hexadecimal digits that change when the compiled code of the named rooms (folders or files under
 * kernel-helpers/src, without extension) changes. Comments that fill whole lines and blank lines do not count. It is part of every
 * result's key, so that no result outlives the code that made it.
 */
export function codeVersion(...places: string[]): string {
  const name = places.join("+");
  let version = versions.get(name);
  if (!version) {
    version = versionOf(compiled, places);
    versions.set(name, version);
  }
  return version;
}

/** The version of the named rooms of one folder of compiled code. */
export function versionOf(root: string, places: readonly string[]): string {
  const files = places.flatMap((place) => modulesOf(root, place)).sort();
  return hashOf(files.map((file) => [path.relative(root, file), codeHash(file)])).slice(0, 12);
}

function modulesOf(root: string, place: string): string[] {
  const folder = path.join(root, place);
  if (fs.existsSync(`${folder}.js`)) return [`${folder}.js`];
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".js")).map((name) => path.join(folder, name));
}

/** Comments that fill their lines, and blank lines. */
const NOT_CODE = /^[^\S\n]*(?:\/\*(?:(?!\*\/)[^])*\*\/|\/\/.*)?[^\S\n]*\n/gm;

const codeHash = (file: string): string => sha256(`${fs.readFileSync(file, "utf8")}\n`.replace(NOT_CODE, ""));
