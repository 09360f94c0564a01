import { modelType } from "./schema";

/** What a weight may be in a file that we write: numbers, or the sides and borders that ONNX wants as 64-bit integers. */
export interface OnnxWeight {
  shape: readonly number[];
  values: Float32Array | BigInt64Array;
}

/** An attribute: one of ONNX's fields for it, by its name there. */
export type WrittenAttribute = { i: number } | { f: number } | { ints: readonly number[] };

export interface WrittenNode {
  op: string;
  inputs: readonly string[];
  output: string;
  attributes: Readonly<Record<string, WrittenAttribute>>;
}

export interface WrittenGraph {
  nodes: readonly WrittenNode[];
  weights: ReadonlyMap<string, OnnxWeight>;
  /** Float32 with so many sides; null is the batch. */
  input: { name: string; shape: readonly (number | null)[] };
  output: { name: string; shape: readonly (number | null)[] };
}

/** ONNX's operators as of version 1.12 (2022), in files of that age. */
const OPSET = 17;
const IR_VERSION = 8;
/** TensorProto.DataType and AttributeProto.AttributeType, by number. */
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_TYPE = { f: 1, i: 2, ints: 7 } as const;

/** An ONNX file of a network, with its weights inside; `readOnnx` reads it back. */
export function writeOnnx({ nodes, weights, input, output }: WrittenGraph): Uint8Array {
  const graph = {
    name: "network",
    node: nodes.map(({ op, inputs, output: made, attributes }) => ({
      opType: op,
      name: made,
      input: inputs,
      output: [made],
      attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...value, type: typeOf(value) })),
    })),
    initializer: [...weights].map(([name, { shape, values }]) => ({
      name,
      dims: shape,
      dataType: values instanceof BigInt64Array ? INT64 : FLOAT,
      rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    })),
    input: [described(input)],
    output: [described(output)],
  };
  return modelType()
    .encode({ irVersion: IR_VERSION, opsetImport: [{ domain: "", version: OPSET }], graph })
    .finish();
}

const typeOf = (value: WrittenAttribute): number => ATTRIBUTE_TYPE["f" in value ? "f" : "i" in value ? "i" : "ints"];

const described = ({ name, shape }: WrittenGraph["input"]) => ({
  name,
  type: {
    tensorType: {
      elemType: FLOAT,
      shape: { dim: shape.map((side) => (side === null ? { dimParam: "batch" } : { dimValue: side })) },
    },
  },
});
