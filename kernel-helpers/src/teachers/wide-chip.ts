import { compose, type Affine } from "../augmentation/affine";
import type { Landmarks } from "../dataset/image-set";
import { chipTransform } from "./align";

/** How much farther than dlib's chip it reaches on every side: it shows ears, hair line, throat and a beginning of hair. */
const REACH = 1.3;

/**
 * From the pixels of a photograph to those of an aligned `size` x `size` chip of the whole head: dlib's alignment of
 * eyes, nose and mouth, seen from farther off, so that earrings, bandanas and tape on a cheek lie inside.
 */
export function wideChipTransform(landmarks: Landmarks, size: number): Affine {
  const chip = chipTransform(landmarks, size / REACH);
  const border = (size - size / REACH) / 2;
  return compose([1, 0, border, 0, 1, border], chip);
}
