import type * as tf from "@tensorflow/tfjs";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";

/** Gives a network weights drawn from a seed, about as large as trained ones; variances are positive. */
export function fillRandomly(network: tf.LayersModel, seed = "weights"): void {
  const engine = loadEngine();
  for (const layer of network.layers) {
    const random = new Seed(seed).child(layer.name).random();
    const weights = layer.weights.map(({ shape, originalName }) => {
      const sides = shape as number[];
      const inputs = sides.slice(0, -1).reduce((product, side) => product * side, 1);
      const draw = () => {
        if (originalName.includes("variance")) return random.range(0.5, 2);
        if (originalName.includes("gamma")) return random.range(0.5, 1.5);
        return random.normal(0, sides.length > 1 ? Math.sqrt(2 / inputs) : 0.1);
      };
      return { sides, values: Float32Array.from({ length: inputs * sides.at(-1)! }, draw) };
    });
    engine.tidy(() => layer.setWeights(weights.map(({ values, sides }) => engine.tensor(values, sides))));
  }
}

/** Numbers of pictures, drawn from a seed, in 0 … 255. */
export function randomPictures(count: number, seed = "pictures"): Float32Array {
  const random = new Seed(seed).random();
  return Float32Array.from({ length: count }, () => random.range(0, 255));
}

/** The largest difference between two outputs, in parts of the largest number of the first. */
export function distance(expected: Float32Array, came: Float32Array): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - came[i])), 0) / largest;
}
