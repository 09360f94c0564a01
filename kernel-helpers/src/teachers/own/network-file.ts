import * as fs from "node:fs";
import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { messageOf, UserError } from "../../base/errors";
import { reasonOf } from "../../base/files";
import { hashOf, sha256 } from "../../base/hash";
import { buildOnnx } from "../onnx/build";
import { readOnnx } from "../onnx/read";
import { layerNameOf } from "../onnx/value";
import type { OwnDescription } from "./description";
import { readKeras } from "./keras-file";
import { readTfjs, tfjsFiles } from "./tfjs-file";

interface Format {
  /** Every file that the network is made of. */
  files: (file: string) => string[];
  read: (file: string, description: OwnDescription) => Promise<tf.LayersModel>;
  /** What the engine calls a layer that the reader names. */
  layerName: (name: string) => string;
}

const same = (name: string): string => name;
const keras: Format = { files: (file) => [file], read: readKeras, layerName: same };

const FORMATS: Record<string, Format> = {
  ".json": { files: tfjsFiles, read: readTfjs, layerName: same },
  ".h5": keras,
  ".hdf5": keras,
  ".onnx": {
    files: (file) => [file],
    read: (file, { inputSize, cut }) =>
      Promise.resolve(buildOnnx(readOnnx(fs.readFileSync(file), file), { inputSize, end: cut, file })),
    layerName: layerNameOf,
  },
};

/** Whether a teacher's name is meant as a file of weights. */
export const isNetworkFile = (name: string): boolean => Object.hasOwn(FORMATS, path.extname(name).toLowerCase());

function formatOf(file: string): Format {
  if (isNetworkFile(file)) return FORMATS[path.extname(file).toLowerCase()];
  throw new UserError(`${file}: expected weights in a file that ends in ${Object.keys(FORMATS).join(", ")}`);
}

/** One hash over every file of a network. @throws UserError if one cannot be read */
export function networkHash(file: string): string {
  const hashes = formatOf(file).files(file).map(hashOfFile);
  return hashes.length === 1 ? hashes[0] : hashOf(hashes);
}

function hashOfFile(file: string): string {
  try {
    return sha256(fs.readFileSync(file));
  } catch (error) {
    throw new UserError(`could not read the weights ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
}

export const readNetwork = (file: string, description: OwnDescription): Promise<tf.LayersModel> =>
  formatOf(file).read(file, description);

/** The description with the names of layers as the engine has them. */
export function inEngineNames(file: string, description: OwnDescription): OwnDescription {
  const { layerName } = formatOf(file);
  const { cut, lastConvolution } = description;
  return { ...description, cut: layerName(cut), lastConvolution: lastConvolution && layerName(lastConvolution) };
}
