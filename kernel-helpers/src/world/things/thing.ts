import type { Random } from "../../base/seed";
import type { Rgb } from "../math/color";
import type { MeshBuilder } from "../mesh/mesh-builder";

/** A point of a thing's surface, as its finish sees it: where it lies on the thing (100 mm), and on its pattern. */
export interface SurfacePoint {
  x: number;
  y: number;
  z: number;
  nx: number;
  ny: number;
  nz: number;
  u: number;
  v: number;
}

/** What a finish says about a point; starts as the finish's own values. */
export interface Surface {
  red: number;
  green: number;
  blue: number;
  /** 0 a mirror … 1 matt. */
  roughness: number;
  /** Light of its own: a factor on the colour. */
  glow: number;
  /** Added to the normal before it is brought to length 1. */
  tiltX: number;
  tiltY: number;
  tiltZ: number;
}

/** What a part of a thing is made of. */
export interface Finish {
  color: Rgb;
  roughness: number;
  /** Reflectance seen head-on. */
  f0: number;
  /** Reflects in its own colour and scatters nothing. */
  isMetal?: boolean;
  /** Light reaches this far (in cosine) past the edge of the light, as in cloth. */
  wrap?: number;
  /** Share of the light that comes from behind, bent and tinted by the colour: glass, clear plastic. */
  clear?: number;
  /** Whether a sticker holds on it. */
  holdsSticker?: boolean;
  paint?: (at: SurfacePoint, surface: Surface) => void;
}

/** One shape of a class. */
export interface ThingVariant {
  /** Puts the mesh together: y up, resting on y = 0, front towards z; materials are indices into the finishes. */
  build: (builder: MeshBuilder) => void;
  /** Draws colours and materials. */
  finish: (random: Random) => Finish[];
  /** Where the camera stands, in degrees: above the table, and around from the front. */
  elevation?: readonly [low: number, high: number];
  azimuth?: readonly [low: number, high: number];
}

export interface ThingDesign {
  elevation: readonly [low: number, high: number];
  azimuth: readonly [low: number, high: number];
  /** Grounds on which such a thing is photographed. */
  stands: "table" | "floor";
  /** Share of the picture's width that the sphere around the thing takes. */
  share?: readonly [low: number, high: number];
  variants: Readonly<Record<string, ThingVariant>>;
}
