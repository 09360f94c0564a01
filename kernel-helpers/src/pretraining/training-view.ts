import { compose, type Affine } from "../augmentation/affine";
import { randomViews, viewTransform } from "../augmentation/view";
import { warpInto, type RgbImage } from "../augmentation/warp";
import type { Random, Seed } from "../base/seed";

/** A photograph in memory and where its face lies. */
export interface Photograph {
  id: string;
  /** Class number of the person. */
  label: number;
  picture: RgbImage;
  /** From the photograph's pixels to the chip's. */
  chip: Affine;
}

const ZOOM = [0.85, 1.15] as const;
const BRIGHTNESS = [-30, 30] as const;
const CONTRAST = [0.75, 1.25] as const;
const TINT = [0.92, 1.08] as const;

/** Draws the chip as it is into `out`: Float32 [size, size, 3] in 0 … 255. */
export const drawChip = (out: Float32Array, { picture, chip }: Photograph, size: number): void =>
  warpInto(out, picture, chip, size);

/**
 * Draws a random view of the chip. Place and turn are drawn as a student's views are (Wenger et al., Section 3.2: mirrored, turned by up to
 * 30 degrees, shifted by up to 10 %), so the trunk knows what students will show it; besides, it is brought nearer
 * or farther, and lighter, harder or more coloured.
 */
export function drawTrainingView(out: Float32Array, photograph: Photograph, size: number, seed: Seed): void {
  const { id, picture, chip } = photograph;
  const [view] = randomViews(seed, id, 1);
  const random = seed.child("zoom-and-light").child(id).random();
  const zoom = random.range(...ZOOM);
  const border = (size * (1 - zoom)) / 2;
  const zoomed = compose([zoom, 0, border, 0, zoom, border], chip);
  warpInto(out, picture, compose(viewTransform(view, size), zoomed), size);
  relight(out, random);
}

/** Contrast about the middle grey, brightness, and a factor for each channel; cut to 0 … 255. */
function relight(out: Float32Array, random: Random): void {
  const contrast = random.range(...CONTRAST);
  const brightness = random.range(...BRIGHTNESS);
  const tint = [0, 1, 2].map(() => random.range(...TINT));
  for (let i = 0; i < out.length; i++) {
    const value = ((out[i] - 127.5) * contrast + 127.5 + brightness) * tint[i % 3];
    out[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}
