import { intOf, intsOf, type EditableGraph, type GraphNode } from "./editable-graph";

/** Sides of what each node puts out, without the batch. */
export type SidesByName = ReadonlyMap<string, readonly number[]>;

type Sides = readonly number[];

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1);

/** [channels, height, width] of a convolution or pool. */
function windowed(node: GraphNode, [, height, width]: Sides, channels: number, kernel: Sides): number[] {
  const [strideY, strideX] = intsOf(node, "strides") ?? [1, 1];
  const [top, left, bottom, right] = intsOf(node, "pads") ?? [0, 0, 0, 0];
  const [dilationY, dilationX] = intsOf(node, "dilations") ?? [1, 1];
  const side = (n: number, k: number, stride: number, dilation: number) =>
    Math.floor((n - (k - 1) * dilation - 1) / stride) + 1;
  return [
    channels,
    side(height + top + bottom, kernel[0], strideY, dilationY),
    side(width + left + right, kernel[1], strideX, dilationX),
  ];
}

const same = (_: GraphNode, [x]: Sides[]): Sides => x;
const pooled = (node: GraphNode, [x]: Sides[]): Sides => windowed(node, x, x[0], intsOf(node, "kernel_shape")!);

type Infer = (node: GraphNode, inputs: Sides[], graph: EditableGraph) => Sides;

const INFER: Record<string, Infer> = {
  Add: same,
  AveragePool: pooled,
  BatchNormalization: same,
  Clip: same,
  Concat: (_, inputs) => [sum(inputs.map(([channels]) => channels)), ...inputs[0].slice(1)],
  Conv: (node, [x], graph) => {
    const { shape } = graph.floats(node.input[1])!;
    return windowed(node, x, shape[0], shape.slice(2));
  },
  Flatten: (_, [x]) => [product(x)],
  Gemm: (node, _, graph) => {
    const { shape } = graph.floats(node.input[1])!;
    return [intOf(node, "transB") ? shape[0] : shape[1]];
  },
  GlobalAveragePool: (_, [x]) => [x[0], 1, 1],
  Identity: same,
  MaxPool: pooled,
  Mul: same,
  Pad: (node, [x], graph) => {
    const pads = graph.integers(node.input[1])!;
    return x.map((side, i) => side + pads[i + 1] + pads[x.length + 2 + i]);
  },
  Relu: same,
  Reshape: (node, _, graph) => graph.integers(node.input[1])!.slice(1),
  Sub: same,
  Transpose: (node, [x]) =>
    intsOf(node, "perm")!
      .slice(1)
      .map((axis) => x[axis - 1]),
};

/**
 * The sides of all that a written network computes.
 *
 * @throws RangeError if it has a node of another kind.
 */
export function graphSides(graph: EditableGraph, input: string): SidesByName {
  const sides = new Map<string, Sides>([[input, graph.inputSides]]);
  for (const node of graph.nodes) {
    if (!Object.hasOwn(INFER, node.opType)) throw new RangeError(`${node.opType} has no gradient here`);
    const inputs = node.input.flatMap((name) => [sides.get(name)].filter((known) => known !== undefined));
    sides.set(node.output[0], INFER[node.opType](node, inputs, graph));
  }
  return sides;
}
