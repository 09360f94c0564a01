import { applyAffine, type Affine } from "../augmentation/affine";
import type { ActivationMap } from "./feature-map";
import { sampleMap } from "./resize";

export interface CroppedPhotograph {
  /** From the photograph's pixels to those of the teacher's input (`cropOf`). */
  crop: Affine;
  /** Side of that input. */
  inputSize: number;
  /** Sides of the photograph. */
  height: number;
  width: number;
}

/**
 * A map brought back through the teacher's crop to the photograph that it was made from, bilinear as `resizeMap`. Pixels
 * that the teacher did not see are NaN: they are not places without attention, but none at all.
 */
export function onPhotograph(map: ActivationMap, { crop, inputSize, height, width }: CroppedPhotograph): ActivationMap {
  const values = new Float32Array(height * width);
  for (let row = 0, o = 0; row < height; row++) {
    for (let column = 0; column < width; column++, o++) {
      const [x, y] = applyAffine(crop, column + 0.5, row + 0.5);
      const isSeen = x >= 0 && y >= 0 && x < inputSize && y < inputSize;
      values[o] = isSeen ? sampleMap(map, x / inputSize, y / inputSize) : NaN;
    }
  }
  return { values, height, width };
}
