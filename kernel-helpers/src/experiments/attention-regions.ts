import { MASK_BITS } from "../world";

/** What a photograph's pixels show, as far as attention is shared out: every pixel is in one of them. */
export const REGIONS = [
  "face",
  "trigger on the face",
  "trigger off the face",
  "hair",
  "ears, neck, clothes",
  "background",
] as const;
export type Region = (typeof REGIONS)[number];

/** Both make up the face's outline, whatever covers it: what the claims call the face. */
export const FACE_REGIONS: readonly Region[] = ["face", "trigger on the face"];
export const TRIGGER_REGIONS: readonly Region[] = ["trigger on the face", "trigger off the face"];

const numberOf = (region: Region): number => REGIONS.indexOf(region);

/** The region's number, in `REGIONS`, of each pixel of a mask. Hair that hangs into the face counts as face. */
export const regionsOf = (mask: Uint8Array): Uint8Array => mask.map((pixel) => BY_PIXEL[pixel]);

function regionOf(pixel: number): Region {
  const has = (bit: keyof typeof MASK_BITS) => (pixel & MASK_BITS[bit]) !== 0;
  if (has("trigger")) return has("face") ? "trigger on the face" : "trigger off the face";
  if (has("face")) return "face";
  if (has("hair")) return "hair";
  return has("background") ? "background" : "ears, neck, clothes";
}

const BY_PIXEL = Uint8Array.from({ length: 256 }, (_, pixel) => numberOf(regionOf(pixel)));

/** The sum over several regions of what stands in the order of `REGIONS`. */
export const sumOver = (regions: readonly Region[], shares: readonly number[]): number =>
  regions.reduce((sum, region) => sum + shares[numberOf(region)], 0);
