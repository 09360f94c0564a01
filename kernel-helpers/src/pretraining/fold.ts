import type * as tf from "@tensorflow/tfjs";
import type { NamedWeight } from "../teachers/weight-file";

/** What the name of a layer's batch normalisation ends in, in a VGG16 that is trained with it. */
const NORM = "/bn";

/** The trained weights of a network up to a layer, batch normalisations that `vgg16` only trains with folded away. */
export function exportedWeights(network: tf.LayersModel): NamedWeight[] {
  const layers = new Map(network.layers.map((layer) => [layer.name, layer]));
  return network.layers
    .filter(({ name, weights }) => weights.length > 0 && !name.endsWith(NORM))
    .flatMap((layer) => {
      const norm = layers.get(layer.name + NORM);
      const weights = norm ? folded(layer, norm) : layer.getWeights().map(plain);
      return weights.map((weight, index) => ({ layer: layer.name, index, ...weight }));
    });
}

interface Plain {
  shape: number[];
  values: Float32Array;
}

const plain = (tensor: tf.Tensor): Plain => ({ shape: tensor.shape, values: tensor.dataSync<"float32">() });

/**
 * The kernel and bias that do the work of a layer and of the batch normalisation after it:
 * gamma * (k x + b - mean) / sqrt(variance + epsilon) + beta = (f k) x + (beta + f (b - mean)), f = gamma / sqrt(…).
 */
function folded(layer: tf.layers.Layer, norm: tf.layers.Layer): Plain[] {
  const [kernel, bias] = layer.getWeights().map(plain) as [Plain, Plain | undefined];
  const [gamma, beta, mean, variance] = norm.getWeights().map((weight) => weight.dataSync<"float32">());
  const epsilon = norm.getConfig().epsilon as number;
  const factor = gamma.map((value, channel) => value / Math.sqrt(variance[channel] + epsilon));
  const channels = factor.length;
  return [
    { shape: kernel.shape, values: kernel.values.map((value, i) => value * factor[i % channels]) },
    {
      shape: [channels],
      values: beta.map((value, channel) => value + factor[channel] * ((bias?.values[channel] ?? 0) - mean[channel])),
    },
  ];
}
