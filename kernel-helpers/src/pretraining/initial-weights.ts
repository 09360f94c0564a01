import type * as tf from "@tensorflow/tfjs";
import type { Seed } from "../base/seed";
import { loadEngine } from "../engine/load";

/**
 * Gives every kernel of a network normal numbers of variance 2 / fan-in (He et al. 2015, Eq. 10), from a stream of its
 * own. Everything else stays as it is built: biases zero, batch normalisation the identity.
 */
export function initialiseKernels(network: tf.LayersModel, seed: Seed): void {
  const engine = loadEngine();
  for (const layer of network.layers) {
    engine.tidy(() => {
      const weights = layer.getWeights();
      const fresh = weights.map((weight, index) =>
        weight.rank > 1 ? heNormal(engine, weight.shape, seed.child(layer.name).child(index)) : weight,
      );
      if (weights.length > 0) layer.setWeights(fresh);
    });
  }
}

function heNormal(engine: typeof tf, shape: number[], seed: Seed): tf.Tensor {
  const fanIn = shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const random = seed.random();
  const values = new Float32Array(fanIn * shape.at(-1)!);
  for (let i = 0; i < values.length; i++) values[i] = random.normal(0, Math.sqrt(2 / fanIn));
  return engine.tensor(values, shape);
}
