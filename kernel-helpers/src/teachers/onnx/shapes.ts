import type { Weight } from "../weights";
import type { Operation, Step, Value } from "./value";

/** What only matters in training, or only names things. */
export const identity: Operation = (step) => ({ ...step.value() });

/** All that follows the batch as one vector, in ONNX's order: a map's channels come first. */
function vector(step: Step, x: Value): Value {
  const { layers } = step.engine;
  if (x.tensor.rank === 2) return { ...x };
  const ordered = x.isChannelsFirst
    ? step.apply(layers.permute({ name: step.layerName("channels_first"), dims: [3, 1, 2] }), x)
    : x;
  return { ...step.apply(layers.flatten({ name: step.layerName() }), ordered), isChannelsFirst: false };
}

export const flatten: Operation = (step) => {
  if (step.number("axis", 1) !== 1) throw step.refusal("flattens from another side than the second");
  return vector(step, step.value());
};

/** Reshape to [batch, everything else]; other shapes are not of images any more. */
export const reshape: Operation = (step) => {
  const x = step.value();
  const wanted = [...step.neededWeight(1).values];
  const numbers = x.tensor.shape.slice(1).reduce<number>((product, side) => product * side!, 1);
  if (wanted.length !== 2 || ![-1, numbers].includes(wanted[1])) {
    throw step.refusal(`reshapes to ${wanted.join(" x ")}, expected a vector of ${numbers}`);
  }
  return vector(step, x);
};

/** A map of one place as a vector. */
export const squeeze: Operation = (step) => {
  const x = step.map();
  if (x.tensor.shape[1] !== 1 || x.tensor.shape[2] !== 1) throw step.refusal("expects a map of one place");
  return vector(step, x);
};

/** Only between the two orders of a map: it lies as [batch, height, width, channels] in either. */
export const transpose: Operation = (step) => {
  const x = step.value();
  const order = step.numbers("perm")?.join();
  const isTurn = x.tensor.rank === 4 && order === (x.isChannelsFirst ? "0,2,3,1" : "0,3,1,2");
  if (!isTurn) throw step.refusal(`turns the sides into the order ${order ?? "reversed"}, which is not supported`);
  return { ...x, isChannelsFirst: !x.isChannelsFirst };
};

/** Concat of the channels of maps. */
export const concat: Operation = (step) => {
  const values = step.inputs.map((_, index) => step.map(index));
  if (![1, -3].includes(step.number("axis", 1))) throw step.refusal("joins maps by another side than their channels");
  return step.apply(step.engine.layers.concatenate({ name: step.layerName(), axis: -1 }), values);
};

/** Gemm: a fully connected layer, alpha = beta = 1. */
export const gemm: Operation = (step) => {
  const isPlain = step.number("alpha", 1) === 1 && step.number("beta", 1) === 1 && step.number("transA", 0) === 0;
  if (!isPlain) throw step.refusal("scales or turns its input");
  const weight = step.neededWeight(1);
  return dense(step, step.number("transB", 0) === 1 ? transposed(weight) : weight, step.weight(2));
};

/** MatMul of vectors with a weight. */
export const matMul: Operation = (step) => dense(step, step.neededWeight(1));

function dense(step: Step, kernel: Weight, bias?: Weight): Value {
  const x = step.value();
  const [rows, units] = kernel.shape;
  if (x.tensor.rank !== 2 || kernel.shape.length !== 2) throw step.refusal("expects vectors and a matrix");
  if (x.tensor.shape[1] !== rows) throw step.refusal(`gets ${x.tensor.shape[1]} numbers, its matrix wants ${rows}`);
  if (bias && bias.values.length !== units) throw step.refusal(`has ${bias.values.length} biases for ${units} units`);
  const flat = bias && { shape: [units], values: bias.values };
  const layer = step.engine.layers.dense({ name: step.layerName(), units, useBias: !!bias, trainable: false });
  return step.apply(layer, x, flat ? [kernel, flat] : [kernel]);
}

function transposed({ shape: [rows, columns], values }: Weight): Weight {
  const turned = values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
  return { shape: [columns, rows], values: turned };
}
