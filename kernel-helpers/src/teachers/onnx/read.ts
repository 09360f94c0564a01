import { messageOf, UserError } from "../../base/errors";
import type { Weight } from "../weights";
import { modelType } from "./schema";
import { tensorValues, type OnnxTensor } from "./tensor";

/** An attribute of a node: the one of its fields that is set. */
export type OnnxAttribute = number | string | readonly number[] | Weight;

export interface OnnxNode {
  op: string;
  name: string;
  inputs: string[];
  outputs: string[];
  attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** A network as ONNX describes it: nodes in the order of computing, weights by name. */
export interface OnnxGraph {
  nodes: OnnxNode[];
  weights: ReadonlyMap<string, Weight>;
  /** What is fed in: sides, null where they are free. Weights are not among them. */
  inputs: { name: string; shape: (number | null)[] }[];
  outputs: string[];
}

/**
 * Reads an ONNX file.
 *
 * @param file what to call it in errors
 * @throws UserError if it is no such file, is cut off, or keeps its weights in other files.
 */
export function readOnnx(bytes: Uint8Array, file: string): OnnxGraph {
  const { graph } = decode(bytes, file);
  if (!graph?.node?.length)
    throw new UserError(`expected an ONNX network in ${file}, found none: export the model again`);
  const weights = new Map((graph.initializer ?? []).map((tensor) => [tensor.name ?? "", tensorValues(tensor, file)]));
  const inputs = (graph.input ?? []).filter(({ name }) => !weights.has(name ?? ""));
  return {
    nodes: graph.node.map((node) => toNode(node, file)),
    weights,
    inputs: inputs.map(({ name = "", type }) => ({
      name,
      shape: (type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue ?? 0) || null),
    })),
    outputs: (graph.output ?? []).map(({ name = "" }) => name),
  };
}

interface RawNode {
  opType?: string;
  name?: string;
  input?: string[];
  output?: string[];
  attribute?: RawAttribute[];
}
interface RawAttribute {
  name?: string;
  f?: number;
  i?: number;
  s?: Uint8Array;
  t?: OnnxTensor;
  floats?: number[];
  ints?: number[];
}
interface RawValue {
  name?: string;
  type?: { tensorType?: { shape?: { dim?: { dimValue?: number }[] } } };
}
interface RawModel {
  graph?: { node?: RawNode[]; initializer?: OnnxTensor[]; input?: RawValue[]; output?: RawValue[] };
}

function decode(bytes: Uint8Array, file: string): RawModel {
  const type = modelType();
  try {
    return type.toObject(type.decode(bytes), { longs: Number });
  } catch (error) {
    throw new UserError(
      `${file} cannot be read as an ONNX model (${messageOf(error)}): it is cut off or of another kind`,
    );
  }
}

const toNode = ({ opType = "", name, input = [], output = [], attribute = [] }: RawNode, file: string): OnnxNode => ({
  op: opType,
  name: [name, output[0], opType].find(Boolean) ?? "",
  inputs: input,
  outputs: output,
  attributes: new Map(attribute.map((each) => [each.name ?? "", valueOf(each, file)])),
});

/** Scalars that are zero need not be written down: what is absent is the integer 0. */
function valueOf({ t, s, f, i, floats, ints }: RawAttribute, file: string): OnnxAttribute {
  if (t) return tensorValues(t, file);
  if (s) return Buffer.from(s).toString("utf8");
  return floats ?? ints ?? f ?? i ?? 0;
}
