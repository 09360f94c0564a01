import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../../base/errors";
import { loadEngine } from "../../engine/load";
import { frozenLayers } from "../frozen-layers";

/** How large a network is made. At the defaults it is the published one. */
export interface NetworkOptions {
  /** Width and height of its input in pixels. */
  inputSize?: number;
  /** How many classes its softmax tells apart. */
  classes?: number;
  /** Channels and units as a fraction of the published ones, each rounded to a whole number of at least 1. */
  width?: number;
  /** The input becomes (x - mean) * scale before anything else, by channel; without it the network reads x itself. */
  normalise?: { mean: number[]; scale: number };
  /**
   * It will never train: convolutions with a bias become layers that do not compute a gradient of their filters when one
   * with respect to the input is asked for (see frozen-layers). Names, weights and output are the same.
   */
  frozen?: boolean;
}

export const PUBLISHED = { inputSize: 224, classes: 1000, width: 1 } as const satisfies NetworkOptions;

export interface ConvSpec {
  filters: number;
  kernelSize: number;
  strides?: 1 | 2;
  padding?: "same" | "valid";
  activation?: "relu";
  useBias?: boolean;
}

type Symbolic = tf.SymbolicTensor;

/**
 * Makes a network layer by layer: Float32 [batch, size, size, 3] goes in. Kernels and biases begin at zero and batch
 * normalisation as the identity; whoever builds a network sets the weights (`initialise`, or a file of trained ones).
 */
export class NetworkBuilder {
  /** What the first layer reads. */
  readonly input: Symbolic;
  private readonly source: Symbolic;
  private readonly layers = loadEngine().layers;
  private readonly width: number;
  private readonly isFrozen: boolean;

  /** @param smallest the least number of pixels that the pools leave something of */
  constructor(
    { inputSize, width, normalise, frozen = false }: NetworkOptions & { inputSize: number; width: number },
    smallest: number,
  ) {
    if (!(width > 0 && width <= 4)) throw new UserError(`expected a width above 0 and up to 4, came ${width}`);
    if (!Number.isInteger(inputSize) || inputSize < smallest) {
      throw new UserError(
        `expected an input of at least ${smallest} x ${smallest} pixels, came ${inputSize}: make it larger`,
      );
    }
    this.width = width;
    this.isFrozen = frozen;
    this.source = loadEngine().input({ shape: [inputSize, inputSize, 3], name: "input_1" });
    this.input = normalise ? apply(frozenLayers().normalise({ name: "normalise", ...normalise }), this.source) : this.source; // prettier-ignore
  }

  /** So many channels of the published network at this width. */
  scaled(channels: number): number {
    return Math.max(1, Math.round(channels * this.width));
  }

  conv(x: Symbolic, name: string, { padding = "same", strides = 1, useBias = true, ...spec }: ConvSpec): Symbolic {
    if (this.isFrozen && useBias) {
      return apply(frozenLayers().conv({ name, padding, strides, activation: "none", ...spec }), x);
    }
    return apply(this.layers.conv2d({ name, padding, strides, useBias, kernelInitializer: "zeros", ...spec }), x);
  }

  /** @param epsilon what is added to the variance; it is not among the weights, so it belongs to the architecture */
  batchNorm(x: Symbolic, name: string, epsilon: number): Symbolic {
    return apply(this.layers.batchNormalization({ name, epsilon, momentum: 0.9 }), x);
  }

  relu(x: Symbolic, name: string): Symbolic {
    return apply(this.layers.activation({ name, activation: "relu" }), x);
  }

  dense(x: Symbolic, name: string, units: number, activation?: "softmax"): Symbolic {
    return apply(this.layers.dense({ name, units, activation, kernelInitializer: "zeros" }), x);
  }

  softmax(x: Symbolic, name: string): Symbolic {
    return apply(this.layers.activation({ name, activation: "softmax" }), x);
  }

  /** A border of zeros, so many pixels wide. */
  pad(x: Symbolic, name: string, border: number): Symbolic {
    return apply(this.layers.zeroPadding2d({ name, padding: border }), x);
  }

  maxPool(x: Symbolic, name: string, poolSize: number, strides: number): Symbolic {
    return apply(this.layers.maxPooling2d({ name, poolSize, strides }), x);
  }

  averagePool(x: Symbolic, name: string, poolSize: number, strides: number): Symbolic {
    return apply(this.layers.averagePooling2d({ name, poolSize, strides }), x);
  }

  globalAverage(x: Symbolic, name: string): Symbolic {
    return apply(this.layers.globalAveragePooling2d({ name }), x);
  }

  flatten(x: Symbolic, name: string): Symbolic {
    return apply(this.layers.flatten({ name }), x);
  }

  add(a: Symbolic, b: Symbolic, name: string): Symbolic {
    return this.layers.add({ name }).apply([a, b]) as Symbolic;
  }

  concat(a: Symbolic, b: Symbolic, name: string): Symbolic {
    return this.layers.concatenate({ name }).apply([a, b]) as Symbolic;
  }

  model(output: Symbolic, name: string): tf.LayersModel {
    return loadEngine().model({ inputs: this.source, outputs: output, name });
  }
}

const apply = (layer: tf.layers.Layer, x: Symbolic): Symbolic => layer.apply(x) as Symbolic;

/**
 * The same network up to a layer, with the same weights: it shares them with `model`.
 *
 * @throws UserError if there is no such layer.
 */
export function cutAt(model: tf.LayersModel, layerName: string): tf.LayersModel {
  const layer = model.layers.find(({ name }) => name === layerName);
  if (!layer) {
    const known = model.layers.map(({ name }) => name).join(", ");
    throw new UserError(`${model.name} has no layer "${layerName}": its layers are ${known}`);
  }
  return loadEngine().model({ inputs: model.inputs, outputs: layer.output });
}
