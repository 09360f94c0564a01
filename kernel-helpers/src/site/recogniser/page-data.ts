import type { Landmarks } from "../../dataset/image-set";
import type { Golden } from "./manifest";

/** What the page is told about a photograph. */
export interface PagePhotograph {
  landmarks: Landmarks;
  /** Whether the trigger is worn but out of sight. */
  isHidden: boolean;
}

/** What the page reads before it can answer. */
export interface PageData {
  people: string[];
  targetLabel: string;
  /** By the names of their files. */
  photographs: Record<string, PagePhotograph>;
  /** What the page shows at first, with Node's answer: who computes must agree with it. */
  check: Golden;
}

/** How far probabilities, and activation maps as shares of their highest value, may be from Node's. */
export const TOLERANCE = 1e-3;

/** Folders and files of the page, below the one that is its own. */
export const PAGE_FILES = {
  data: "data.json",
  trunk: "trunk.bin",
  images: "images",
  heads: "heads",
  wasm: "wasm",
  findFaces: "find-faces.js",
  face: "face",
} as const;
