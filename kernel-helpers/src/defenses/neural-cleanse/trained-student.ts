import type * as tf from "@tensorflow/tfjs";
import { warnOnce } from "../../base/warn";
import { twoLayerHead } from "../../cam/student-head";
import type { HeadWeights } from "../../training/head";
import { onnxStudent } from "./frozen-student";
import type { PixelStudent } from "./student";
import { tensorStudent } from "./tensor-student";

export type OwnedStudent = PixelStudent & { dispose: () => Promise<void> };

/**
 * A trunk with a trained head, differentiable with respect to the pixels that the trunk sees: by onnxruntime where it can,
 * else by the engine. The trunk stays the caller's.
 */
export async function trainedStudent(trunk: tf.LayersModel, weights: HeadWeights): Promise<OwnedStudent> {
  try {
    const student = await onnxStudent(trunk, weights);
    if (student) return student;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    warnOnce(`onnxruntime has no gradient of this trunk (${error.message}): TensorFlow computes it, more slowly`);
  }
  return engineStudent(trunk, weights);
}

/** The same in the engine. */
export function engineStudent(trunk: tf.LayersModel, weights: HeadWeights): OwnedStudent {
  const head = twoLayerHead(weights);
  const [, height, width, channels] = trunk.inputs[0].shape as number[];
  const scoresOf = (pictures: tf.Tensor4D): tf.Tensor2D =>
    head.scores((trunk.apply(pictures) as tf.Tensor).reshape([-1, weights.mean.length]));
  const student = tensorStudent(scoresOf, { shape: [height, width, channels], classes: head.classes });
  return { ...student, dispose: () => Promise.resolve(head.dispose()) };
}
