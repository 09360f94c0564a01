import type * as tf from "@tensorflow/tfjs";
import type { OnnxWeight, WrittenAttribute, WrittenNode } from "./write";

/** A tensor of the network that is being written. */
export interface Written {
  name: string;
  /** Its sides without the batch, in the engine's order: [height, width, channels], or [numbers]. */
  sides: readonly number[];
  /** Whether ONNX has it as [batch, channels, height, width], as its convolutions and pools want maps. */
  isChannelsFirst: boolean;
}

/** Collects the nodes and weights of a network, and turns maps round where the next node wants them otherwise. */
export class GraphWriter {
  readonly nodes: WrittenNode[] = [];
  readonly weights = new Map<string, OnnxWeight>();

  /** Adds a node; returns the name of its output. */
  node(op: string, inputs: readonly string[], attributes: Record<string, WrittenAttribute> = {}): string {
    const output = `${op}_${this.nodes.length}`;
    this.nodes.push({ op, inputs, output, attributes });
    return output;
  }

  /** Adds a weight; returns its name. */
  weight(values: OnnxWeight["values"], shape: readonly number[] = [values.length]): string {
    const name = `weight_${this.weights.size}`;
    this.weights.set(name, { shape, values });
    return name;
  }

  /** Adds a number for each channel of `x`, or one for all. */
  perChannel(values: Float32Array, x: Written): string {
    if (values.length === 1) return this.weight(values, []);
    return this.weight(values, x.isChannelsFirst ? [values.length, 1, 1] : [values.length]);
  }

  integers(values: readonly number[]): string {
    return this.weight(BigInt64Array.from(values, BigInt));
  }

  /** A map as ONNX's convolutions want it; what is no map stays. */
  channelsFirst(value: Written): Written {
    return value.isChannelsFirst || value.sides.length !== 3 ? value : this.turned(value, [0, 3, 1, 2]);
  }

  /** A tensor in the engine's own order. */
  channelsLast(value: Written): Written {
    return value.isChannelsFirst ? this.turned(value, [0, 2, 3, 1]) : value;
  }

  private turned({ name, sides, isChannelsFirst }: Written, perm: number[]): Written {
    const turned = this.node("Transpose", [name], { perm: { ints: perm } });
    return { name: turned, sides, isChannelsFirst: !isChannelsFirst };
  }
}

export interface LayerToWrite {
  config: tf.serialization.ConfigDict;
  /** In the engine's order: kernel before bias, and so on. */
  weights: { shape: number[]; values: Float32Array }[];
  /** The sides of what it puts out, without the batch. */
  sides: readonly number[];
}

/** Writes a layer that gets these inputs; undefined if it has settings that are not written. */
export type WriteLayer = (writer: GraphWriter, layer: LayerToWrite, inputs: Written[]) => Written | undefined;
