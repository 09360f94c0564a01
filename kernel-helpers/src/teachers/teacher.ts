import type * as tf from "@tensorflow/tfjs";
import type { View } from "../augmentation/view";
import type { RgbImage } from "../augmentation/warp";
import type { Architecture } from "../paper/names";
import type { LabelledImage } from "../dataset/image-set";

/** A place in a trunk: the layer, and the shape of what it puts out, [height, width, channels]. */
export interface MapPlace {
  layer: string;
  shape: readonly [height: number, width: number, channels: number];
}

/** Where a teacher's weights come from. */
export interface Provenance {
  file: string;
  sha256: string;
  origin: string;
  licence: string;
  /** What its photographs showed: section 6 of the paper explains its failures by features made for faces. */
  domain: "faces" | "objects";
  /** In a few words: the data it was trained on. */
  trainedOn: string;
}

/** A pretrained network, cut where the student's own layers begin. */
export interface Teacher {
  name: string;
  /** Which column of the paper's Table 1 it is shown beside. */
  standsFor: Architecture;
  /** In a sentence: architecture, training data, and how it differs from the paper's network. */
  description: string;
  /** Width and height of the trunk's input in pixels. */
  inputSize: number;
  /** What the trunk puts out: the features. */
  cut: MapPlace;
  /** The last map of convolutions, where class activation maps are drawn; `splitTrunk` parts the trunk there. */
  lastConvolution: MapPlace;
  weights: Provenance;
  /** Whether it must know where the eyes, nose and mouth are; if not, it reads any picture. */
  needsLandmarks: boolean;
  /** The modules that decide its features, as `codeVersion` wants them: to edit one teacher leaves the others' results. */
  code: readonly string[];
  /** Draws one view of a photograph, as this teacher wants it, into Float32 [inputSize, inputSize, 3] in 0 … 255. */
  preprocess(out: Float32Array, photograph: RgbImage, image: LabelledImage, view: View): void;
  /** Loads the frozen trunk: RGB [batch, inputSize, inputSize, 3] in 0 … 255 -> [batch, ...cut.shape]. */
  loadTrunk(): Promise<tf.LayersModel>;
}

/** Numbers in one view's features. */
export const featureSize = ({ cut }: Pick<Teacher, "cut">): number =>
  cut.shape.reduce((product, side) => product * side);
