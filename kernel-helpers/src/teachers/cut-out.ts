import { applyAffine, type Affine } from "../augmentation/affine";
import { warpInto, type RgbImage } from "../augmentation/warp";
import type { Landmarks, Point } from "../dataset/image-set";

/** A `size` x `size` picture of bytes cut out of a photograph by `transform`, from the photograph's pixels to its own. */
export function cutOut(photograph: RgbImage, transform: Affine, size: number): RgbImage {
  const pixels = new Float32Array(size * size * 3);
  warpInto(pixels, photograph, transform, size);
  return { data: Uint8Array.from(pixels, Math.round), width: size, height: size };
}

/** Where the landmarks are after `transform`. */
export function movedLandmarks(landmarks: Landmarks, transform: Affine): Landmarks {
  const at = ([x, y]: Point): Point => applyAffine(transform, x, y);
  const { eye_right, eye_left, nose_tip, mouth_right, mouth_left } = landmarks;
  return {
    eye_right: at(eye_right),
    eye_left: at(eye_left),
    nose_tip: at(nose_tip),
    mouth_right: at(mouth_right),
    mouth_left: at(mouth_left),
  };
}
