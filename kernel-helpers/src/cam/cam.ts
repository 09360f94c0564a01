import { checkFeatureMap, type ActivationMap, type FeatureMap } from "./feature-map";

/**
 * The class activation map of a network whose last map is averaged over all places and goes through one linear layer:
 * sum over the channels of weight times map (Zhou et al. 2016, Eq. 2). Its mean over the places is the class's score but
 * for the bias. It has a sign: what is negative speaks against the class.
 *
 * @param weights of the class, one for each channel
 */
export function cam(map: FeatureMap, weights: ArrayLike<number>): ActivationMap {
  checkFeatureMap("cam", map);
  const { values, height, width, channels } = map;
  if (weights.length !== channels) {
    throw new RangeError(`cam: the map has ${channels} channels and there are ${weights.length} weights`);
  }
  const out = new Float32Array(height * width);
  for (let place = 0; place < out.length; place++) {
    let sum = 0;
    for (let k = 0; k < channels; k++) sum += weights[k] * values[place * channels + k];
    out[place] = sum; // Zhou et al. 2016, Eq. 2
  }
  return { values: out, height, width };
}
