import { mix } from "../math/scalar";

/** Strands drawn side by side on one card. */
export const STRANDS_PER_CARD = 6;
/** Sharpness of a strand's sides, per strand pitch: soft, as strands are finer than the picture. */
const SIDE_SHARPNESS = 1.8;
/** Share of its length over which a strand thins out, and by how much sooner the outermost strands of a card end. */
const TIP_FADE = 0.26;
const LOCK_TAPER = 0.4;
/** A strand begins with this opacity and is full after this share of its length: no hard edge at the hairline. */
const ROOT = { opacity: 0.45, full: 0.14 };

/**
 * How much of a point on a strand card hair covers, in [0, 1]: strands of uneven width and length with gaps, that draw
 * together to a soft tip.
 * @param u across the card, 0 … 1
 * @param v along it, 0 root … 1 tip
 * @param seed of the card, in [0, 1)
 */
export function strandCoverage(u: number, v: number, seed: number): number {
  const across = u * STRANDS_PER_CARD;
  const strand = Math.floor(across);
  const random = strandRandom(strand, seed);
  const fromMiddle = 2 * u - 1;
  const end = (0.6 + 0.4 * random) * (1 - LOCK_TAPER * fromMiddle * fromMiddle);
  const tip = (end - v) / TIP_FADE;
  if (tip <= 0) return 0;
  const halfWidth = mix(0.58, 0.3, v) * (0.7 + 0.5 * random);
  const fromAxis = Math.abs(across - strand - 0.5 + (random - 0.5) * 0.3);
  const side = (halfWidth - fromAxis) * SIDE_SHARPNESS + 0.5;
  if (side <= 0) return 0;
  const root = v < ROOT.full ? mix(ROOT.opacity, 1, v / ROOT.full) : 1;
  return Math.min(1, side) * Math.min(1, tip) * root;
}

/** One uniform number per strand of a card. */
function strandRandom(strand: number, seed: number): number {
  let h = ((((strand + 1) * 2654435761) >>> 0) ^ ((seed * 4294967295) >>> 0)) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 2246822519) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 3266489917) >>> 0;
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}
