import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../../base/errors";
import { loadEngine } from "../../engine/load";
import { frozenLayers } from "../frozen-layers";
import { replayed, tensorOf } from "../replay";
import type { MapPlace } from "../teacher";
import type { OwnDescription } from "./description";

/** A trunk of weights that a reader brought, and what it turned out to be. */
export interface OwnTrunk {
  trunk: tf.LayersModel;
  cut: MapPlace;
  lastConvolution: MapPlace;
}

type Symbolic = tf.SymbolicTensor;

/**
 * A network as a trunk: RGB in 0 … 255 goes in, it is cut where the description says, and nothing in it trains. The trunk
 * takes the network's layers over; the rest of the network is freed.
 *
 * @throws UserError if the network has no such layer, or it puts out neither a map nor a vector.
 */
export function trunkOf(network: tf.LayersModel, description: OwnDescription, file: string): OwnTrunk {
  const engine = loadEngine();
  const { inputSize, cut } = description;
  const [fed] = network.inputs;
  const isPicture = [inputSize, inputSize, 3].every((side, i) => [side, null].includes(fed.shape[i + 1]));
  if (network.inputs.length !== 1 || fed.rank !== 4 || !isPicture) {
    throw new UserError(`${file} takes ${sides(fed)}, expected ${inputSize} x ${inputSize} x 3: mend inputSize`);
  }
  const end = named(network.outputs[0], cut, file);
  const input = engine.input({ shape: [inputSize, inputSize, 3] });
  const output = features(engine, replayed(end, new Map([[fed, coloured(input)]]))!, file);
  const last = lastMap(output, description, file);
  const trunk = engine.model({ inputs: input, outputs: output });
  for (const layer of trunk.layers) layer.trainable = false;
  setColours(trunk, description);
  network.dispose();
  return { trunk, cut: placeOf(output), lastConvolution: placeOf(last) };
}

const COLOURS = "picture_colours";

const coloured = (input: Symbolic): Symbolic =>
  frozenLayers()
    .conv({ name: COLOURS, filters: 3, kernelSize: 1, strides: 1, padding: "same", activation: "none" })
    .apply(input) as Symbolic;

/** (x - mean) * scale for each colour, in the order that the network wants: a 1 x 1 convolution. */
function setColours(trunk: tf.LayersModel, { colours, mean, scale }: OwnDescription): void {
  const engine = loadEngine();
  const factors = typeof scale === "number" ? [scale, scale, scale] : scale;
  const order = colours === "rgb" ? [0, 1, 2] : [2, 1, 0];
  engine.tidy(() => {
    const kernel = [0, 1, 2].map((from) => order.map((colour) => (colour === from ? factors[colour] : 0)));
    const bias = order.map((colour) => -mean[colour] * factors[colour]);
    trunk.getLayer(COLOURS).setWeights([engine.tensor4d([[kernel]]), engine.tensor1d(bias)]);
  });
}

function named(end: Symbolic, layer: string, file: string): Symbolic {
  const tensor = tensorOf(end, layer);
  if (tensor) return tensor;
  throw new UserError(
    `${file} has no layer "${layer}" on the way to its output; it has ${layersBefore(end).join(", ")}`,
  );
}

/** The last dozen layers of a network, last first. */
function layersBefore(end: Symbolic): string[] {
  const names: string[] = [];
  for (let tensor: Symbolic | undefined = end; tensor && names.length < 12; tensor = tensor.inputs.at(0)) {
    names.push(tensor.sourceLayer.name);
  }
  return names;
}

/** A map as it is, a vector as a map of one place. */
function features(engine: typeof tf, output: Symbolic, file: string): Symbolic {
  if (output.rank === 4) return output;
  if (output.rank !== 2)
    throw new UserError(`${file} puts out ${sides(output)} at its cut: cut it at a map or a vector`);
  const layer = engine.layers.reshape({ name: "features", targetShape: [1, 1, output.shape[1]!] });
  return layer.apply(output) as Symbolic;
}

function lastMap(output: Symbolic, { lastConvolution }: OwnDescription, file: string): Symbolic {
  if (lastConvolution) {
    const tensor = named(output, lastConvolution, file);
    if (tensor.rank === 4) return tensor;
    throw new UserError(`"${lastConvolution}" of ${file} puts out ${sides(tensor)}: name a layer that puts out a map`);
  }
  let tensor = output;
  while (tensor.rank !== 4 || isOnePlace(tensor)) [tensor] = tensor.inputs;
  return tensor;
}

const isOnePlace = ({ shape: [, height, width] }: Symbolic): boolean => height === 1 && width === 1;

const placeOf = ({ sourceLayer, shape }: Symbolic): MapPlace => ({
  layer: sourceLayer.name,
  shape: shape.slice(1) as [number, number, number],
});

const sides = ({ shape }: Symbolic): string => shape.slice(1).map((side) => side ?? "?").join(" x "); // prettier-ignore
