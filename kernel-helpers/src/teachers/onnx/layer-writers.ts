import { channelsFirst, type Weight } from "../weights";
import type { GraphWriter, LayerToWrite, Written, WriteLayer } from "./graph-writer";
import type { WrittenAttribute } from "./write";

type Config = LayerToWrite["config"];

/** The same for every number of a tensor, whichever way it lies. */
const pointwise =
  (op: string, attributes?: Record<string, WrittenAttribute>) =>
  (writer: GraphWriter, x: Written): Written => ({ ...x, name: writer.node(op, [x.name], attributes) });

const clip =
  (most: number) =>
  (writer: GraphWriter, x: Written): Written => {
    const [low, high] = [0, most].map((limit) => writer.weight(Float32Array.of(limit), []));
    return { ...x, name: writer.node("Clip", [x.name, low, high]) };
  };

/** What the engine calls an activation, as a node. */
const ACTIVATIONS: Record<string, (writer: GraphWriter, x: Written) => Written> = {
  none: (_, x) => x,
  linear: (_, x) => x,
  relu: pointwise("Relu"),
  relu6: clip(6),
  sigmoid: pointwise("Sigmoid"),
  tanh: pointwise("Tanh"),
  softmax: (writer, x) => pointwise("Softmax", { axis: { i: 1 } })(writer, writer.channelsFirst(x)),
};

function activated(writer: GraphWriter, x: Written, activation: unknown): Written | undefined {
  const name = typeof activation === "string" ? activation : "none";
  return Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name](writer, x) : undefined;
}

const pair = (value: unknown): number[] =>
  Array.isArray(value) ? (value as number[]) : [Number(value), Number(value)];

/** Window, step and border of a convolution or pool; TensorFlow's "same" puts an odd pixel below and to the right. */
function windowOf(config: Config, size: number[], from: readonly number[], to: readonly number[]) {
  const strides = pair(config.strides ?? 1);
  const dilations = pair(config.dilationRate ?? 1);
  const missing = size.map((side, i) =>
    Math.max(0, (to[i] - 1) * strides[i] + (side - 1) * dilations[i] + 1 - from[i]),
  );
  const before = missing.map((border) => (config.padding === "same" ? Math.floor(border / 2) : 0));
  const after = missing.map((border, i) => (config.padding === "same" ? border - before[i] : 0));
  return {
    kernel_shape: { ints: size },
    strides: { ints: strides },
    pads: { ints: [...before, ...after] },
    ...(dilations.some((dilation) => dilation !== 1) && { dilations: { ints: dilations } }),
  };
}

/** A convolution whose kernel [height, width, channels, filters] is one of `group` groups. */
function convolution(
  writer: GraphWriter,
  { config, sides, weights: [, bias] }: LayerToWrite,
  input: Written,
  { kernel, group }: { kernel: Weight; group: number },
): Written | undefined {
  const filter = channelsFirst(kernel);
  const x = writer.channelsFirst(input);
  const inputs = [x.name, writer.weight(filter.values, filter.shape)];
  if (bias) inputs.push(writer.weight(bias.values));
  const window = windowOf(config, kernel.shape.slice(0, 2), x.sides, sides);
  const name = writer.node("Conv", inputs, { ...window, group: { i: group } });
  return activated(writer, { name, sides, isChannelsFirst: true }, config.activation);
}

const conv: WriteLayer = (writer, layer, [x]) => convolution(writer, layer, x, { kernel: layer.weights[0], group: 1 });

const depthwise: WriteLayer = (writer, layer, [x]) => {
  const { shape, values } = layer.weights[0];
  const [height, width, channels, multiplier] = shape;
  const kernel = { shape: [height, width, 1, channels * multiplier], values };
  return convolution(writer, layer, x, { kernel, group: channels });
};

const pool =
  (op: string): WriteLayer =>
  (writer, { config, sides }, [input]) => {
    const x = writer.channelsFirst(input);
    const name = writer.node(op, [x.name], windowOf(config, pair(config.poolSize), x.sides, sides));
    return { name, sides, isChannelsFirst: true };
  };

const globalPool =
  (op: string): WriteLayer =>
  (writer, { sides }, [input]) => {
    const map = writer.node(op, [writer.channelsFirst(input).name]);
    return { name: writer.node("Flatten", [map], { axis: { i: 1 } }), sides, isChannelsFirst: false };
  };

/** A border of zeros: so many before and after channels, rows and columns. */
function bordered(writer: GraphWriter, sides: readonly number[], input: Written, before: number[], after: number[]) {
  const pads = writer.integers([0, ...before, 0, ...after]);
  return { name: writer.node("Pad", [writer.channelsFirst(input).name, pads]), sides, isChannelsFirst: true };
}

