import type { Affine } from "../augmentation/affine";

/** From the pixels of a picture to those of its largest central square, `size` x `size`. */
export function centreCropTransform({ width, height }: { width: number; height: number }, size: number): Affine {
  const scale = size / Math.min(width, height);
  return [scale, 0, (size - scale * width) / 2, 0, scale, (size - scale * height) / 2];
}
