import type * as tf from "@tensorflow/tfjs";
import type { Student } from "kernel-helpers/dist/cam/explain";
import { partTrunk, type PartedTrunk } from "kernel-helpers/dist/cam/parted-trunk";
import { linearHead, twoLayerHead } from "kernel-helpers/dist/cam/student-head";
import { loadEngine } from "kernel-helpers/dist/engine/load";

export const SIDE = 12;
export const FILTERS = 5;
export const CLASSES = 3;
const CHANNELS = 2;
const HIDDEN = 7;
const MAP_SIDE = 5;

/** Numbers in [-1, 1), the same as in test/reference/class-activation-maps.py. */
export const noise = (seed: number, n: number): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => 2 * (Math.abs(Math.sin((i + 1) * 12.9898 + seed) * 43758.5453) % 1) - 1);

/** The picture of the golden cases, already as the trunk wants it. */
export const PICTURE = withThirdChannel(noise(9, SIDE * SIDE * CHANNELS));

/** The golden's picture has two channels, a trunk takes three: the third is empty. */
function withThirdChannel(values: Float32Array): Float32Array {
  return Float32Array.from({ length: (values.length / CHANNELS) * 3 }, (_, i) =>
    i % 3 < CHANNELS ? values[Math.floor(i / 3) * CHANNELS + (i % 3)] : 0,
  );
}

type Shape3 = readonly [number, number, number];

/** The golden cases' trunk: a convolution of stride 2 with ReLU, and behind it nothing or a global mean. */
export function toyTeacher(isPooled: boolean) {
  const engine = loadEngine();
  const map = { layer: "last", shape: [MAP_SIDE, MAP_SIDE, FILTERS] as Shape3 };
  return {
    name: "toy",
    inputSize: SIDE,
    cut: isPooled ? { layer: "mean", shape: [1, 1, FILTERS] as Shape3 } : map,
    lastConvolution: map,
    loadTrunk: () => Promise.resolve(toyTrunk(engine, isPooled)),
  };
}

function toyTrunk(engine: typeof tf, isPooled: boolean): tf.LayersModel {
  const { layers } = engine;
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor) => layer.apply(x) as tf.SymbolicTensor;
  const input = engine.input({ shape: [SIDE, SIDE, 3] });
  const conv = layers.conv2d({ name: "first", filters: FILTERS, kernelSize: 3, strides: 2, trainable: false });
  const map = apply(layers.reLU({ name: "last" }), apply(conv, input));
  const mean = layers.averagePooling2d({ name: "mean", poolSize: MAP_SIDE });
  const trunk = engine.model({ inputs: input, outputs: isPooled ? apply(mean, map) : map });
  const kernel = noise(1, 9 * CHANNELS * FILTERS);
  const widened = Float32Array.from({ length: 9 * 3 * FILTERS }, (_, i) => {
    const [place, channel, filter] = [Math.floor(i / (3 * FILTERS)), Math.floor(i / FILTERS) % 3, i % FILTERS];
    return channel < CHANNELS ? kernel[(place * CHANNELS + channel) * FILTERS + filter] : 0;
  });
  engine.tidy(() =>
    conv.setWeights([
      engine.tensor4d(widened, [3, 3, 3, FILTERS]),
      engine.tensor1d(noise(2, FILTERS).map((b) => b * 0.1)),
    ]),
  );
  return trunk;
}

/** The golden cases' heads: two layers, or one on the mean. */
export function toyHead(kind: "flat" | "pooled" | "linear") {
  if (kind === "linear") return linearHead({ kernel: noise(7, FILTERS * CLASSES), bias: noise(8, CLASSES) });
  const size = kind === "flat" ? FILTERS * MAP_SIDE ** 2 : FILTERS;
  return twoLayerHead({
    mean: new Float32Array(size),
    scale: new Float32Array(size).fill(1),
    kernel1: noise(3, size * HIDDEN),
    bias1: noise(4, HIDDEN),
    kernel2: noise(5, HIDDEN * CLASSES).map((w) => 40 * w),
    bias2: noise(6, CLASSES),
  });
}

/** A golden case's student, and how to free it. */
export async function toyStudent(
  kind: "flat" | "pooled" | "linear",
): Promise<Student & { trunk: PartedTrunk; dispose: () => void }> {
  const trunk = await partTrunk(toyTeacher(kind !== "flat"));
  const head = toyHead(kind);
  const dispose = () => {
    trunk.dispose();
    head.dispose();
  };
  return { trunk, head, dispose };
}

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers beside ${b.length}`);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};
