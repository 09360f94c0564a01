import { cam } from "./cam";
import { checkGradients, type ActivationMap, type FeatureMap } from "./feature-map";
import { positivePart } from "./positive-part";

/**
 * Grad-CAM++ (Chattopadhay et al. 2018): gradients that speak for the class are weighted place by place, so that a part of
 * the object that is small in the map counts as much as a large one. Its authors derive it for the exponential of the
 * score, whose second and third derivatives are powers of the score's own gradient; the factor exp(score) that is common
 * to all weights is left out.
 *
 * @param gradients of the class's score before the softmax with respect to the map
 */
export function gradCamPlusPlus(map: FeatureMap, gradients: FeatureMap): ActivationMap {
  checkGradients("gradCamPlusPlus", map, gradients);
  const { values, channels } = map;
  const sums = new Float64Array(channels);
  values.forEach((value, i) => (sums[i % channels] += value));
  const weights = new Float64Array(channels);
  gradients.values.forEach((g, i) => {
    const k = i % channels;
    const denominator = 2 * g ** 2 + sums[k] * g ** 3;
    const alpha = denominator === 0 ? 0 : g ** 2 / denominator; // Eq. 19
    weights[k] += alpha * Math.max(g, 0);
  });
  return positivePart(cam(map, weights));
}
