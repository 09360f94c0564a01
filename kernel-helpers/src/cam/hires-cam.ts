import { checkGradients, type ActivationMap, type FeatureMap } from "./feature-map";
import { positivePart } from "./positive-part";

/**
 * HiResCAM (Draelos and Carin 2020): gradients times map, place by place, summed over the channels. Where a head weighs
 * every place by itself, Grad-CAM's mean over the places is no place's own weight; this one is. Where the map is pooled
 * all places have the same gradient, and the two are equal.
 *
 * @param gradients of the class's score before the softmax with respect to the map
 */
export function hiResCam(map: FeatureMap, gradients: FeatureMap): ActivationMap {
  checkGradients("hiResCam", map, gradients);
  const { values, height, width, channels } = map;
  const out = new Float64Array(height * width);
  gradients.values.forEach((gradient, i) => (out[Math.floor(i / channels)] += gradient * values[i]));
  return positivePart({ values: Float32Array.from(out), height, width });
}
