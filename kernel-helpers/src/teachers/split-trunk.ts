import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";

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
  const layer = trunk.layers.find(({ name }) => name === layerName);
  if (!layer) throw new RangeError(`splitTrunk: the trunk has no layer "${layerName}"`);
  const map = layer.getOutputAt(0) as tf.SymbolicTensor; // its own; `after` gives it others
  const input = engine.input({ shape: map.shape.slice(1) });
  const known = new Map<tf.SymbolicTensor, tf.SymbolicTensor>([[map, input]]);

  /** What a tensor of the trunk is when the map is `input`. */
  const replayed = (tensor: tf.SymbolicTensor): tf.SymbolicTensor => {
    const there = known.get(tensor);
    if (there) return there;
    const sources = tensor.inputs;
    if (sources.length === 0) throw new RangeError(`splitTrunk: what follows "${layerName}" needs the input as well`);
    const inputs = sources.map(replayed);
    const output = tensor.sourceLayer.apply(inputs.length === 1 ? inputs[0] : inputs) as tf.SymbolicTensor;
    known.set(tensor, output);
    return output;
  };
  const [end] = trunk.outputs;
  const output = end === map ? unchanged(engine, input) : replayed(end);
  return {
    before: engine.model({ inputs: trunk.inputs, outputs: map }),
    after: engine.model({ inputs: input, outputs: output }),
  };
}

const unchanged = (engine: typeof tf, x: tf.SymbolicTensor): tf.SymbolicTensor =>
  engine.layers.activation({ activation: "linear" }).apply(x) as tf.SymbolicTensor;
