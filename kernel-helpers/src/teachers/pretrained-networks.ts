import type * as tf from "@tensorflow/tfjs";
import type { Architecture } from "../paper/names";
import { densenet121, resnet50, vgg16, type NetworkOptions } from "./architectures/index";
import type { PretrainedName } from "./pretrained-record";

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
  /** Its last map of convolutions or pool, unpooled, so that a trigger keeps its place. A student's two layers stand in place of VGG16's fc6, fc7 and fc8. */
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
