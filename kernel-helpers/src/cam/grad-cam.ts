import { cam } from "./cam";
import { checkGradients, type ActivationMap, type FeatureMap } from "./feature-map";
import { positivePart } from "./positive-part";

/**
 * Grad-CAM (Selvaraju et al. 2017): channels weighted by the mean of the score's gradients over all places, and what
 * speaks against the class set to zero. Where a network pools its last map and goes on with one linear layer it is the
 * positive part of `cam`, divided by the number of places.
 *
 * @param gradients of the class's score before the softmax with respect to the map
 */
export function gradCam(map: FeatureMap, gradients: FeatureMap): ActivationMap {
  checkGradients("gradCam", map, gradients);
  const { height, width, channels } = map;
  const weights = new Float64Array(channels);
  gradients.values.forEach((gradient, i) => (weights[i % channels] += gradient / (height * width))); // Eq. 1
  return positivePart(cam(map, weights)); // Eq. 2
}
