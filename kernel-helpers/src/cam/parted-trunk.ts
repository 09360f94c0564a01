import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../base/errors";
import { loadEngine } from "../engine/load";
import { splitTrunk } from "../teachers/split-trunk";
import { featureSize, type Teacher } from "../teachers/teacher";
import type { FeatureMap } from "./feature-map";

/** A teacher's trunk, parted at the layer where class activation maps are drawn. */
export interface PartedTrunk {
  layer: string;
  inputSize: number;
  /** The layer's map for a picture as the teacher prepares it, Float32 [inputSize, inputSize, 3] in 0 … 255. */
  mapOf: (picture: Float32Array) => FeatureMap;
  /** From the layer's map [n, height, width, channels] to features [n, featureSize]; gradients flow through it. */
  featuresOf: (map: tf.Tensor4D) => tf.Tensor2D;
  /** Whether the features are the mean of the map over its places, and nothing else. */
  isGlobalMean: boolean;
  dispose: () => void;
}

type PartedTeacher = Pick<Teacher, "name" | "inputSize" | "cut" | "lastConvolution" | "loadTrunk">;

/**
 * Loads a teacher's trunk and parts it, after its last convolution unless another layer is named. To be disposed of.
 *
 * @throws UserError for a layer that does not exist or that the trunk cannot be parted at; it lists those that exist.
 */
export async function partTrunk(teacher: PartedTeacher, layer = teacher.lastConvolution.layer): Promise<PartedTrunk> {
  const engine = loadEngine();
  const trunk = await teacher.loadTrunk();
  try {
    const { before, after } = parted(teacher.name, trunk, layer);
    const [inputSize, size] = [teacher.inputSize, featureSize(teacher)];
    return {
      layer,
      inputSize,
      mapOf: (picture) => mapOf(engine, before, picture, inputSize),
      featuresOf: (map) => (after.apply(map) as tf.Tensor).reshape([-1, size]),
      isGlobalMean: isGlobalMean(after),
      dispose: () => {
        trunk.dispose();
        after.dispose();
      },
    };
  } catch (error) {
    trunk.dispose();
    throw error;
  }
}

function parted(name: string, trunk: tf.LayersModel, layer: string) {
  const maps = mapLayers(trunk);
  const known = maps.includes(layer);
  try {
    if (known) return splitTrunk(trunk, layer);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const lack = known ? `cannot be parted at its layer "${layer}", which others go round` : `has no layer "${layer}"`;
  throw new UserError(`${name} ${lack}; its layers with a map are ${maps.join(", ")}`);
}

/** The layers that put out a map for a picture, in the network's order. */
const mapLayers = (trunk: tf.LayersModel): string[] =>
  trunk.layers
    .filter((layer) => layer.getClassName() !== "InputLayer" && (layer.outputShape as tf.Shape).length === 4)
    .map(({ name }) => name);

function mapOf(engine: typeof tf, before: tf.LayersModel, picture: Float32Array, side: number): FeatureMap {
  if (picture.length !== side * side * 3) {
    throw new UserError(
      `expected a picture of ${side} x ${side} x 3 numbers, found ${picture.length} numbers: let the teacher prepare it`,
    );
  }
  const input = engine.tensor4d(picture, [1, side, side, 3]);
  const output = before.predictOnBatch(input) as tf.Tensor4D;
  const [, height, width, channels] = output.shape;
  const values = output.dataSync<"float32">().slice();
  engine.dispose([input, output]);
  return { values, height, width, channels };
}

/** A pool that leaves one place, and nothing after it. */
function isGlobalMean(after: tf.LayersModel): boolean {
  const layers = after.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const [only] = layers;
  if (layers.length !== 1) return false;
  if (only.getClassName() === "GlobalAveragePooling2D") return true;
  const [, height, width] = only.outputShape as number[];
  return only.getClassName() === "AveragePooling2D" && height === 1 && width === 1;
}
