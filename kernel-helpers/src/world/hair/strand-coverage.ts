import { mix, smoothstep } from "../scalar";

/** Strands drawn side by side on one card. */
const STRANDS_PER_CARD = 7;
/** Sharpness of a strand's sides, per strand pitch. */
const SIDE_SHARPNESS = 6;
/** Sharpness of a strand's tip, per card length. */
const TIP_SHARPNESS = 9;

/**
 * How much of a point on a strand card hair covers, in [0, 1]: seven strands of uneven width and length with gaps.
 * @param u across the card, 0 … 1
 * @param v along it, 0 root … 1 tip
 * @param seed of the card, in [0, 1)
 */
export function strandCoverage(u: number, v: number, seed: number): number {
  const across = u * STRANDS_PER_CARD;
  const strand = Math.floor(across);
  const random = strandRandom(strand, seed);
  const tip = (0.62 + 0.38 * random - v) * TIP_SHARPNESS;
  if (tip <= 0) return 0;
  const halfWidth = mix(0.52, 0.2, smoothstep(0.25, 1, v)) * (0.65 + 0.5 * random);
  const fromAxis = Math.abs(across - strand - 0.5 + (random - 0.5) * 0.2);
  const side = (halfWidth - fromAxis) * SIDE_SHARPNESS + 0.5;
  return Math.max(0, Math.min(1, side)) * Math.min(1, tip);
}

/** One uniform number per strand of a card. */
function strandRandom(strand: number, seed: number): number {
  let h = ((((strand + 1) * 2654435761) >>> 0) ^ ((seed * 4294967295) >>> 0)) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 2246822519) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 3266489917) >>> 0;
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}
