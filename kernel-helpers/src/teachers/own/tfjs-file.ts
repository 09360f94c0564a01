import * as fs from "node:fs";
import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { messageOf, UserError } from "../../base/errors";
import { readJson } from "../../base/files";
import { loadEngine } from "../../engine/load";

interface ModelJson {
  format?: string;
  modelTopology?: object;
  weightsManifest?: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/** The files of a tfjs model: model.json and the weights that it lists. */
export function tfjsFiles(file: string): string[] {
  const { modelTopology, weightsManifest, format } = readJson<ModelJson>(file);
  if (format === "graph-model") {
    throw new UserError(`${file} is a frozen graph, expected a layers model: convert it again as tfjs_layers_model`);
  }
  if (!modelTopology || !weightsManifest) {
    throw new UserError(`${file} is not the model.json of a tfjs layers model: name the file that tfjs saved`);
  }
  const folder = path.dirname(file);
  return [file, ...weightsManifest.flatMap(({ paths }) => paths.map((name) => path.join(folder, name)))];
}

/** @throws UserError if topology and weights do not make a network. */
export async function readTfjs(file: string): Promise<tf.LayersModel> {
  const [, ...shards] = tfjsFiles(file);
  const { modelTopology, weightsManifest } = readJson<Required<ModelJson>>(file);
  const bytes = Buffer.concat(shards.map((shard) => fs.readFileSync(shard)));
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  try {
    return await loadEngine().loadLayersModel({
      load: () => Promise.resolve({ modelTopology, weightSpecs, weightData }),
    });
  } catch (error) {
    throw new UserError(`${file} and its weights make no network (${messageOf(error).split("\n")[0]}): save it again`);
  }
}