const zeroPadding: WriteLayer = (writer, { config, sides }, [x]) => {
  const [[top, bottom], [left, right]] = config.padding as number[][];
  return bordered(writer, sides, x, [0, top, left], [0, bottom, right]);
};

const padChannels: WriteLayer = (writer, { config, sides }, [x]) =>
  bordered(writer, sides, x, [0, 0, 0], [config.channels as number, 0, 0]);

/** A number for each channel is taken from whole planes, which onnxruntime does several times as fast as from each pixel. */
const normalise: WriteLayer = (writer, { config, sides }, [input]) => {
  const x = writer.channelsFirst(input);
  const centred = writer.node("Sub", [x.name, writer.perChannel(Float32Array.from(config.mean as number[]), x)]);
  const scale = writer.perChannel(Float32Array.of(config.scale as number), x);
  return { ...x, sides, name: writer.node("Mul", [centred, scale]) };
};

/** onnxruntime folds it into a convolution that it follows. */
const batchNormalisation: WriteLayer = (writer, { config, sides, weights }, [input]) => {
  if (config.axis !== -1 && config.axis !== sides.length) return undefined;
  const given = weights.map(({ values }) => values);
  const [mean, variance] = given.slice(-2);
  const scale = config.scale ? given[0] : new Float32Array(mean.length).fill(1);
  const shift = config.center ? given[given.length - 3] : new Float32Array(mean.length);
  const x = writer.channelsFirst(input);
  const inputs = [scale, shift, mean, variance].map((values) => writer.weight(values));
  const epsilon = { f: config.epsilon as number };
  return { ...x, name: writer.node("BatchNormalization", [x.name, ...inputs], { epsilon }) };
};

const dense: WriteLayer = (writer, { config, sides, weights }, [x]) => {
  if (x.sides.length !== 1) return undefined;
  const inputs = weights.map(({ values, shape }) => writer.weight(values, shape));
  return activated(writer, { ...x, sides, name: writer.node("Gemm", [x.name, ...inputs]) }, config.activation);
};

/** A vector or map with other sides, in the engine's own order of numbers. */
const reshape: WriteLayer = (writer, { sides }, [x]) => {
  const shape = writer.integers([0, ...sides]); // 0: as many as came
  return { name: writer.node("Reshape", [writer.channelsLast(x).name, shape]), sides, isChannelsFirst: false };
};

const permute: WriteLayer = (writer, { config, sides }, [x]) => {
  const perm = { ints: [0, ...(config.dims as number[])] };
  return { name: writer.node("Transpose", [writer.channelsLast(x).name], { perm }), sides, isChannelsFirst: false };
};

const add: WriteLayer = (writer, { sides }, inputs) => {
  if (inputs.some((input) => input.sides.join() !== sides.join())) return undefined;
  const [first, ...others] = inputs.map((input) => writer.channelsFirst(input));
  return { ...first, name: others.reduce((sum, { name }) => writer.node("Add", [sum, name]), first.name) };
};

const concatenate: WriteLayer = (writer, { config, sides }, inputs) => {
  if (config.axis !== -1 && config.axis !== sides.length) return undefined;
  const parts = inputs.map((input) => writer.channelsFirst(input));
  return { ...parts[0], sides, name: writer.node("Concat", parts.map(({ name }) => name), { axis: { i: 1 } }) }; // prettier-ignore
};

/** What only matters in training. */
const unchanged: WriteLayer = (_, __, [x]) => x;

/** How each of the engine's layers is written, by its class. */
export const LAYER_WRITERS: Record<string, WriteLayer> = {
  Activation: (writer, { config }, [x]) => activated(writer, x, config.activation),
  Add: add,
  AveragePooling2D: pool("AveragePool"),
  BatchNormalization: batchNormalisation,
  Concatenate: concatenate,
  Conv2D: conv,
  Dense: dense,
  DepthwiseConv2D: depthwise,
  Dropout: unchanged,
  Flatten: reshape,
  FrozenConv: conv,
  FrozenDepthwise: depthwise,
  GlobalAveragePooling2D: globalPool("GlobalAveragePool"),
  GlobalMaxPooling2D: globalPool("GlobalMaxPool"),
  LeakyReLU: (writer, { config }, [x]) => pointwise("LeakyRelu", { alpha: { f: config.alpha as number } })(writer, x),
  MaxPooling2D: pool("MaxPool"),
  Normalise: normalise,
  PadChannels: padChannels,
  Permute: permute,
  ReLU: (writer, { config: { maxValue } }, [x]) =>
    typeof maxValue === "number" ? clip(maxValue)(writer, x) : ACTIVATIONS.relu(writer, x),
  Reshape: reshape,
  Softmax: (writer, { config }, [x]) =>
    config.axis === -1 || config.axis === x.sides.length ? ACTIVATIONS.softmax(writer, x) : undefined,
  ZeroPadding2D: zeroPadding,
};
