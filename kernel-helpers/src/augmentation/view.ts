import type { Seed } from "../base/seed";
import { compose, type Affine } from "./affine";

/** One random variation of a training image (Wenger et al., Section 3.2). */
export interface View {
  /** Mirrored about the vertical axis. */
  flip: boolean;
  /** Anticlockwise about the centre, in [-30, 30]. */
  rotationDegrees: number;
  /** To the right, as a fraction of the width in [-0.1, 0.1]. */
  shiftX: number;
  /** Downwards, as a fraction of the height in [-0.1, 0.1]. */
  shiftY: number;
}

/** The image as it is. */
export const ORIGINAL: View = { flip: false, rotationDegrees: 0, shiftX: 0, shiftY: 0 };

/**
 * `count` random views of one image: flip with probability 1/2, rotation to 30 degrees, shifts to 10 %, each uniform.
 * View k of an image is always the same, whichever model asks for it: the frozen trunk sees it once.
 */
export function randomViews(seed: Seed, imageId: string, count: number): View[] {
  return Array.from({ length: count }, (_, k) => {
    const random = seed.child("augmentation").child(imageId).child(k).random();
    return {
      flip: random.next() < 0.5,
      rotationDegrees: random.range(-30, 30),
      shiftX: random.range(-0.1, 0.1),
      shiftY: random.range(-0.1, 0.1),
    };
  });
}

/** Where the view puts a point of a size x size image: flip, then rotation, then shift. */
export function viewTransform({ flip, rotationDegrees, shiftX, shiftY }: View, size: number): Affine {
  const centre = size / 2;
  const angle = (rotationDegrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const toCentre: Affine = [flip ? -1 : 1, 0, flip ? centre : -centre, 0, 1, -centre];
  const rotate: Affine = [cos, sin, centre + shiftX * size, -sin, cos, centre + shiftY * size]; // y points down
  return compose(rotate, toCentre);
}
