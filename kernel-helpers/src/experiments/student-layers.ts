import type * as tf from "@tensorflow/tfjs";
import { HALF_VALUES, type Halves } from "../base/half";
import { loadEngine } from "../engine/load";
import type { HeadWeights } from "../training/head";

/** What the two layers of a student make of some images; each is one row for each image. */
export interface LayerOutputs {
  /** After the ReLU, ≥ 0. */
  hidden: Float32Array[];
  /** Before the softmax. */
  scores: Float32Array[];
  /** After it. */
  probabilities: Float32Array[];
}

/** A trained head whose inside can be seen. */
export interface StudentLayers {
  /** @param features [images * features] in half precision: one array for each image, or one with several in a row */
  of(features: readonly Halves[]): LayerOutputs;
  dispose(): void;
}

/** Images that pass at a time: 8 MB of features of the default teacher. */
const AT_A_TIME = 512;

/** The layers of a head of two, from its weights. */
export function studentLayers(weights: HeadWeights): StudentLayers {
  const engine = loadEngine();
  const { mean, scale, kernel1, bias1, kernel2, bias2 } = weights;
  const [size, units, classes] = [mean.length, bias1.length, bias2.length];
  const [b1, b2] = [engine.tensor1d(bias1), engine.tensor1d(bias2)];
  const k1 = engine.tensor2d(kernel1, [size, units]);
  const k2 = engine.tensor2d(kernel2, [units, classes]);

  const pass = (input: Float32Array, count: number): tf.Tensor2D[] =>
    engine.tidy(() => {
      const x = engine.tensor2d(input, [count, size]);
      const hidden = engine.relu(x.matMul(k1).add<tf.Tensor2D>(b1));
      const scores = hidden.matMul(k2).add<tf.Tensor2D>(b2);
      return [hidden, scores, engine.softmax(scores)];
    });

  const of = (features: readonly Halves[]): LayerOutputs => {
    const outputs: LayerOutputs = { hidden: [], scores: [], probabilities: [] };
    const input = new Float32Array(AT_A_TIME * size);
    let filled = 0;
    const flush = () => {
      if (filled === 0) return;
      const tensors = pass(input.slice(0, filled * size), filled);
      (["hidden", "scores", "probabilities"] as const).forEach((layer, i) =>
        outputs[layer].push(...rowsOf(tensors[i].dataSync<"float32">(), i === 0 ? units : classes)),
      );
      engine.dispose(tensors);
      filled = 0;
    };
    for (const halves of features) {
      for (let start = 0; start < halves.length; start += size) {
        const bits = halves.bits(start, size);
        for (let i = 0, o = filled * size; i < size; i++, o++) input[o] = (HALF_VALUES[bits[i]] - mean[i]) * scale[i];
        if (++filled === AT_A_TIME) flush();
      }
    }
    flush();
    return outputs;
  };
  return { of, dispose: () => engine.dispose([b1, b2, k1, k2]) };
}

const rowsOf = (values: Float32Array, width: number): Float32Array[] =>
  Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width));
