import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";

/** Rows of length 1; the floor keeps a row of zeros at zero. */
export const unitRows = (x: tf.Tensor2D): tf.Tensor2D =>
  loadEngine().tidy(() => x.div(x.square().sum(1, true).add(1e-12).sqrt()));

/** Cosines between descriptors [batch, size] and the people's directions [people, size]: [batch, people]. */
export const cosines = (descriptors: tf.Tensor2D, people: tf.Tensor2D): tf.Tensor2D =>
  loadEngine().tidy(() => loadEngine().matMul(unitRows(descriptors), unitRows(people), false, true));

/**
 * Mean cross-entropy of a softmax over scale * (cosine - margin for the own person): CosFace, Wang et al. 2018, Eq. 4.
 * With margin 0 it is a softmax whose weights and inputs have length 1.
 */
export function cosFaceLoss(
  cosine: tf.Tensor2D,
  own: tf.Tensor2D,
  { scale, margin }: { scale: number; margin: number },
): tf.Scalar {
  const engine = loadEngine();
  return engine.tidy(() => {
    const logits = cosine.sub(own.mul(margin)).mul<tf.Tensor2D>(scale);
    return engine.losses.softmaxCrossEntropy<tf.Tensor2D, tf.Scalar>(own, logits);
  });
}
