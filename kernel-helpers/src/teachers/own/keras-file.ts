import type * as tf from "@tensorflow/tfjs";
import type { Dataset, File, Group } from "h5wasm/node";
import { UserError } from "../../base/errors";
import { loadEngine } from "../../engine/load";
import { resnet50, vgg16 } from "../architectures";
import { tensorOf } from "../replay";
import type { OwnDescription } from "./description";

/** A network whose weights a Keras file may hold, and what its layers are called there. */
interface KerasNetwork {
  /** A layer that no other network here has. */
  sign: string;
  build: (options: { inputSize: number; width: number }) => tf.LayersModel;
  nameInFile?: (layer: string) => string;
}

const OTHER_NAMES: Record<string, string> = { fc6: "fc1", fc7: "fc2", fc8: "predictions" };

const NETWORKS: readonly KerasNetwork[] = [
  { sign: "conv5_3", build: vgg16 },
  {
    sign: "block5_conv3",
    build: vgg16,
    nameInFile: (layer) => OTHER_NAMES[layer] ?? layer.replace(/^conv(\d)_(\d)$/, "block$1_conv$2"),
  },
  { sign: "conv5_3_1x1_increase", build: (options) => resnet50({ ...options, dialect: "keras-vggface" }) },
  { sign: "conv5_block3_3_conv", build: (options) => resnet50({ ...options, dialect: "keras" }) },
];

/**
 * The network of a Keras file (.h5): VGG16 or ResNet50 as keras-vggface or keras.applications have them, with or without
 * their last layers. Only layers up to the cut are read.
 *
 * @param width channels as a fraction of the published ones
 * @throws UserError if it is another file or network, or lacks a layer, or a layer has another shape.
 */
export async function readKeras(
  file: string,
  { inputSize, cut }: Pick<OwnDescription, "inputSize" | "cut">,
  { width = 1 } = {},
): Promise<tf.LayersModel> {
  const opened = await open(file);
  try {
    const root = opened.get("model_weights") ?? opened; // there if the whole model was saved
    const names = textsOf(root as Group, "layer_names");
    const network = NETWORKS.find(({ sign }) => names.includes(sign));
    if (!network) {
      const found = names.length > 0 ? `the layers ${names.slice(0, 5).join(", ")} …` : "no layers of Keras 1 or 2";
      throw new UserError(
        `${file} holds ${found}, expected VGG16 or ResNet50 of keras-vggface or keras.applications: export it as ONNX instead`,
      );
    }
    return withWeights(network.build({ inputSize, width }), root as Group, { ...network, file, cut });
  } finally {
    opened.close();
  }
}

async function open(file: string): Promise<File> {
  const { File, ready } = await import("h5wasm/node");
  (await ready).activate_throwing_error_handler(); // it prints a page of its own otherwise
  try {
    return new File(file, "r");
  } catch {
    throw new UserError(`${file} cannot be read as HDF5: it is cut off or of another kind`);
  }
}

/** Sets the weights of every layer that the cut needs. */
function withWeights(
  model: tf.LayersModel,
  root: Group,
  { file, cut, nameInFile = (layer) => layer }: Pick<KerasNetwork, "nameInFile"> & { file: string; cut: string },
): tf.LayersModel {
  const engine = loadEngine();
  const end = tensorOf(model.outputs[0], cut);
  const layers = end ? engine.model({ inputs: model.inputs, outputs: end }).layers : [];
  for (const layer of layers.filter(({ weights }) => weights.length > 0)) {
    const name = nameInFile(layer.name);
    const group = root.get(name) as Group | null;
    if (!group) throw new UserError(`${file} has no weights of the layer ${name}: cut the network before it`);
    const values = textsOf(group, "weight_names").map((weight) => group.get(weight) as Dataset);
    const shapes = layer.weights.map(({ shape }) => shape.join(" x "));
    const found = values.map(({ shape }) => shape!.join(" x "));
    if (shapes.join() !== found.join()) {
      throw new UserError(`the layer ${name} of ${file} has weights of ${found.join(" and ") || "none"}, expected ${shapes.join(" and ")}`); // prettier-ignore
    }
    engine.tidy(() => layer.setWeights(values.map((each) => engine.tensor(floatsOf(each), each.shape!))));
  }
  return model;
}

function floatsOf({ value }: Dataset): Float32Array {
  return value instanceof Float32Array ? value : Float32Array.from(value as ArrayLike<number>);
}

function textsOf(group: Group, attribute: string): string[] {
  const value = attribute in group.attrs ? group.attrs[attribute].value : [];
  return [value].flat().filter((text) => typeof text === "string");
}
