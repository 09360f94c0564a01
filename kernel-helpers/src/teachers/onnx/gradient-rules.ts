import { floatOf, intOf, intsOf, type EditableGraph, type GraphNode } from "./editable-graph";
import type { SidesByName } from "./graph-sides";

/** What a rule needs: the graph that it adds nodes to, the node, and the gradient with respect to its output. */
export interface Backward {
  graph: EditableGraph;
  sides: SidesByName;
  node: GraphNode;
  gradient: string;
}

/** The gradient with respect to each input that is computed, by its name. Those of weights are never asked for. */
type Rule = (backward: Backward) => [input: string, gradient: string][];

const first = (make: (backward: Backward) => string): Rule => (backward) => [[backward.node.input[0], make(backward)]]; // prettier-ignore

const constant = (graph: EditableGraph, value: number) => graph.weight(Float32Array.of(value), []);

/** Makes 0 or 1 of a number after it is cut off at both: 0 stays 0, and no float32 of a map is smaller than its inverse. */
const HUGE = 2 ** 100;
/** Where relu6 ends. */
const SIX = 6;
/** More than HUGE makes of any map of relu6. */
const LARGE = 2 ** 103;
/** Makes LARGE of the difference between 6 and the float32 before it, 2^-21. */
const VAST = LARGE * 2 ** 21;

/**
 * 1 where x > 0, or where 0 < x < 6; 0 elsewhere, for a map of relu or of relu6. As convolutions of one pixel with their
 * outputs cut off: onnxruntime keeps maps in an order of its own between convolutions, and for a comparison it would turn
 * each of them round. With powers of two for factors nothing is rounded.
 */
function steps({ graph, sides, node }: Backward, x: string, where: "above 0" | "between 0 and 6"): string {
  const channels = sides.get(node.output[0])![0];
  const cut = (scale: { factor: number; shift: number }, limits: [number, number], added?: string) => {
    const kernel = graph.weight(new Float32Array(channels).fill(scale.factor), [channels, 1, 1, 1]);
    const bias = graph.weight(new Float32Array(channels).fill(scale.shift));
    const scaled = graph.node("Conv", [x, kernel, bias], { kernel_shape: { ints: [1, 1] }, group: { i: channels } });
    const sum = added ? graph.node("Add", [scaled, added]) : scaled;
    return graph.node("Clip", [sum, ...limits.map((limit) => constant(graph, limit))]);
  };
  const above0 = { factor: HUGE, shift: 0 };
  if (where === "above 0") return cut(above0, [0, 1]);
  const at6 = cut({ factor: -VAST, shift: SIX * VAST - LARGE }, [-LARGE, 0]); // -LARGE at 6, 0 below it
  return cut(above0, [0, 1], at6);
}

const isMap = ({ sides, node }: Backward) => sides.get(node.output[0])!.length === 3;

const relu = first((backward) => {
  const { graph, node, gradient } = backward;
  const [y] = node.output;
  if (isMap(backward)) return graph.node("Mul", [gradient, steps(backward, y, "above 0")]);
  return graph.node("Where", [graph.node("Greater", [y, constant(graph, 0)]), gradient, constant(graph, 0)]);
});

/** `relu6`; other limits would need other powers of two. */
const clip = first((backward) => {
  const { graph, node, gradient } = backward;
  const [low, high] = node.input.slice(1).map((name) => graph.floats(name)!.values[0]);
  if (low !== 0 || high !== SIX || !isMap(backward))
    throw new RangeError("something is cut off that is no map of relu6");
  return graph.node("Mul", [gradient, steps(backward, node.output[0], "between 0 and 6")]);
});

/** A kernel [filters, channels, …] of `group` groups with its two first sides exchanged and turned by 180 degrees. */
function turnedKernel({ shape, values }: { shape: number[]; values: Float32Array }, group: number) {
  const [filters, channels, height, width] = shape;
  const [perGroup, area] = [filters / group, height * width];
  const turned = new Float32Array(values.length);
  for (let filter = 0; filter < filters; filter++) {
    const [g, m] = [Math.floor(filter / perGroup), filter % perGroup];
    for (let channel = 0; channel < channels; channel++) {
      const from = (filter * channels + channel) * area;
      const to = ((g * channels + channel) * perGroup + m) * area;
      for (let i = 0; i < area; i++) turned[to + i] = values[from + area - 1 - i];
    }
  }
  return { shape: [channels * group, perGroup, height, width], values: turned };
}

/** With stride 1 a convolution again, which onnxruntime is fastest at; else its transpose. */
const conv = first(({ graph, sides, node, gradient }) => {
  const kernel = graph.floats(node.input[1])!;
  const [height, width] = kernel.shape.slice(2);
  const group = intOf(node, "group") ?? 1;
  const strides = intsOf(node, "strides") ?? [1, 1];
  const [top, left, bottom, right] = intsOf(node, "pads") ?? [0, 0, 0, 0];
  if (intsOf(node, "dilations")?.some((dilation) => dilation !== 1)) throw new RangeError("a convolution has gaps");
  if (strides.every((stride) => stride === 1)) {
    const { shape, values } = turnedKernel(kernel, group);
    const pads = [height - 1 - top, width - 1 - left, height - 1 - bottom, width - 1 - right];
    return graph.node("Conv", [gradient, graph.weight(values, shape)], {
      kernel_shape: { ints: [height, width] },
      pads: { ints: pads },
      strides: { ints: [1, 1] },
      group: { i: group },
    });
  }
  const [, ...before] = sides.get(node.input[0])!;
  const [, ...after] = sides.get(node.output[0])!;
  const pads = [top + bottom, left + right];
  const missing = before.map((side, i) => side - ((after[i] - 1) * strides[i] + [height, width][i] - pads[i]));
  return graph.node("ConvTranspose", [gradient, node.input[1]], {
    kernel_shape: { ints: [height, width] },
    strides: { ints: strides },
    pads: { ints: [top, left, bottom, right] },
    output_padding: { ints: missing },
    group: { i: group },
  });
});

