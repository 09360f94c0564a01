import fs from "node:fs";
import path from "node:path";
import { localFolder } from "../setup/folders.mjs";

/**
 * Hands a new folder under local/bench to some work, and removes it afterwards.
 * @template Result
 * @param {string} project
 * @param {(folder: string) => Promise<Result>} work
 */
export async function withScratch(project, work) {
  const parent = path.join(localFolder(project), "bench");
  fs.mkdirSync(parent, { recursive: true });
  const folder = fs.mkdtempSync(path.join(parent, "run-"));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** @param {string} file */
export function readFloat32(file) {
  const bytes = fs.readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
