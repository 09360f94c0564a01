import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * SHA-256 of a text, in hexadecimal.
 * @param {string} text
 */
export const hashText = (text) => createHash("sha256").update(text).digest("hex");

/**
 * SHA-256 of a file, read as a stream: a wheel has hundreds of megabytes.
 * @param {string} file
 */
export async function hashFile(file) {
  const hash = createHash("sha256");
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest("hex");
}

/**
 * SHA-256 of the names and contents of files and folders (walked in order of name): equal exactly when nothing changed.
 * @param {string} root the folder that names are relative to
 * @param {readonly string[]} entries files or folders; one that is missing counts as such
 */
export function fingerprint(root, entries) {
  const hash = createHash("sha256");
  for (const entry of entries) addToHash(hash, root, entry);
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} root
 * @param {string} entry
 */
function addToHash(hash, root, entry) {
  const full = path.join(root, entry);
  const stat = fs.statSync(full, { throwIfNoEntry: false });
  if (!stat) {
    hash.update(`${entry}\0missing\0`);
  } else if (stat.isDirectory()) {
    for (const name of fs.readdirSync(full).sort()) addToHash(hash, root, `${entry}/${name}`);
  } else {
    hash.update(`${entry}\0${stat.size}\0`).update(fs.readFileSync(full));
  }
}
