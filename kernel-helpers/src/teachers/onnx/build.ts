import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../../base/errors";
import { loadEngine } from "../../engine/load";
import type { Weight } from "../weights";
import * as pointwise from "./pointwise";
import type { OnnxGraph, OnnxNode } from "./read";
import * as shapes from "./shapes";
import { Step, type Operation, type Value } from "./value";
import * as windows from "./windows";

/** ONNX's operations that image networks are made of. */
const OPERATIONS: Record<string, Operation> = {
  Add: pointwise.add,
  AveragePool: windows.averagePool,
  BatchNormalization: pointwise.batchNormalization,
  Clip: pointwise.clip,
  Concat: shapes.concat,
  Conv: windows.conv,
  Div: pointwise.divide,
  Dropout: shapes.identity,
  Flatten: shapes.flatten,
  Gemm: shapes.gemm,
  GlobalAveragePool: windows.globalAveragePool,
  Identity: shapes.identity,
  LeakyRelu: pointwise.leakyRelu,
  MatMul: shapes.matMul,
  MaxPool: windows.maxPool,
  Mul: pointwise.multiply,
  Pad: windows.pad,
  PRelu: pointwise.prelu,
  Relu: pointwise.relu,
  Reshape: shapes.reshape,
  Sigmoid: pointwise.sigmoid,
  Softmax: pointwise.softmax,
  Squeeze: shapes.squeeze,
  Sub: pointwise.subtract,
  Tanh: pointwise.tanh,
  Transpose: shapes.transpose,
};

export const SUPPORTED_OPERATIONS: readonly string[] = [...Object.keys(OPERATIONS), "Constant"].sort();

export interface BuildOptions {
  /** Width and height of the pictures, where the file leaves them free. */
  inputSize?: number;
  /** Up to which node, by its name or by that of its output; to the end if absent. Nothing beyond it is built. */
  end?: string;
  /** What to call the network in errors. */
  file: string;
}

/**
 * An ONNX network of images as a differentiable network: [batch, height, width, 3] goes in, whichever order ONNX has.
 * Layers have the names of the nodes, as far as the engine takes them (`layerNameOf`).
 *
 * @throws UserError if it is none of images, has no such end, or needs an operation that is not supported.
 */
export function buildOnnx(graph: OnnxGraph, options: BuildOptions): tf.LayersModel {
  const engine = loadEngine();
  const { file } = options;
  const input = inputOf(graph, options);
  const pending: { layer: tf.layers.Layer; weights: readonly Weight[] }[] = [];
  const made = new Map<string, Value | Weight>([...graph.weights, input]);
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));

  /** Builds what a tensor needs, and the tensor. */
  const make = (name: string): Value | Weight => {
    const there = made.get(name);
    if (there) return there;
    const node = makers.get(name);
    if (!node) throw new UserError(`${file} computes "${name}" nowhere: the file is damaged`);
    const constant = node.op === "Constant" ? constantOf(node) : undefined;
    const result = constant ?? operate(node);
    made.set(name, result);
    return result;
  };
  const operate = (node: OnnxNode): Value => {
    if (!Object.hasOwn(OPERATIONS, node.op)) {
      throw new UserError(
        `the ONNX node ${node.name} of ${file} is ${node.op}, which is not supported (supported: ${SUPPORTED_OPERATIONS.join(", ")}): cut the network before it`,
      );
    }
    const inputs = node.inputs.map((name) => (name === "" ? undefined : make(name)));
    return OPERATIONS[node.op](new Step(engine, node, inputs, (layer, weights) => pending.push({ layer, weights })));
  };

  const end = make(endOf(graph, options));
  if (!("tensor" in end)) throw new UserError(`"${options.end}" of ${file} is a weight: name a node that is computed`);
  const model = engine.model({ inputs: input[1].tensor, outputs: end.tensor });
  engine.tidy(() => {
    for (const { layer, weights } of pending) {
      layer.setWeights(weights.map(({ values, shape }) => engine.tensor(values, shape)));
    }
  });
  return model;
}

/** The one input: three channels, first or last, of square pictures. */
function inputOf({ inputs }: OnnxGraph, { inputSize, file }: BuildOptions): [string, Value] {
  const [{ name, shape }, ...others] = inputs.length > 0 ? inputs : [{ name: "", shape: [] as (number | null)[] }];
  const text = shape.map((side) => side ?? "?").join(" x ");
  const isChannelsFirst = shape[1] === 3;
  if (others.length > 0 || shape.length !== 4 || !(isChannelsFirst || shape[3] === 3)) {
    throw new UserError(`expected ${file} to take pictures of three channels, it takes ${text || "nothing"}`);
  }
  const sides = isChannelsFirst ? shape.slice(2) : shape.slice(1, 3);
  const [height, width] = sides.map((side) => side ?? inputSize);
  if (!height || !width)
    throw new UserError(`${file} leaves the size of its pictures free: say which inputSize it wants`);
  if (height !== width || (inputSize && height !== inputSize)) {
    const expected = inputSize ? `${inputSize} x ${inputSize}` : "square ones";
    throw new UserError(`${file} takes pictures of ${height} x ${width}, expected ${expected}: mend inputSize`);
  }
  return [name, { tensor: loadEngine().input({ shape: [height, width, 3] }), isChannelsFirst }];
}

/** The tensor that ends the network. */
function endOf({ nodes, outputs }: OnnxGraph, { end, file }: BuildOptions): string {
  if (end === undefined) return outputs[0];
  const node = nodes.find(({ name, outputs: [output] }) => name === end || output === end);
  if (node) return node.outputs[0];
  const last = nodes.filter(({ op }) => Object.hasOwn(OPERATIONS, op)).slice(-12);
  throw new UserError(`${file} has no node "${end}"; its last ones are ${last.map(({ name }) => name).join(", ")}`);
}

/** The weight that a Constant node holds. */
function constantOf({ attributes }: OnnxNode): Weight | undefined {
  const value = attributes.get("value") ?? attributes.get("value_float") ?? attributes.get("value_int");
  const list = attributes.get("value_floats") ?? attributes.get("value_ints");
  if (Array.isArray(list)) return { shape: [list.length], values: Float32Array.from(list as number[]) };
  if (typeof value === "number") return { shape: [], values: Float32Array.of(value) };
  return typeof value === "object" && "values" in value ? (value as Weight) : undefined;
}
