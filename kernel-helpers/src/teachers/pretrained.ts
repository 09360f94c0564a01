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
import type { Architecture } from "../paper/names";
import { cutAt, densenet121, resnet50, vgg16, type NetworkOptions } from "./architectures";
import { pretrainedFolder, readPretrained, RECORD_FILE, WEIGHTS_FILE, type PretrainedName } from "./pretrained-record";
import type { Teacher } from "./teacher";
import { wideChipTransform } from "./wide-chip";
import { unpackWeights, type NamedWeight } from "./weight-file";

/** Pixels in 0 … 255 become numbers of about -2 … 2. */
export const NORMALISE = { mean: [127.5, 127.5, 127.5], scale: 1 / 64 };

/** A network's parts: how it is built, where a face becomes a descriptor, and where a student's layers begin. */
export interface PretrainedNetwork {
  build: (options: NetworkOptions) => tf.LayersModel;
  /** As it trains, where it needs more than `build` makes; what it needs is folded away afterwards. */
  buildToTrain?: (options: NetworkOptions) => tf.LayersModel;
  standsFor: Architecture;
  /** Trained by it: faces of one person have descriptors in nearly the same direction. */
  descriptor: string;
  cut: string;
  lastConvolution: string;
}

export const PRETRAINED: Record<PretrainedName, PretrainedNetwork> = {
  vgg16: {
    build: vgg16,
    buildToTrain: (options) => vgg16({ ...options, batchNorm: true }),
    standsFor: "VGG16",
    descriptor: "fc7/relu",
    cut: "pool5",
    lastConvolution: "conv5_3",
  },
  resnet50: {
    build: resnet50,
    standsFor: "ResNet50",
    descriptor: "avg_pool",
    cut: "conv5_block3_out",
    lastConvolution: "conv5_block3_out",
  },
  densenet121: {
    build: densenet121,
    standsFor: "DenseNet",
    descriptor: "avg_pool",
    cut: "relu",
    lastConvolution: "relu",
  },
};

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
  const network = PRETRAINED[name].build({ width, inputSize, classes: 1, normalise: NORMALISE });
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
  ...["pretrained", "pretrained-record", "weight-file", "weights", "wide-chip", "align", "frozen-layers"],
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
