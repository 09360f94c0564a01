import type * as tf from "@tensorflow/tfjs";
import type { Weight } from "../weights";
import { fixedLayer } from "./fixed-layer";
import type { WriteLayer } from "./graph-writer";
import type { Operation, Step, Value } from "./value";

const activation =
  (name: "relu" | "sigmoid" | "tanh"): Operation =>
  (step) =>
    step.apply(step.engine.layers.activation({ name: step.layerName(), activation: name }), step.value());

export const relu = activation("relu");
export const sigmoid = activation("sigmoid");
export const tanh = activation("tanh");

export const leakyRelu: Operation = (step) =>
  step.apply(step.engine.layers.leakyReLU({ name: step.layerName(), alpha: step.number("alpha", 0.01) }), step.value());

/** Softmax over the channels, or over the numbers of a vector. */
export const softmax: Operation = (step) => {
  const x = step.value();
  const axis = step.number("axis", -1);
  const last = x.isChannelsFirst ? 1 : x.tensor.rank - 1;
  if (axis !== last && axis !== last - x.tensor.rank) throw step.refusal(`is over axis ${axis}, expected the channels`);
  return step.apply(step.engine.layers.softmax({ name: step.layerName() }), x);
};

/** A slope for each channel, or one for all, where the input is negative. */
export const prelu: Operation = (step) => {
  const x = step.value();
  const slope = perChannel(step, step.neededWeight(1), x);
  return step.apply(
    fixedLayer({
      name: step.layerName(),
      call: ([tensor], engine) => engine.prelu(tensor, constant(engine, slope)),
      write: (writer, _, [y]) => ({ ...y, name: writer.node("PRelu", [y.name, writer.perChannel(slope, y)]) }),
    }),
    x,
  );
};

export const clip: Operation = (step) => {
  const low = step.weight(1)?.values[0] ?? step.number("min", -Infinity); // inputs since opset 11
  const high = step.weight(2)?.values[0] ?? step.number("max", Infinity);
  return step.apply(
    fixedLayer({
      name: step.layerName(),
      call: ([x], engine) => engine.clipByValue(x, low, high),
      write: (writer, _, [x]) => {
        const limits = [low, high].map((limit) => writer.weight(Float32Array.of(limit), []));
        return { ...x, name: writer.node("Clip", [x.name, ...limits]) };
      },
    }),
    step.value(),
  );
};

/** (x - mean) / sqrt(variance + epsilon) * scale + shift, with the mean and variance of the training. */
export const batchNormalization: Operation = (step) => {
  if (step.number("training_mode", 0) !== 0) throw step.refusal("is in training mode");
  const [scale, shift, mean, variance] = [1, 2, 3, 4].map((index) => step.neededWeight(index));
  const factor = scale.values.map((value, i) => value / Math.sqrt(variance.values[i] + step.number("epsilon", 1e-5)));
  const rest = shift.values.map((value, i) => value - mean.values[i] * factor[i]);
  const x = step.value();
  perChannel(step, scale, x);
  return step.apply(
    fixedLayer({
      name: step.layerName(),
      call: ([tensor], engine) => tensor.mul(engine.tensor1d(factor)).add(engine.tensor1d(rest)),
      write: (writer, _, [y]) => {
        const scaled = writer.node("Mul", [y.name, writer.perChannel(factor, y)]);
        return { ...y, name: writer.node("Add", [scaled, writer.perChannel(rest, y)]) };
      },
    }),
    x,
  );
};

type Combine = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Two values, or a value and a weight in either place. */
const binary =
  (combine: Combine): Operation =>
  (step) => {
    const [first, second] = [0, 1].map((index) => step.inputs[index]);
    const name = step.layerName();
    if (first && second && "tensor" in first && "tensor" in second) {
      return step.apply(
        fixedLayer({
          name,
          call: ([a, b]) => combine(a, b),
          shape: (shapes) => broadcast(step, shapes),
          write: (writer, { sides }, inputs) => {
            const [a, b] = inputs.map((input) => writer.channelsFirst(input));
            return { ...a, sides, name: writer.node(step.node.op, [a.name, b.name]) };
          },
        }),
        [first, second],
      );
    }
    const isFirst = first !== undefined && "tensor" in first;
    const x = step.value(isFirst ? 0 : 1);
    const weight = perChannel(step, step.neededWeight(isFirst ? 1 : 0), x);
    const call = ([tensor]: tf.Tensor[], engine: typeof tf) => {
      const other = constant(engine, weight);
      return isFirst ? combine(tensor, other) : combine(other, tensor);
    };
    const write: WriteLayer = (writer, _, [y]) => {
      const other = writer.perChannel(weight, y);
      return { ...y, name: writer.node(step.node.op, isFirst ? [y.name, other] : [other, y.name]) };
    };
    return step.apply(fixedLayer({ name, call, write }), x);
  };

export const add = binary((a, b) => a.add(b));
export const subtract = binary((a, b) => a.sub(b));
export const multiply = binary((a, b) => a.mul(b));
export const divide = binary((a, b) => a.div(b));

function broadcast(step: Step, [a, b]: tf.Shape[]): tf.Shape {
  const fits = a.length === b.length && a.every((side, i) => side === b[i] || side === 1 || b[i] === 1);
  if (!fits) throw step.refusal(`gets ${text(a)} and ${text(b)}, which do not fit`);
  return a.map((side, i) => (side === 1 ? b[i] : side));
}

const text = (shape: tf.Shape): string => shape.slice(1).join(" x ");

/** The numbers of a weight that is the same everywhere on the map: one, or one for each channel. */
function perChannel(step: Step, { shape, values }: Weight, { tensor, isChannelsFirst }: Value): Float32Array {
  const channels = tensor.shape.at(-1)!;
  const axis = shape.length - (isChannelsFirst ? 3 : 1); // of the channels, counted from the back
  const isVector = shape.length === 1 && step.node.op === "BatchNormalization";
  if (values.length === 1) return values;
  if (values.length === channels && (isVector || shape[axis] === channels)) return values;
  throw step.refusal(`has a weight of ${shape.join(" x ")} for ${channels} channels`);
}

const constant = (engine: typeof tf, values: Float32Array): tf.Tensor =>
  values.length === 1 ? engine.scalar(values[0]) : engine.tensor1d(values);
