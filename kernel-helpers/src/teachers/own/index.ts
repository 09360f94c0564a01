import * as fs from "node:fs";
import * as path from "node:path";
import { compose } from "../../augmentation/affine";
import { viewTransform } from "../../augmentation/view";
import { warpInto } from "../../augmentation/warp";
import { UserError } from "../../base/errors";
import { readJson, writeJsonAtomic } from "../../base/files";
import { hashOf } from "../../base/hash";
import { localPath } from "../../base/paths";
import { landmarksOf } from "../../dataset/image-set";
import { viewOfChip } from "../align";
import { centreCropTransform } from "../centre-crop";
import { faceCropTransform } from "../face-crop";
import type { MapPlace, Teacher } from "../teacher";
import { readDescription, type OwnDescription } from "./description";
import { inEngineNames, networkHash, readNetwork } from "./network-file";
import { trunkOf, type OwnTrunk } from "./trunk";

/** Everything about weights that a reader brought, kept so that other processes and later runs know them by name. */
interface OwnRecord {
  name: string;
  /** Absolute path. */
  file: string;
  sha256: string;
  description: OwnDescription;
  cut: MapPlace;
  lastConvolution: MapPlace;
}

const recordFile = (name: string): string => localPath("teachers", `${name}.json`);

/**
 * The teacher that a file of weights makes, with the description beside it. The network is built once, to find out
 * whether it fits; its name, of the file and a hash of weights and description, is then good everywhere.
 *
 * @throws UserError with one sentence if file and description do not make a trunk.
 */
export async function ownTeacher(given: string): Promise<Teacher> {
  const file = path.resolve(given);
  const sha256 = networkHash(file);
  const description = readDescription(file);
  const stem = path.basename(file, path.extname(file)).replaceAll(/[^A-Za-z0-9_-]+/g, "-");
  const name = `${stem}-${hashOf([sha256, description]).slice(0, 8)}`;
  const { trunk, cut, lastConvolution } = await load(file, description);
  trunk.dispose();
  const record: OwnRecord = { name, file, sha256, description, cut, lastConvolution };
  writeJsonAtomic(recordFile(name), record);
  return toTeacher(record);
}

/** The teacher of that name that `ownTeacher` made before, on this machine. */
export function knownOwnTeacher(name: string): Teacher | undefined {
  const isName = /^[A-Za-z0-9_-]+$/.test(name);
  return isName && fs.existsSync(recordFile(name)) ? toTeacher(readJson<OwnRecord>(recordFile(name))) : undefined;
}

async function load(file: string, given: OwnDescription): Promise<OwnTrunk> {
  const description = inEngineNames(file, given);
  return trunkOf(await readNetwork(file, given), description, file);
}

const CODE = [
  "own",
  "onnx",
  "architectures",
  "align",
  "centre-crop",
  "face-crop",
  "frozen-layers",
  "replay",
  "weights",
];

function toTeacher({ name, file, sha256, description, cut, lastConvolution }: OwnRecord): Teacher {
  const { inputSize: size, face, standsFor, domain, trainedOn, origin, licence } = description;
  return {
    name,
    standsFor,
    description: `the reader's own ${path.basename(file)}, trained on ${trainedOn}, in place of the paper's ${standsFor}`,
    inputSize: size,
    cut,
    lastConvolution,
    weights: { file: path.basename(file), sha256, origin, licence, domain, trainedOn },
    needsLandmarks: face === "chip",
    code: CODE.map((module) => `teachers/${module}`),
    preprocess: (out, photograph, image, view) => {
      if (face === "chip") return warpInto(out, photograph, viewOfChip(landmarksOf(image), view, size), size);
      const { landmarks } = image;
      const crop = landmarks ? faceCropTransform(landmarks, size) : centreCropTransform(photograph, size);
      warpInto(out, photograph, compose(viewTransform(view, size), crop), size);
    },
    loadTrunk: async () => {
      if (networkHash(file) !== sha256) {
        throw new UserError(`${file} has changed since it became the teacher ${name}: give its path again`);
      }
      return (await load(file, description)).trunk;
    },
  };
}
