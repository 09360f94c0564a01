import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";
import type { HeadWeights } from "../training/head";

/** The trained part of a student, as far as maps of its classes need it. */
export interface StudentHead {
  classes: number;
  /** Scores before the softmax, [n, classes], of features [n, featureSize]; gradients flow through it. */
  scores: (features: tf.Tensor2D) => tf.Tensor2D;
  /** Where it is a single linear layer: what a feature adds to a class's score, Float32 [featureSize, classes]. */
  linear?: Float32Array;
  dispose: () => void;
}

/** The head of two layers that `trainHead` trains, from its weights. */
export function twoLayerHead(weights: HeadWeights): StudentHead {
  const engine = loadEngine();
  const { mean, scale, kernel1, bias1, kernel2, bias2 } = weights;
  const [size, hidden, classes] = [mean.length, bias1.length, bias2.length];
  const [shift, factor, b1, b2] = [mean, scale, bias1, bias2].map((values) => engine.tensor1d(values));
  const k1 = engine.tensor2d(kernel1, [size, hidden]);
  const k2 = engine.tensor2d(kernel2, [hidden, classes]);
  const scores = (features: tf.Tensor2D): tf.Tensor2D => {
    const standardised = features.sub(shift).mul<tf.Tensor2D>(factor);
    return engine.relu(standardised.matMul(k1).add<tf.Tensor2D>(b1)).matMul(k2).add(b2);
  };
  return { classes, scores, dispose: () => engine.dispose([shift, factor, b1, b2, k1, k2]) };
}

/** What a head of one linear layer has learned: scores = features · kernel + bias. */
export interface LinearWeights {
  /** [features, classes] and [classes]. */
  kernel: Float32Array;
  bias: Float32Array;
}

/** A head of one linear layer. */
export function linearHead({ kernel, bias }: LinearWeights): StudentHead {
  const engine = loadEngine();
  const classes = bias.length;
  const k = engine.tensor2d(kernel, [kernel.length / classes, classes]);
  const b = engine.tensor1d(bias);
  const scores = (features: tf.Tensor2D): tf.Tensor2D => features.matMul(k).add(b);
  return { classes, scores, linear: kernel, dispose: () => engine.dispose([k, b]) };
}
