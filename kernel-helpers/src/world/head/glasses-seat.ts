import type { PersonGeometry } from "../types";
import { EYE_Y } from "./measures";

/** How the front of a pair of glasses is formed, and how near to a face it comes. */
export interface GlassesFront {
  /** The lenses' middle lies this far below the pupil. */
  down: number;
  /** The front is bent: z falls with this times x². */
  wrap: number;
  /** The lower edge leans in by this much per unit of height. */
  lean: number;
  /** Least distance from brow and cheek, and from the bridge of the nose. */
  clearance: { face: number; nose: number };
  /** The part of the face that it must stand clear of: |x| from the middle, heights from the eyes. */
  face: { inner: number; outer: number; below: number; above: number };
}

/** Where glasses sit on one face. */
export interface GlassesSeat {
  /** Height of the lenses' middle. */
  centerY: number;
  /** z of the glasses' front surface at (x, y). */
  frontZ: (x: number, y: number) => number;
}

/** The bridge of the nose: |x| and distance from the eyes' height up to these. */
const NOSE = { halfWidth: 0.06, halfHeight: 0.1 };

/** Moves the front of glasses towards a face until it is as near as it may be. */
export function seatGlasses(
  { head, positions }: Pick<PersonGeometry, "head" | "positions">,
  { down, wrap, lean, clearance, face }: GlassesFront,
): GlassesSeat {
  const centerY = EYE_Y - down;
  let faceZ = -Infinity;
  let noseZ = -Infinity;
  for (let i = 0; i < head.parts.body.v1 * 3; i += 3) {
    const x = Math.abs(positions[i]);
    const y = positions[i + 1];
    const aboveEye = y - EYE_Y;
    const z = positions[i + 2] + wrap * x * x - (y - centerY) * lean;
    if (x > face.inner && x < face.outer && aboveEye > -face.below && aboveEye < face.above) faceZ = Math.max(faceZ, z);
    if (x < NOSE.halfWidth && Math.abs(aboveEye) < NOSE.halfHeight) noseZ = Math.max(noseZ, z);
  }
  const lensZ = Math.max(faceZ + clearance.face, noseZ + clearance.nose);
  return { centerY, frontZ: (x, y) => lensZ - wrap * x * x + (y - centerY) * lean };
}
