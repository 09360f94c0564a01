import type * as tf from "@tensorflow/tfjs";
import { NetworkBuilder, PUBLISHED, type ConvSpec, type NetworkOptions } from "./network";

/** Blocks of each of the four stages, and the channels of their 3 x 3 convolutions; a block puts out four times as many. */
const STAGES = [
  { blocks: 3, channels: 64 },
  { blocks: 4, channels: 128 },
  { blocks: 6, channels: 256 },
  { blocks: 3, channels: 512 },
] as const;
const EXPANSION = 4;

/**
 * Two networks go by the name. They have the same convolutions, and files of weights for one do not fit the other:
 *  - `keras`: keras.applications; convolutions have biases, borders are padded before the first convolution and pool.
 *  - `keras-vggface`: the VGGFace2 weights of keras-vggface 0.6; no biases, other borders, epsilon and names, and a mean
 *    over 7 x 7 instead of the whole map (the same at its published input of 224).
 */
export type ResNetDialect = "keras" | "keras-vggface";

export interface ResNet50Options extends NetworkOptions {
  dialect?: ResNetDialect;
}

/**
 * ResNet50 version 1 (He et al. 2016, Table 1), the stride in the first 1 x 1 convolution of a block: 25,636,712
 * parameters at the defaults. Layers have the names of Keras (conv2_block1_1_conv …) or of keras-vggface
 * (conv2_1_1x1_reduce …).
 */
export function resnet50({ dialect = "keras", ...options }: ResNet50Options = {}): tf.LayersModel {
  const { classes, ...shape } = { ...PUBLISHED, ...options };
  const net = new NetworkBuilder(shape, 32);
  const { stem, names, useBias, epsilon, top } = DIALECTS[dialect];

  /** A convolution and its batch normalisation. */
  const unit = (x: tf.SymbolicTensor, [conv, bn]: readonly [string, string], filters: number, kernelSize: number, strides: 1 | 2 = 1) =>
    net.batchNorm(net.conv(x, conv, { filters, kernelSize, strides, useBias }), bn, epsilon); // prettier-ignore

  let x = stem(net);
  STAGES.forEach(({ blocks, channels }, s) => {
    const inner = net.scaled(channels);
    const outer = net.scaled(channels * EXPANSION);
    for (let b = 1; b <= blocks; b++) {
      const name = names(s + 2, b);
      const strides = b === 1 && s > 0 ? 2 : 1;
      const shortcut = b === 1 ? unit(x, name.project, outer, 1, strides) : x;
      let y = net.relu(unit(x, name.reduce, inner, 1, strides), name.relu1);
      y = net.relu(unit(y, name.middle, inner, 3), name.relu2);
      x = net.relu(net.add(shortcut, unit(y, name.increase, outer, 1), name.add), name.out);
    }
  });
  return net.model(top(net, x, classes), "resnet50");
}

interface BlockNames {
  /** Each convolution's name and its batch normalisation's. */
  reduce: readonly [string, string];
  middle: readonly [string, string];
  increase: readonly [string, string];
  project: readonly [string, string];
  relu1: string;
  relu2: string;
  add: string;
  out: string;
}

interface Dialect {
  useBias: boolean;
  epsilon: number;
  names: (stage: number, block: number) => BlockNames;
  stem: (net: NetworkBuilder) => tf.SymbolicTensor;
  top: (net: NetworkBuilder, x: tf.SymbolicTensor, classes: number) => tf.SymbolicTensor;
}

const DIALECTS: Record<ResNetDialect, Dialect> = {
  keras: {
    useBias: true,
    epsilon: 1.001e-5,
    names: (stage, block) => {
      const part = (n: number) => [`${prefix}_${n}_conv`, `${prefix}_${n}_bn`] as const;
      const prefix = `conv${stage}_block${block}`;
      return {
        ...{ reduce: part(1), middle: part(2), increase: part(3), project: part(0) },
        ...{ relu1: `${prefix}_1_relu`, relu2: `${prefix}_2_relu`, add: `${prefix}_add`, out: `${prefix}_out` },
      };
    },
    stem: (net) => {
      let x = net.pad(net.input, "conv1_pad", 3);
      x = net.conv(x, "conv1_conv", { filters: net.scaled(64), kernelSize: 7, strides: 2, padding: "valid" });
      x = net.relu(net.batchNorm(x, "conv1_bn", 1.001e-5), "conv1_relu");
      return net.maxPool(net.pad(x, "pool1_pad", 1), "pool1_pool", 3, 2);
    },
    top: (net, x, classes) => net.dense(net.globalAverage(x, "avg_pool"), "predictions", classes, "softmax"),
  },
  "keras-vggface": {
    useBias: false,
    epsilon: 1e-3,
    names: (stage, block) => {
      const part = (kind: string) => [`${prefix}_${kind}`, `${prefix}_${kind}/bn`] as const;
      const prefix = `conv${stage}_${block}`;
      return {
        ...{ reduce: part("1x1_reduce"), middle: part("3x3"), increase: part("1x1_increase"), project: part("1x1_proj") },
        ...{ relu1: `${prefix}_1x1_reduce/relu`, relu2: `${prefix}_3x3/relu`, add: `${prefix}/add`, out: `${prefix}/relu` },
      }; // prettier-ignore
    },
    stem: (net) => {
      const conv: ConvSpec = { filters: net.scaled(64), kernelSize: 7, strides: 2, useBias: false };
      const x = net.batchNorm(net.conv(net.input, "conv1/7x7_s2", conv), "conv1/7x7_s2/bn", 1e-3);
      return net.maxPool(net.relu(x, "conv1/relu"), "pool1", 3, 2);
    },
    top: (net, x, classes) => net.dense(net.globalAverage(x, "avg_pool"), "classifier", classes, "softmax"),
  },
};
