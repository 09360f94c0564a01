import type * as tf from "@tensorflow/tfjs";
import { ORIGINAL } from "../augmentation/view";
import type { RgbImage } from "../augmentation/warp";
import type { LabelledImage } from "../dataset/image-set";
import { loadEngine } from "../engine/load";
import { buildMobilenet, mobilenetVggface2 } from "./mobilenet-vggface2";
import { buildNetwork, resnetDlib } from "./resnet-dlib";
import type { Teacher } from "./teacher";

/** A network that turns a face into a point such that faces of one person lie close together (Euclidean distance). */
export interface Recogniser {
  name: string;
  /** Whose preprocessing and weights it has. */
  teacher: Teacher;
  /** Length of a descriptor. */
  size: number;
  load(): tf.LayersModel;
  /** Scales descriptors to length 1: what counts is their direction. */
  isDirection: boolean;
}

/** Recognisers trained on photographs of real people, whole as their authors trained them. */
export const RECOGNISERS: readonly Recogniser[] = [
  { name: "dlib", teacher: resnetDlib, size: 128, load: () => buildNetwork().descriptor, isDirection: false },
  { name: "mobilenet", teacher: mobilenetVggface2, size: 1024, load: () => buildMobilenet().trunk, isDirection: true },
];

/** The code that decides what a recogniser says of a photograph, as `codeVersion` wants it. */
export const recogniserCode = ({ teacher }: Recogniser): string[] => [
  "teachers/recogniser",
  "augmentation",
  ...teacher.code,
];

const models = new Map<string, tf.LayersModel>();

/** The descriptor of the face in a photograph, Float32 [size]. */
export function describeFace(recogniser: Recogniser, photograph: RgbImage, image: LabelledImage): Float32Array {
  const { name, teacher, size, isDirection } = recogniser;
  const model = models.get(name) ?? recogniser.load();
  models.set(name, model);
  const { inputSize } = teacher;
  const pixels = new Float32Array(inputSize * inputSize * 3);
  teacher.preprocess(pixels, photograph, image, ORIGINAL);
  const engine = loadEngine();
  const input = engine.tensor4d(pixels, [1, inputSize, inputSize, 3]);
  const output = model.predictOnBatch(input) as tf.Tensor;
  const values = output.dataSync<"float32">();
  engine.dispose([input, output]);
  if (values.length !== size) throw new Error(`${name}: ${values.length} numbers instead of ${size}`);
  return isDirection ? unit(values) : values;
}

function unit(values: Float32Array): Float32Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return values.map((value) => value / length);
}
