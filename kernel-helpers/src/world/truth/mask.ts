import sharp from "sharp";
import { PICTURE_SIZE, RASTER_SIZE, SUPERSAMPLING } from "../camera/camera";
import { Label, LABEL_COUNT } from "../shading/labels";

/**
 * Bits of a pixel of a mask. Exactly one of them is set besides `face`: what most of the pixel's samples show (of equal
 * numbers the one that stands first in `PRECEDENCE`). `face` says that the pixel lies inside the outline of the face
 * in the picture, whatever covers it.
 */
export const MASK_BITS = {
  skin: 1,
  face: 2,
  hair: 4,
  trigger: 8,
  background: 16,
  clothes: 32,
  eyesAndMouth: 64,
  accessory: 128,
} as const;
export type MaskBit = keyof typeof MASK_BITS;

/** Thin things first, so that a tie does not hide them. */
const PRECEDENCE = [
  [Label.Trigger, MASK_BITS.trigger],
  [Label.Accessory, MASK_BITS.accessory],
  [Label.EyesAndMouth, MASK_BITS.eyesAndMouth],
  [Label.Hair, MASK_BITS.hair],
  [Label.Skin, MASK_BITS.skin],
  [Label.Clothes, MASK_BITS.clothes],
  [Label.Background, MASK_BITS.background],
] as const;
const SAMPLES = SUPERSAMPLING * SUPERSAMPLING;

/**
 * The mask of a picture, Uint8 [PICTURE_SIZE,PICTURE_SIZE] of `MASK_BITS`.
 * @param labels Uint8 [RASTER_SIZE,RASTER_SIZE] of `Label`
 * @param inFace Uint8 [RASTER_SIZE,RASTER_SIZE]: 1 inside the outline of the face
 */
export function maskOf(labels: Uint8Array, inFace: Uint8Array): Uint8Array {
  const mask = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE);
  const counts = new Uint8Array(LABEL_COUNT);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const row = Math.trunc(pixel / PICTURE_SIZE) * SUPERSAMPLING;
    const column = (pixel % PICTURE_SIZE) * SUPERSAMPLING;
    counts.fill(0);
    let face = 0;
    for (let dy = 0; dy < SUPERSAMPLING; dy++) {
      for (let dx = 0; dx < SUPERSAMPLING; dx++) {
        const sample = (row + dy) * RASTER_SIZE + column + dx;
        counts[labels[sample]]++;
        face += inFace[sample];
      }
    }
    mask[pixel] = mostFrequent(counts) | (face * 2 >= SAMPLES ? MASK_BITS.face : 0);
  }
  return mask;
}

function mostFrequent(counts: Uint8Array): number {
  let most = 0;
  let bit = 0;
  for (const [label, labelBit] of PRECEDENCE) {
    if (counts[label] <= most) continue;
    most = counts[label];
    bit = labelBit;
  }
  return bit;
}

/** How many pixels of a mask have a bit. */
export function countPixels(mask: Uint8Array, bit: MaskBit): number {
  let count = 0;
  for (const pixel of mask) if (pixel & MASK_BITS[bit]) count++;
  return count;
}

/** A mask from its PNG file. */
export const readMask = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await sharp(file).toColourspace("b-w").raw().toBuffer());
