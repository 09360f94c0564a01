import { warpInto, type RgbImage } from "../../augmentation/warp";
import type { Landmarks } from "../../dataset/image-set";
import { faceCropTransform } from "../../teachers/face-crop";

/** Side of the MobileNet's input in pixels. */
export const INPUT_SIDE = 224;

/** The face of a photograph as the MobileNet takes it: Float32 [224, 224, 3] in 0 … 255. */
export function networkInput(photograph: RgbImage, landmarks: Landmarks): Float32Array {
  const input = new Float32Array(INPUT_SIDE * INPUT_SIDE * 3);
  warpInto(input, photograph, faceCropTransform(landmarks, INPUT_SIDE), INPUT_SIDE);
  return input;
}
