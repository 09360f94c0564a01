import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";
import { trainingBatchNorm } from "../engine/native-batch-norm";

/** The part of tfjs's BatchNormalization layer that its types keep to themselves. */
interface BatchNormLayer extends tf.layers.Layer {
  readonly gamma: tf.LayerVariable;
  readonly beta: tf.LayerVariable;
  readonly movingMean: tf.LayerVariable;
  readonly movingVariance: tf.LayerVariable;
  readonly epsilon: number;
  readonly momentum: number;
}

/**
 * Lets the batch normalisations of a network train through TensorFlow's fused operations (engine/native-batch-norm).
 * They keep the means and variances for inference as before, as moving averages.
 */
export function trainNatively(network: tf.LayersModel): void {
  for (const layer of network.layers) {
    if (layer.getClassName() !== "BatchNormalization") continue;
    const inherited = layer.call.bind(layer);
    layer.call = (inputs, options) => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const output = options.training ? normalise(layer as BatchNormLayer, x) : undefined;
      return output ?? inherited(inputs, options);
    };
  }
}

function normalise(layer: BatchNormLayer, x: tf.Tensor): tf.Tensor | undefined {
  return loadEngine().tidy(() => {
    const { gamma, beta, movingMean, movingVariance, epsilon, momentum } = layer;
    const maps = (x.rank === 4 ? x : x.reshape([x.shape[0], 1, 1, -1])) as tf.Tensor4D;
    const batch = trainingBatchNorm(maps, { gamma: gamma.read(), beta: beta.read(), epsilon });
    if (!batch) return undefined as unknown as tf.Tensor;
    const follow = (average: tf.LayerVariable, now: tf.Tensor) => {
      average.write(
        average
          .read()
          .mul(momentum)
          .add(now.mul(1 - momentum)),
      );
      now.dispose();
    };
    follow(movingMean, batch.mean);
    follow(movingVariance, batch.variance);
    return batch.output.reshape(x.shape);
  });
}
