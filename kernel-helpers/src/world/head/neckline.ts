import { smoothstep } from "../math/scalar";

export type Neckline = "crew" | "vneck" | "shirt";

/** The opening in front: how deep it cuts and half its width at the collar. */
const OPENING: Record<Neckline, { depth: number; halfWidth: number }> = {
  crew: { depth: 0.05, halfWidth: 0.4 },
  vneck: { depth: 0.46, halfWidth: 0.44 },
  shirt: { depth: 0.34, halfWidth: 0.24 },
};
/** The opening fades out towards the sides, between these z. */
const SIDE_Z = { none: 0.05, full: 0.4 };

const SHOULDER = { from: 0.55, slope: 1.2, roundness: 0.02 };

/** Height of a rest position above the collar: negative where clothes cover the body. */
export function heightAboveNeckline(x: number, y: number, z: number, neckline: Neckline): number {
  const { depth, halfWidth } = OPENING[neckline];
  const side = Math.abs(x);
  // rising towards the shoulders without a corner, so that it crosses their nearly level tops cleanly
  const outwards = side - SHOULDER.from;
  const shoulder = SHOULDER.slope * 0.5 * (outwards + Math.sqrt(outwards * outwards + SHOULDER.roundness));
  const opening = side < halfWidth ? depth * (1 - side / halfWidth) * smoothstep(SIDE_Z.none, SIDE_Z.full, z) : 0;
  return y - (5.72 - 0.3 * (z - 0.1) + shoulder - opening);
}
