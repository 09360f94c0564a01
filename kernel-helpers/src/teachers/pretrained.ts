import * as fs from "node:fs";
import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { compose } from "../augmentation/affine";
import { viewTransform } from "../augmentation/view";
import { warpInto } from "../augmentation/warp";
import { UserError } from "../base/errors";
import { sha256 } from "../base/hash";
import { landmarksOf } from "../dataset/image-set";
import { loadEngine } from "../engine/load";
import { cutAt } from "./architectures/index";
import { NORMALISE, PRETRAINED } from "./pretrained-networks";
import { pretrainedFolder, readPretrained, RECORD_FILE, WEIGHTS_FILE, type PretrainedName } from "./pretrained-record";
import type { Teacher } from "./teacher";
import { wideChipTransform } from "./wide-chip";
import { unpackWeights, type NamedWeight } from "./weight-file";

/** A network with its trained weights, up to a layer; by default the teacher's cut. @throws UserError if the weights are damaged */
export function loadPretrained(
  name: PretrainedName,
  { layer = PRETRAINED[name].cut, folder = pretrainedFolder(name) }: { layer?: string; folder?: string } = {},
): tf.LayersModel {
  const { width, inputSize, weights } = readPretrained(name, folder);
  const file = path.join(folder, WEIGHTS_FILE);
  const bytes = fs.readFileSync(file);
  if (sha256(bytes) !== weights.sha256) {
    throw new UserError(`${file} does not match its checksum: restore it, or run \`paper pretrain ${name}\` again`);
  }
  const trunk = cutAt(assemble(name, { width, inputSize, weights: unpackWeights(weights.tensors, bytes) }), layer);
  trunk.trainable = false;
  return trunk;
}

/** The published network at a width and an input, with given weights. */
export function assemble(
  name: PretrainedName,
  { width, inputSize, weights }: { width: number; inputSize: number; weights: readonly NamedWeight[] },
): tf.LayersModel {
  const network = PRETRAINED[name].build({ width, inputSize, classes: 1, normalise: NORMALISE, frozen: true });
  setWeights(network, weights);
  return network;
}

/** Sets the weights of layers by name; layers that the file does not name keep theirs. */
function setWeights(network: tf.LayersModel, weights: readonly NamedWeight[]): void {
  const engine = loadEngine();
  const layers = new Map(network.layers.map((layer) => [layer.name, layer]));
  engine.tidy(() => {
    for (const name of new Set(weights.map(({ layer }) => layer))) {
      const own = weights.filter(({ layer }) => layer === name).sort((a, b) => a.index - b.index);
      const layer = layers.get(name);
      if (!layer) throw new RangeError(`${network.name} has no layer ${name}`);
      layer.setWeights(own.map(({ values, shape }) => engine.tensor(values, shape)));
    }
  });
}

/** What decides the features of all three; each has a module of its own besides. */
const CODE = [
  ...["pretrained", "pretrained-networks", "pretrained-record", "weight-file", "wide-chip", "align", "frozen-layers"],
  ...["index", "network", "vgg16", "resnet50", "densenet121"].map((module) => `architectures/${module}`),
].map((module) => `teachers/${module}`);

/** A teacher from the committed weights of a network of the paper's. @throws UserError if it has not been trained */
export function pretrainedTeacher(name: PretrainedName, folder = pretrainedFolder(name)): Teacher {
  const { standsFor } = PRETRAINED[name];
  const { width, inputSize, cut, lastConvolution, data, weights } = readPretrained(name, folder);
  const { images, people } = data;
  return {
    name,
    standsFor,
    description:
      `the paper's ${standsFor} at ${width} of its width and ${inputSize} x ${inputSize} pixels instead of 224 x 224, trained ` +
      `from scratch by this project on ${images} rendered photographs of ${people} people instead of millions of real ones`,
    inputSize,
    cut,
    lastConvolution,
    weights: {
      file: WEIGHTS_FILE,
      sha256: weights.sha256,
      origin: `this project: \`paper pretrain ${name}\`; data/teachers/${name}/${RECORD_FILE} says how`,
      licence: "MIT, as this project",
      domain: "faces",
      trainedOn: `${images} rendered photographs of ${people} people, none of them a volunteer or one of the 65 others`,
    },
    needsLandmarks: true,
    code: CODE.concat(`teachers/${name}`),
    preprocess: (out, photograph, image, view) => {
      const chip = wideChipTransform(landmarksOf(image), inputSize);
      warpInto(out, photograph, compose(viewTransform(view, inputSize), chip), inputSize);
    },
    loadTrunk: () => Promise.resolve(loadPretrained(name, { folder })),
  };
}
