import type * as tf from "@tensorflow/tfjs";
import { fixedWriter } from "./fixed-layer";
import { GraphWriter, type LayerToWrite, type Written } from "./graph-writer";
import { LAYER_WRITERS } from "./layer-writers";
import { writeOnnx } from "./write";

/** The names of the one input and the one output of the files that `exportOnnx` writes. */
export const INPUT = "pictures";
export const OUTPUT = "features";

type Symbolic = tf.SymbolicTensor;

/**
 * A frozen network as an ONNX file: `pictures` [batch, ...input] goes in and `features` [batch, ...output] comes out, both
 * in the engine's order of numbers, channels last.
 *
 * @throws RangeError if it has a layer that has no counterpart, or one with settings that have none.
 */
export function exportOnnx(network: tf.LayersModel): Uint8Array {
  const writer = new GraphWriter();
  const [input] = network.inputs;
  const [output] = network.outputs;
  const made = new Map<Symbolic, Written>([[input, { name: INPUT, sides: sidesOf(input), isChannelsFirst: false }]]);
  const write = (tensor: Symbolic): Written => {
    const there = made.get(tensor);
    if (there) return there;
    const inputs = tensor.inputs.map(write);
    const written = writeLayer(writer, tensor, inputs);
    made.set(tensor, written);
    return written;
  };
  const end = writer.channelsLast(write(output));
  const last = { op: "Identity", inputs: [end.name], output: OUTPUT, attributes: {} };
  return writeOnnx({
    nodes: [...writer.nodes, last],
    weights: writer.weights,
    input: { name: INPUT, shape: [null, ...sidesOf(input)] },
    output: { name: OUTPUT, shape: [null, ...end.sides] },
  });
}

function writeLayer(writer: GraphWriter, tensor: Symbolic, inputs: Written[]): Written {
  const { sourceLayer: layer } = tensor;
  const kind = layer.getClassName();
  const config = layer.getConfig();
  const refuse = (why: string) => new RangeError(`its layer ${layer.name} (${kind}) ${why}`);
  if (inputs.length === 0) throw refuse("is a second input");
  const write = fixedWriter(layer) ?? (Object.hasOwn(LAYER_WRITERS, kind) ? LAYER_WRITERS[kind] : undefined);
  if (!write) throw refuse("has no counterpart in ONNX");
  const described: LayerToWrite = { config, weights: weightsOf(layer), sides: sidesOf(tensor) };
  const written = config.dataFormat === "channelsFirst" ? undefined : write(writer, described, inputs);
  if (!written) throw refuse("has settings that are not written to ONNX");
  return written;
}

/** @throws RangeError if the network leaves a side free. */
function sidesOf({ shape, name }: Symbolic): number[] {
  return shape.slice(1).map((side) => {
    if (side === null) throw new RangeError(`its tensor ${name} has a side of no fixed length`);
    return side;
  });
}

const weightsOf = (layer: tf.layers.Layer): LayerToWrite["weights"] =>
  layer.getWeights().map((weight) => ({ shape: weight.shape, values: weight.dataSync<"float32">() }));