/** Each gradient goes to the place that the largest number came from. */
const maxPool = first(({ graph, sides, node, gradient }) => {
  const flat = (name: string) => graph.node("Reshape", [name, graph.integerWeight([-1])]);
  const places = flat(graph.secondOutput(node)); // in the whole batch
  const length = graph.node("Size", [node.input[0]]);
  const zeros = graph.node("Expand", [constant(graph, 0), graph.node("Reshape", [length, graph.integerWeight([1])])]);
  const ways = { axis: { i: 0 }, reduction: { s: "add" } };
  const scattered = graph.node("ScatterElements", [zeros, places, flat(gradient)], ways);
  return graph.node("Reshape", [scattered, graph.integerWeight([-1, ...sides.get(node.input[0])!])]);
});

/** Windows side by side: each pixel's share goes to all that it is the mean of. */
function spread({ graph, sides, node, gradient }: Backward, [height, width]: readonly number[]): string {
  const [, fromHeight, fromWidth] = sides.get(node.input[0])!;
  const [, toHeight, toWidth] = sides.get(node.output[0])!;
  const shares = graph.node("Mul", [gradient, constant(graph, 1 / (height * width))]);
  const scales = graph.weight(Float32Array.of(1, 1, height, width));
  const ways = { mode: "nearest", coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" };
  const map = graph.node("Resize", [shares, "", scales], Object.fromEntries(Object.entries(ways).map(([key, s]) => [key, { s }]))); // prettier-ignore
  const border = [fromHeight - toHeight * height, fromWidth - toWidth * width];
  if (border.every((side) => side === 0)) return map;
  return graph.node("Pad", [map, graph.integerWeight([0, 0, 0, 0, 0, 0, ...border])]);
}

const averagePool = first((backward) => {
  const { node } = backward;
  const size = intsOf(node, "kernel_shape")!;
  const strides = intsOf(node, "strides") ?? [1, 1];
  const isApart = size.every((side, i) => side === strides[i]);
  if (!isApart || intsOf(node, "pads")?.some((pad) => pad !== 0)) throw new RangeError("an average pool overlaps");
  return spread(backward, size);
});

const globalAveragePool = first((backward) => spread(backward, backward.sides.get(backward.node.input[0])!.slice(1)));

const pad = first(({ graph, node, gradient }) => {
  const pads = graph.integers(node.input[1])!;
  const rank = pads.length / 2;
  const axes = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => pads[axis] + pads[axis + rank] > 0);
  const starts = axes.map((axis) => pads[axis]);
  const ends = axes.map((axis) => (pads[axis + rank] > 0 ? -pads[axis + rank] : 2 ** 31));
  return graph.node("Slice", [gradient, ...[starts, ends, axes].map((values) => graph.integerWeight(values))]);
});

const reshape = first(({ graph, sides, node, gradient }) =>
  graph.node("Reshape", [gradient, graph.integerWeight([-1, ...sides.get(node.input[0])!])]),
);

const transpose = first(({ graph, node, gradient }) => {
  const perm = intsOf(node, "perm")!;
  return graph.node("Transpose", [gradient], { perm: { ints: perm.map((_, axis) => perm.indexOf(axis)) } });
});

/** Of two that are computed and of one size; or the second is a weight. */
const add: Rule = ({ sides, node, gradient }) =>
  node.input.filter((name) => sides.has(name)).map((name) => [name, gradient]);

const multiply = first(({ graph, sides, node, gradient }) => {
  if (sides.has(node.input[1])) throw new RangeError("two computed tensors are multiplied");
  return graph.node("Mul", [gradient, node.input[1]]);
});

const gemm = first(({ graph, node, gradient }) => {
  if (floatOf(node, "alpha") ?? intOf(node, "transA")) throw new RangeError("a product has a factor of its own");
  return graph.node("Gemm", [gradient, node.input[1]], { transB: { i: intOf(node, "transB") ? 0 : 1 } });
});

const batchNormalization = first(({ graph, node, gradient }) => {
  const [scale, , , variance] = node.input.slice(1).map((name) => graph.floats(name)!.values);
  const epsilon = floatOf(node, "epsilon") ?? 1e-5;
  const factors = scale.map((value, i) => value / Math.sqrt(variance[i] + epsilon));
  return graph.node("Mul", [gradient, graph.weight(factors, [factors.length, 1, 1])]);
});

const concat: Rule = ({ graph, sides, node, gradient }) => {
  let from = 0;
  return node.input.map((name) => {
    const [start, end] = [from, (from += sides.get(name)![0])];
    const limits = [[start], [end], [1]].map((values) => graph.integerWeight(values));
    return [name, graph.node("Slice", [gradient, ...limits])];
  });
};

/** For each of ONNX's operations in `graph-sides`. */
export const RULES: Record<string, Rule> = {
  Add: add,
  AveragePool: averagePool,
  BatchNormalization: batchNormalization,
  Clip: clip,
  Concat: concat,
  Conv: conv,
  Flatten: reshape,
  Gemm: gemm,
  GlobalAveragePool: globalAveragePool,
  Identity: first(({ gradient }) => gradient),
  MaxPool: maxPool,
  Mul: multiply,
  Pad: pad,
  Relu: relu,
  Reshape: reshape,
  Sub: first(({ gradient }) => gradient),
  Transpose: transpose,
};
