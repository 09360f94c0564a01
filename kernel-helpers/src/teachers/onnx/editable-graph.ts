import { modelType } from "./schema";

type Sides = readonly number[];

/** A node as the file has it. */
export interface GraphNode {
  opType: string;
  name: string;
  input: string[];
  output: string[];
  attribute?: GraphAttribute[];
}
interface GraphAttribute {
  name: string;
  f?: number;
  i?: number;
  ints?: number[];
  s?: Uint8Array;
  type?: number;
}
interface Initializer {
  name: string;
  dims?: number[];
  dataType: number;
  rawData: Uint8Array;
}
interface ValueInfo {
  name: string;
  type: { tensorType: { elemType: number; shape: { dim: { dimValue?: number; dimParam?: string }[] } } };
}
interface GraphFile {
  irVersion: number;
  opsetImport: { domain: string; version: number }[];
  graph: { name: string; node: GraphNode[]; initializer: Initializer[]; input: ValueInfo[]; output: ValueInfo[] };
}

const FLOAT = 1;
const INT64 = 7;
const TYPE_OF = { f: 1, i: 2, s: 3, ints: 7 } as const;

type AttributeValue = { i: number } | { f: number } | { s: string } | { ints: readonly number[] };

/** A network that `exportOnnx` wrote, to which nodes, inputs and outputs can be added. */
export class EditableGraph {
  private readonly file: GraphFile;
  private added = 0;

  constructor(bytes: Uint8Array) {
    const type = modelType();
    this.file = type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as GraphFile;
  }

  /** In the order of computing. */
  get nodes(): readonly GraphNode[] {
    return this.file.graph.node;
  }

  /** The sides of the first input without the batch. */
  get inputSides(): number[] {
    return this.file.graph.input[0].type.tensorType.shape.dim.slice(1).map(({ dimValue }) => dimValue ?? 0);
  }

  /** The floats of a weight; undefined for what is computed. */
  floats(name: string): { shape: number[]; values: Float32Array } | undefined {
    const found = this.initializer(name, FLOAT);
    return found && { shape: found.dims ?? [], values: new Float32Array(new Uint8Array(found.rawData).buffer) };
  }

  /** The integers of a weight; undefined for what is computed. */
  integers(name: string): number[] | undefined {
    const found = this.initializer(name, INT64);
    return found && Array.from(new BigInt64Array(new Uint8Array(found.rawData).buffer), Number);
  }

  private initializer(name: string, dataType: number): Initializer | undefined {
    return this.file.graph.initializer.find((each) => each.name === name && each.dataType === dataType);
  }

  /** Adds a node; returns the name of its output, a new one unless it is given. */
  node(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    output = this.newName(opType),
  ): string {
    const attribute = Object.entries(attributes).map(([name, value]) => {
      const [kind] = Object.keys(value) as (keyof typeof TYPE_OF)[];
      const bytes = "s" in value ? { s: new TextEncoder().encode(value.s) } : {};
      return { name, ...value, ...bytes, type: TYPE_OF[kind] } as GraphAttribute;
    });
    this.file.graph.node.push({ opType, name: output, input: [...input], output: [output], attribute });
    return output;
  }

  /** Moves a node to the place after another. */
  moveAfter(node: GraphNode, other: GraphNode): void {
    const { node: nodes } = this.file.graph;
    nodes.splice(nodes.indexOf(node), 1);
    nodes.splice(nodes.indexOf(other) + 1, 0, node);
  }

  /** Lets a node also put out its second result; returns the name of that. */
  secondOutput(node: GraphNode): string {
    if (node.output.length === 1) node.output.push(this.newName(`${node.opType}_second`));
    return node.output[1];
  }

  /** Adds a weight; returns its name. */
  weight(values: Float32Array, shape: Sides = [values.length]): string {
    return this.addInitializer(FLOAT, values, shape);
  }

  /** Adds 64-bit integers: sides, axes, places. */
  integerWeight(values: Sides): string {
    return this.addInitializer(INT64, BigInt64Array.from(values, BigInt), [values.length]);
  }

  private addInitializer(dataType: number, values: Float32Array | BigInt64Array, shape: Sides): string {
    const name = this.newName("constant");
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.file.graph.initializer.push({ name, dims: [...shape], dataType, rawData });
    return name;
  }

  /** Adds an input of float32; null is the batch. */
  addInput(name: string, shape: readonly (number | null)[]): void {
    this.file.graph.input.push(described(name, shape));
  }

  /** Names the outputs anew. */
  setOutputs(outputs: readonly { name: string; shape: readonly (number | null)[] }[]): void {
    this.file.graph.output = outputs.map(({ name, shape }) => described(name, shape));
  }

  /** Inputs and outputs are of so many pictures from now on, not of any number. */
  fixBatch(count: number): void {
    for (const { type } of [...this.file.graph.input, ...this.file.graph.output]) {
      const { shape } = type.tensorType;
      shape.dim = shape.dim.map((side) => (side.dimParam ? { dimValue: count } : side));
    }
  }

  /** The file, without weights that no node reads any more. */
  toBytes(): Uint8Array {
    const { graph } = this.file;
    const read = new Set(graph.node.flatMap(({ input }) => input));
    graph.initializer = graph.initializer.filter(({ name }) => read.has(name));
    return modelType().encode(this.file).finish();
  }

  /** For what a node puts out. */
  newName(what: string): string {
    return `added_${what}_${this.added++}`;
  }
}

const described = (name: string, shape: readonly (number | null)[]): ValueInfo => ({
  name,
  type: {
    tensorType: {
      elemType: FLOAT,
      shape: { dim: shape.map((side) => (side === null ? { dimParam: "batch" } : { dimValue: side })) },
    },
  },
});

/** An attribute's whole numbers; undefined where it is not set. */
export const intsOf = (node: GraphNode, name: string): number[] | undefined => attributeOf(node, name)?.ints;

export const intOf = (node: GraphNode, name: string): number | undefined => attributeOf(node, name)?.i;

export const floatOf = (node: GraphNode, name: string): number | undefined => attributeOf(node, name)?.f;

const attributeOf = (node: GraphNode, name: string) => node.attribute?.find((each) => each.name === name);
