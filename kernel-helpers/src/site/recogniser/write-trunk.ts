import type * as tf from "@tensorflow/tfjs";
import { pack, type ShapedValues } from "./packed";
import type { Convolution, TrunkHeader, TrunkStep } from "./trunk-file";

const KINDS: Partial<Record<string, TrunkStep["kind"]>> = {
  Normalise: "normalise",
  FrozenConv: "conv",
  FrozenDepthwise: "depthwise",
};

/**
 * A network that is a chain of frozen layers (`frozenLayers`) as a file for the page, its weights as they are: those that
 * are half-precision numbers take two bytes each.
 *
 * @throws Error for a network with other layers.
 */
export function writeTrunk(network: tf.LayersModel): Uint8Array {
  const layers = network.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const tensors: ShapedValues[] = [];
  const steps = layers.map((layer): TrunkStep => {
    const kind = KINDS[layer.getClassName()];
    const config = layer.getConfig();
    if (kind === undefined) throw new Error(`writeTrunk: the page cannot compute the layer ${layer.name}`);
    if (kind === "normalise") return { kind, mean: config.mean as number[], scale: config.scale as number };
    tensors.push(...layer.getWeights().map(valuesOf));
    const { strides, padding, activation } = config as unknown as Omit<Convolution, "kind">;
    return { kind, strides, padding, activation };
  });
  const [, inputSize] = network.inputs[0].shape as number[];
  return pack<TrunkHeader>({ header: { inputSize, steps }, tensors });
}

/** The tensor belongs to the layer. */
const valuesOf = (tensor: tf.Tensor): ShapedValues => ({ shape: tensor.shape, values: tensor.dataSync<"float32">() });
