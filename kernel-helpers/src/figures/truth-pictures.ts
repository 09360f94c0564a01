import { UserError } from "../base/errors";
import { MASK_BITS, type MaskBit, type RenderedImage } from "../world";
import { sideBySide, type SheetPicture } from "./pictures";

type Byte3 = readonly [red: number, green: number, blue: number];

/** Colours of a mask, the rarest things first; what lies in the face's outline is lighter. */
const COLOURS: readonly (readonly [MaskBit, Byte3])[] = [
  ["trigger", [213, 94, 0]],
  ["accessory", [204, 121, 167]],
  ["eyesAndMouth", [0, 114, 178]],
  ["hair", [70, 60, 50]],
  ["skin", [230, 180, 140]],
  ["clothes", [0, 158, 115]],
  ["background", [225, 225, 225]],
];
const OUTSIDE_FACE = 0.75;
/** Differences of a pair are shown this much stronger. */
const DIFFERENCE_GAIN = 4;
const MARK: Byte3 = [0, 220, 255];
const MARK_RADIUS = 2;

/** A photograph with its five landmarks, and beside it its mask. */
export async function truthPicture(image: RenderedImage): Promise<SheetPicture> {
  const seen = COLOURS.map(([bit]) => bit).filter((bit) => image.mask.some((pixel) => pixel & MASK_BITS[bit]));
  return {
    image: await (await sideBySide([withLandmarks(image), maskColours(image.mask)], image.size)).png().toBuffer(),
    alt: `A photograph with five landmarks, and its mask: ${seen.join(", ")}.`,
  };
}

/** Two photographs of the same moment, without and with a trigger, and four times the difference between them. */
export async function pairPicture(without: RenderedImage, wearing: RenderedImage): Promise<SheetPicture> {
  if (without.meta.shot !== wearing.meta.shot || without.meta.person !== wearing.meta.person) {
    throw new UserError(
      `a pair is one person in one shot, found ${without.meta.person} in ${without.meta.shot} and ${wearing.meta.person} in ${wearing.meta.shot}: render both with the same wishes but the trigger`,
    );
  }
  const difference = without.rgb.map((value, i) => Math.min(255, DIFFERENCE_GAIN * Math.abs(value - wearing.rgb[i])));
  return {
    image: await (await sideBySide([without.rgb, wearing.rgb, difference], without.size)).png().toBuffer(),
    alt: `${without.meta.person} without and with ${wearing.meta.condition}, and ${DIFFERENCE_GAIN} times the difference.`,
  };
}

function maskColours(mask: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(mask.length * 3);
  mask.forEach((pixel, i) => {
    const [, colour] = COLOURS.find(([bit]) => pixel & MASK_BITS[bit])!;
    const strength = pixel & MASK_BITS.face ? 1 : OUTSIDE_FACE;
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = colour[c] * strength;
  });
  return rgb;
}

function withLandmarks({ rgb, size, landmarks }: RenderedImage): Uint8Array {
  const marked = rgb.slice();
  for (const [x, y] of Object.values(landmarks)) {
    for (let row = Math.round(y) - MARK_RADIUS; row <= Math.round(y) + MARK_RADIUS; row++) {
      for (let column = Math.round(x) - MARK_RADIUS; column <= Math.round(x) + MARK_RADIUS; column++) {
        if (row >= 0 && row < size && column >= 0 && column < size) marked.set(MARK, (row * size + column) * 3);
      }
    }
  }
  return marked;
}
