import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../../base/errors";
import type { Weight } from "../weights";
import type { OnnxNode } from "./read";

/**
 * A tensor of the network that is being built. Maps always lie as [batch, height, width, channels]; where ONNX means
 * them as [batch, channels, height, width], `isChannelsFirst` says so.
 */
export interface Value {
  tensor: tf.SymbolicTensor;
  isChannelsFirst: boolean;
}

/** The engine takes letters, digits, dots, dashes, slashes and underscores, the first of them a letter or a digit. */
export const layerNameOf = (nodeName: string): string =>
  nodeName.replaceAll(/[^-A-Za-z0-9._/]/g, "_").replace(/^[^A-Za-z0-9]+/, "") || "node";

/** A node with what goes into it: values, weights, or nothing where an optional input is left out. */
export class Step {
  constructor(
    readonly engine: typeof tf,
    readonly node: OnnxNode,
    readonly inputs: readonly (Value | Weight | undefined)[],
    private readonly setWeights: (layer: tf.layers.Layer, weights: readonly Weight[]) => void,
  ) {}

  /** A sentence about what cannot be built. */
  refusal(what: string): UserError {
    const { op, name } = this.node;
    return new UserError(`the ONNX node ${name} (${op}) ${what}: cut the network before it, or export it differently`);
  }

  value(index = 0): Value {
    const input = this.inputs[index];
    if (!input || !("tensor" in input)) throw this.refusal(`has a weight where its input ${index} is expected to be computed`); // prettier-ignore
    return input;
  }

  /** A map that ONNX means channels first, as its convolutions and pools do. */
  map(index = 0): Value {
    const value = this.value(index);
    if (value.tensor.rank !== 4 || !value.isChannelsFirst) {
      throw this.refusal("expects maps of [batch, channels, height, width] and gets something else");
    }
    return value;
  }

  weight(index: number): Weight | undefined {
    const input = this.inputs[index];
    if (input && "tensor" in input) throw this.refusal(`computes its input ${index}, which is expected to be a weight`);
    return input;
  }

  neededWeight(index: number): Weight {
    const weight = this.weight(index);
    if (!weight) throw this.refusal(`lacks its weight ${index}`);
    return weight;
  }

  number(attribute: string, otherwise: number): number {
    const value = this.node.attributes.get(attribute);
    return typeof value === "number" ? value : otherwise;
  }

  numbers(attribute: string): readonly number[] | undefined {
    const value = this.node.attributes.get(attribute);
    return Array.isArray(value) ? (value as number[]) : undefined;
  }

  text(attribute: string, otherwise: string): string {
    const value = this.node.attributes.get(attribute);
    return typeof value === "string" ? value : otherwise;
  }

  /** The name of the layer that ends this node, or of one before it. */
  layerName(part?: string): string {
    return layerNameOf(part ? `${this.node.name}/${part}` : this.node.name);
  }

  /** Applies a layer and remembers its weights. */
  apply(layer: tf.layers.Layer, to: Value | Value[], weights: readonly Weight[] = []): Value {
    const inputs = Array.isArray(to) ? to.map(({ tensor }) => tensor) : to.tensor;
    const tensor = layer.apply(inputs) as tf.SymbolicTensor;
    if (weights.length > 0) this.setWeights(layer, weights);
    return { tensor, isChannelsFirst: [to].flat()[0].isChannelsFirst && tensor.rank === 4 };
  }
}

export type Operation = (step: Step) => Value;
