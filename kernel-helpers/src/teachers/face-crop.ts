import type { Affine } from "../augmentation/affine";
import type { Landmarks, Point } from "../dataset/image-set";

/** A detector's face box is about this many times as wide as the face is from eyes to mouth. */
export const BOX_SIDE = 2.6;
/** VGGFace2's authors widen the detector's box by 0.3 before they cut (Cao et al. 2018, Section 5). */
export const LOOSENESS = 1.3;
/** Eyes lie this far apart, in units of the distance from eyes to mouth, on a face seen from the front. */
const EYES_TO_MOUTH = 0.9;
/** Where the middle of the box lies on the way from the eyes to the mouth. */
const CENTRE = 0.45;

/**
 * From the pixels of a photograph to those of a loose, upright `size` x `size` crop of the face, found by its landmarks.
 * A face turned to the side keeps its height, one looking down its width: the longer of both measures the face.
 */
export function faceCropTransform(landmarks: Landmarks, size: number): Affine {
  const eyes = middle(landmarks.eye_right, landmarks.eye_left);
  const mouth = middle(landmarks.mouth_right, landmarks.mouth_left);
  const width = distance(landmarks.eye_right, landmarks.eye_left) / EYES_TO_MOUTH;
  const side = Math.max(distance(eyes, mouth), width) * BOX_SIDE * LOOSENESS;
  if (side === 0) throw new RangeError("faceCropTransform: the landmarks coincide");
  const x = eyes[0] + (mouth[0] - eyes[0]) * CENTRE;
  const y = eyes[1] + (mouth[1] - eyes[1]) * CENTRE;
  const scale = size / side;
  return [scale, 0, size / 2 - scale * x, 0, scale, size / 2 - scale * y];
}

const middle = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];
const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by);
