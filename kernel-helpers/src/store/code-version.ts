import * as fs from "node:fs";
import * as path from "node:path";
import { hashOf, sha256 } from "../base/hash";

const compiled = path.resolve(__dirname, "..");
const versions = new Map<string, string>();

/**
 * Twelve hexadecimal digits that change when the compiled code of the named rooms (folders or files under
 * kernel-helpers/src, without extension) changes. Comments that fill whole lines do not count. It is part of every
 * result's key, so that no result outlives the code that made it.
 */
export function codeVersion(...places: string[]): string {
  const name = places.join("+");
  let version = versions.get(name);
  if (!version) {
    const files = places.flatMap((place) => modulesOf(place)).sort();
    version = hashOf(files.map((file) => [path.relative(compiled, file), codeHash(file)])).slice(0, 12);
    versions.set(name, version);
  }
  return version;
}

function modulesOf(place: string): string[] {
  const folder = path.join(compiled, place);
  if (fs.existsSync(`${folder}.js`)) return [`${folder}.js`];
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".js")).map((name) => path.join(folder, name));
}

function codeHash(file: string): string {
  const text = fs.readFileSync(file, "utf8");
  return sha256(text.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "").replace(/^\s*\/\/.*$/gm, ""));
}
