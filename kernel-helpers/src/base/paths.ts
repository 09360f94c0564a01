import * as fs from "node:fs";
import * as path from "node:path";
import { hashOf } from "./hash";

let root: string | undefined;

/** The folder of this project: the nearest one above this file whose package.json has workspaces. */
export function projectRoot(): string {
  if (root) return root;
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest) && "workspaces" in (JSON.parse(fs.readFileSync(manifest, "utf8")) as object)) {
      return (root = folder);
    }
    if (path.dirname(folder) === folder) throw new Error(`no project folder above ${__dirname}`);
  }
}

/** Facts that travel with the project: the paper's values, manifests, the committed results. */
export const dataPath = (...parts: string[]): string => path.join(projectRoot(), "data", ...parts);

/**
 * What this machine makes and git ignores: assets, rendered images, features, results, executed notebooks.
 * `PAPER_LOCAL` moves it elsewhere. What is made of photographs of one's own (`PAPER_DATASET`) lies in a folder of their
 * own: deleting that folder deletes all of it.
 */
export const localPath = (...parts: string[]): string => path.join(localRoot(), ...ownFolder(parts), ...parts);

const localRoot = (): string =>
  path.resolve(process.env.PAPER_LOCAL?.trim() ? process.env.PAPER_LOCAL : path.join(projectRoot(), "local"));

/** Rooms of the local folder that are filled from a data set's photographs. */
const MADE_OF_PHOTOGRAPHS = new Set(["asked", "descriptors", "digital", "features", "figures", "html", "jobs", "notebooks", "results"]); // prettier-ignore

function ownFolder([room]: string[]): string[] {
  const dataset = chosenDataset();
  return dataset !== undefined && MADE_OF_PHOTOGRAPHS.has(room) ? [PHOTOGRAPHS, photographsName(dataset)] : [];
}

const PHOTOGRAPHS = "photographs";

/**
 * What the local folder calls a folder of photographs: letters of any alphabet and digits of its name, and a hash of where
 * it lies, without links.
 */
function photographsName(dataset: string): string {
  const root = fs.existsSync(dataset) ? fs.realpathSync(dataset) : dataset;
  const name = path.basename(root).replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${name.slice(0, 40)}-${hashOf(root).slice(0, 8)}`;
}

/** Where copies of the photographs in `dataset`, and everything made of them, are kept. */
export const photographsPath = (dataset: string): string => localPath(PHOTOGRAPHS, photographsName(dataset));

/** The folder of photographs of one's own that stands in for the rendered ones: `PAPER_DATASET`, where it is set. */
export const chosenDataset = (): string | undefined =>
  process.env.PAPER_DATASET?.trim() ? path.resolve(process.env.PAPER_DATASET) : undefined;
