import type * as tf from "@tensorflow/tfjs";
import { channelsLast, type Weight } from "../weights";
import { fixedLayer } from "./fixed-layer";
import type { Operation, Step, Value } from "./value";

type Sides = readonly [top: number, left: number, bottom: number, right: number];
type Pair = [number, number];

/** Conv: one group, or each channel by itself. */
export const conv: Operation = (step) => {
  const x = step.map();
  const kernel = step.neededWeight(1);
  const bias = step.weight(2);
  const [filters, depth, height, width] = kernel.shape;
  if (kernel.shape.length !== 4) throw step.refusal(`has a kernel with ${kernel.shape.length} sides, expected 4`);
  const group = step.number("group", 1);
  const channels = x.tensor.shape[3]!;
  if (channels !== depth * group) throw step.refusal(`gets ${channels} channels, its kernel wants ${depth * group}`);
  const window = windowOf(step, [height, width]);
  const common = {
    name: step.layerName(),
    kernelSize: [height, width] as Pair,
    strides: window.strides,
    padding: window.padding,
    useBias: bias !== undefined,
    trainable: false,
  };
  const padded = padWith(step, x, window.sides, 0);
  const weights = (last: Weight) => (bias ? [last, bias] : [last]);
  const { layers } = step.engine;
  if (group === 1) return step.apply(layers.conv2d({ ...common, filters }), padded, weights(channelsLast(kernel)));
  if (depth !== 1 || filters !== channels) throw step.refusal(`has ${group} groups, expected 1 or as many as channels`);
  const { values } = channelsLast(kernel); // [height, width, 1, channels]
  return step.apply(layers.depthwiseConv2d(common), padded, weights({ shape: [height, width, channels, 1], values }));
};

export const maxPool: Operation = (step) => {
  const { sides, padding, strides, size } = pool(step);
  const padded = padWith(step, step.map(), sides, LOWEST);
  return step.apply(step.engine.layers.maxPooling2d({ name: step.layerName(), poolSize: size, strides, padding }), padded); // prettier-ignore
};

export const averagePool: Operation = (step) => {
  const isCounted = step.number("count_include_pad", 0) !== 0;
  const { sides, padding, strides, size } = pool(step, { isBorderDrawn: isCounted });
  if (sides.some((side) => side > 0) && !isCounted) {
    throw step.refusal("leaves the border out of its means, which is not supported");
  }
  const padded = padWith(step, step.map(), sides, 0);
  return step.apply(step.engine.layers.averagePooling2d({ name: step.layerName(), poolSize: size, strides, padding }), padded); // prettier-ignore
};

/** The mean over the whole map, [batch, 1, 1, channels]. */
export const globalAveragePool: Operation = (step) =>
  step.apply(
    fixedLayer({
      name: step.layerName(),
      call: ([x]) => x.mean([1, 2], true),
      shape: ([[batch, , , channels]]) => [batch, 1, 1, channels],
      write: (writer, { sides }, [x]) => {
        const name = writer.node("GlobalAveragePool", [writer.channelsFirst(x).name]);
        return { name, sides, isChannelsFirst: true };
      },
    }),
    step.map(),
  );

/** Pad with a constant, of height and width only. */
export const pad: Operation = (step) => {
  if (step.text("mode", "constant") !== "constant") throw step.refusal("pads with something else than a constant");
  const pads = step.numbers("pads") ?? [...step.neededWeight(1).values]; // an input since opset 11
  const [n, c, top, left, n2, c2, bottom, right] = pads;
  if (pads.length !== 8 || n || c || n2 || c2) throw step.refusal("pads other sides than height and width");
  if (Math.min(...pads) < 0) throw step.refusal("cuts a border off instead of adding one");
  const value = step.weight(2)?.values[0] ?? step.number("value", 0);
  return padWith(step, step.map(), [top, left, bottom, right], value, step.layerName());
};

/** Below every value, and finite: its product with 0 is 0. */
const LOWEST = -3.4e38;

interface Window {
  /** What is added by a layer of its own. */
  sides: Sides;
  padding: "same" | "valid";
  strides: Pair;
}

const NO_SIDES: Sides = [0, 0, 0, 0];

/** @param isBorderDrawn whether a border must be there as numbers, also where the engine could do without */
function windowOf(step: Step, [height, width]: Pair, { isBorderDrawn = false } = {}): Window {
  const strides = pair(step.numbers("strides"));
  if (step.numbers("dilations")?.some((dilation) => dilation !== 1)) {
    throw step.refusal("has gaps in its window (dilations), for which the engine has no gradient");
  }
  const auto = step.text("auto_pad", "NOTSET");
  if (auto === "SAME_UPPER") return { sides: NO_SIDES, padding: "same", strides };
  if (auto === "SAME_LOWER") throw step.refusal("pads SAME_LOWER, which is not supported");
  const pads = auto === "NOTSET" ? step.numbers("pads") : undefined;
  const [top, left, bottom, right] = pads ?? NO_SIDES;
  const isSame = strides.every((stride) => stride === 1) && top === bottom && left === right && 2 * top === height - 1 && 2 * left === width - 1; // prettier-ignore
  return isSame && !isBorderDrawn
    ? { sides: NO_SIDES, padding: "same", strides }
    : { sides: [top, left, bottom, right], padding: "valid", strides };
}

function pool(step: Step, border?: { isBorderDrawn: boolean }): Window & { size: Pair } {
  const size = pair(step.numbers("kernel_shape"));
  const window = windowOf(step, size, border);
  if (step.number("ceil_mode", 0) !== 0 && !isDivided(step, window, size)) {
    throw step.refusal("counts a window that is not whole at the border (ceil_mode)");
  }
  return { ...window, size };
}

/** Whether whole windows reach the border, so that it does not matter which way one rounds. */
function isDivided(step: Step, { sides: [top, left, bottom, right], strides }: Window, size: Pair): boolean {
  const [, height, width] = step.map().tensor.shape as [null, number, number];
  return (height + top + bottom - size[0]) % strides[0] === 0 && (width + left + right - size[1]) % strides[1] === 0;
}

const pair = (values: readonly number[] | undefined): Pair => [values?.[0] ?? 1, values?.[1] ?? 1];

function padWith(step: Step, x: Value, [top, left, bottom, right]: Sides, value: number, name?: string): Value {
  if (!name && top + left + bottom + right === 0) return x;
  const border: [number, number][] = [[0, 0], [top, bottom], [left, right], [0, 0]]; // prettier-ignore
  return step.apply(
    fixedLayer({
      name: name ?? step.layerName("border"),
      call: ([tensor], engine) => engine.pad(tensor as tf.Tensor4D, border, value),
      shape: ([[batch, height, width, channels]]) => [batch, height! + top + bottom, width! + left + right, channels],
      write: (writer, { sides }, [map]) => {
        const pads = writer.integers([0, 0, top, left, 0, 0, bottom, right]);
        const filling = writer.weight(Float32Array.of(value), []);
        return {
          name: writer.node("Pad", [writer.channelsFirst(map).name, pads, filling]),
          sides,
          isChannelsFirst: true,
        };
      },
    }),
    x,
  );
}
