/** What a layer puts out for one picture: Float32 [height, width, channels]. */
export interface FeatureMap {
  values: Float32Array;
  height: number;
  width: number;
  channels: number;
}

/** One number for each place of a map, or each pixel of a picture: Float32 [height, width]. */
export interface ActivationMap {
  values: Float32Array;
  height: number;
  width: number;
}

/** @throws RangeError if there are not as many numbers as the sides say. */
export function checkFeatureMap(where: string, { values, height, width, channels }: FeatureMap): void {
  if (values.length === height * width * channels) return;
  throw new RangeError(
    `${where}: a map of ${height} x ${width} places and ${channels} channels has ${height * width * channels} numbers, found ${values.length}`,
  );
}

/** @throws RangeError if the gradients are not those of this map. */
export function checkGradients(where: string, map: FeatureMap, gradients: FeatureMap): void {
  checkFeatureMap(where, map);
  checkFeatureMap(where, gradients);
  const sides = ({ height, width, channels }: FeatureMap) => `${height} x ${width} x ${channels}`;
  if (sides(map) === sides(gradients)) return;
  throw new RangeError(
    `${where}: the map is ${sides(map)} and its gradients are ${sides(gradients)}: give both of one layer`,
  );
}
