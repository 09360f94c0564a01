import type * as tf from "@tensorflow/tfjs";
import type { RgbImage } from "../augmentation/warp";
import type { View } from "../augmentation/view";
import type { Architecture } from "../paper/names";
import type { LabelledImage } from "../dataset/image-set";

/** A pretrained face network, cut where the student's own layers begin. */
export interface Teacher {
  name: string;
  /** Which column of the paper's Table 1 it is shown beside. */
  standsFor: Architecture;
  /** In a sentence: architecture, training data, and how it differs from the paper's network. */
  description: string;
  /** Width and height of the trunk's input in pixels. */
  inputSize: number;
  /** Shape of the trunk's output, [height, width, channels]. */
  featureShape: [number, number, number];
  weights: { file: string; sha256: string; origin: string; licence: string };
  /** Draws one view of a photograph, as this teacher wants faces, into Float32 [inputSize, inputSize, 3] in 0 … 255. */
  preprocess(out: Float32Array, photograph: RgbImage, image: LabelledImage, view: View): void;
  /** Loads the frozen trunk: RGB [batch, inputSize, inputSize, 3] in 0 … 255 -> [batch, ...featureShape]. */
  loadTrunk(): tf.LayersModel;
}
