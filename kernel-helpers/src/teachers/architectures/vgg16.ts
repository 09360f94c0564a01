import type * as tf from "@tensorflow/tfjs";
import { NetworkBuilder, PUBLISHED, type NetworkOptions } from "./network";

/** Channels of the convolutions of each of the five blocks; a 2 x 2 maximum follows each block. */
const BLOCKS = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
] as const;
const UNITS = 4096;
/** Keras's own; TensorFlow's fused kernel takes no less than 1.001e-5. */
export const BATCH_NORM_EPSILON = 1e-3;

export interface Vgg16Options extends NetworkOptions {
  /**
   * Batch normalisation after every convolution and after fc6 and fc7, with which it trains from scratch: VGG16 has
   * none, and its authors began from shallower networks. The convolutions then have no bias of their own; folding the
   * normalisation into them (pretraining/fold) makes the published network of it.
   */
  batchNorm?: boolean;
}

/**
 * VGG16, configuration D of Simonyan & Zisserman 2015 and the network of VGG-Face (Parkhi et al. 2015): thirteen 3 x 3
 * convolutions and three fully connected layers on the whole last map, without global pooling. 138,357,544 parameters
 * at the defaults. Layers have the names of keras-vggface: conv1_1 … conv5_3, pool1 … pool5, fc6, fc7, fc8.
 */
export function vgg16({ batchNorm = false, ...options }: Vgg16Options = {}): tf.LayersModel {
  const { classes, ...shape } = { ...PUBLISHED, ...options };
  const net = new NetworkBuilder(shape, 32);
  const normalised = (x: tf.SymbolicTensor, name: string) =>
    batchNorm ? net.batchNorm(x, `${name}/bn`, BATCH_NORM_EPSILON) : x;

  let x = net.input;
  BLOCKS.forEach((block, b) => {
    block.forEach((channels, c) => {
      const name = `conv${b + 1}_${c + 1}`;
      const spec = { filters: net.scaled(channels), kernelSize: 3 };
      x = batchNorm
        ? net.relu(normalised(net.conv(x, name, { ...spec, useBias: false }), name), `${name}/relu`)
        : net.conv(x, name, { ...spec, activation: "relu" });
    });
    x = net.maxPool(x, `pool${b + 1}`, 2, 2);
  });
  x = net.flatten(x, "flatten");
  for (const name of ["fc6", "fc7"]) {
    x = net.relu(normalised(net.dense(x, name, net.scaled(UNITS)), name), `${name}/relu`);
  }
  return net.model(net.softmax(net.dense(x, "fc8", classes), "fc8/softmax"), "vgg16");
}
