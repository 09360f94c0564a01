import type * as tf from "@tensorflow/tfjs";
import { NetworkBuilder, PUBLISHED, type NetworkOptions } from "./network";

/** Layers of each of the four dense blocks. */
const BLOCKS = [6, 12, 24, 16] as const;
/** Channels that every layer adds; its 1 x 1 convolution has four times as many. */
const GROWTH = 32;
const STEM = 64;
const BOTTLENECK = 4;
const EPSILON = 1.001e-5;

/**
 * DenseNet121 (Huang et al. 2017, Table 1): every layer reads the maps of all layers of its block before it, and half of
 * the channels are kept between blocks. 8,062,504 parameters at the defaults. Layers have the names of Keras 3
 * (conv2_block1_1_conv …); earlier versions of Keras wrote conv1/conv for conv1_conv.
 */
export function densenet121(options: NetworkOptions = {}): tf.LayersModel {
  const { classes, ...shape } = { ...PUBLISHED, ...options };
  const net = new NetworkBuilder(shape, 32);
  const conv = (x: tf.SymbolicTensor, name: string, filters: number, kernelSize: number) =>
    net.conv(x, name, { filters, kernelSize, useBias: false });
  const active = (x: tf.SymbolicTensor, name: string, bn = `${name}_bn`, relu = `${name}_relu`) =>
    net.relu(net.batchNorm(x, bn, EPSILON), relu);

  let channels = net.scaled(STEM);
  const growth = net.scaled(GROWTH);
  let x = net.pad(net.input, "zero_padding2d", 3);
  x = net.conv(x, "conv1_conv", { filters: channels, kernelSize: 7, strides: 2, padding: "valid", useBias: false });
  x = net.maxPool(net.pad(active(x, "conv1"), "zero_padding2d_1", 1), "pool1", 3, 2);
  BLOCKS.forEach((layers, b) => {
    for (let layer = 1; layer <= layers; layer++) {
      const name = `conv${b + 2}_block${layer}`;
      let y = active(x, `${name}_0`);
      y = active(conv(y, `${name}_1_conv`, BOTTLENECK * growth, 1), `${name}_1`);
      y = conv(y, `${name}_2_conv`, growth, 3);
      x = net.concat(x, y, `${name}_concat`);
      channels += growth;
    }
    if (b === BLOCKS.length - 1) return;
    const name = `pool${b + 2}`;
    channels = Math.floor(channels / 2);
    x = net.averagePool(conv(active(x, name), `${name}_conv`, channels, 1), `${name}_pool`, 2, 2);
  });
  x = net.globalAverage(active(x, "", "bn", "relu"), "avg_pool");
  return net.model(net.dense(x, "predictions", classes, "softmax"), "densenet121");
}
