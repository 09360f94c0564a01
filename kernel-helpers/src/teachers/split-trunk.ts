import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";
import { replayed, tensorOf } from "./replay";

/**
 * A trunk in two: `after(before(x))` is the trunk. Both share its layers: dispose of the trunk and of `after`, and not of
 * `before`, which has none of its own.
 */
export interface SplitTrunk {
  /** Input -> the map that the named layer puts out. */
  before: tf.LayersModel;
  /** That map -> the trunk's output. */
  after: tf.LayersModel;
}

/**
 * Parts a trunk after a layer, so that scores can be derived with respect to that layer's map (Grad-CAM: Selvaraju et al.
 * 2017, Eq. 1).
 *
 * @throws RangeError if there is no such layer, or something that follows it also needs what came before it.
 */
export function splitTrunk(trunk: tf.LayersModel, layerName: string): SplitTrunk {
  const engine = loadEngine();
  const [end] = trunk.outputs;
  const map = tensorOf(end, layerName);
  if (!map) throw new RangeError(`splitTrunk: the trunk has no layer "${layerName}"`);
  const input = engine.input({ shape: map.shape.slice(1) });
  const output = end === map ? unchanged(engine, input) : replayed(end, new Map([[map, input]]));
  if (!output) throw new RangeError(`splitTrunk: what follows "${layerName}" needs the input as well`);
  return {
    before: engine.model({ inputs: trunk.inputs, outputs: map }),
    after: engine.model({ inputs: input, outputs: output }),
  };
}

const unchanged = (engine: typeof tf, x: tf.SymbolicTensor): tf.SymbolicTensor =>
  engine.layers.activation({ activation: "linear" }).apply(x) as tf.SymbolicTensor;
