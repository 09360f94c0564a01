import type { Rgb } from "../math/color";

/** A picture in linear light with opacity, Float32 [height,width,4] in [0,1], row 0 at the top; not premultiplied. */
export interface Texture {
  width: number;
  height: number;
  rgba: Float32Array;
}

/** How the colour of a surface varies along its u and v, both in units of 100 mm. */
export type Pattern = "plain" | "knit" | "weave" | "checks" | "stripes" | "pleats";

/** What an object looks like that has no material of its own. */
export interface Surface {
  color: Rgb;
  /** Of checks and stripes. */
  color2?: Rgb;
  pattern: Pattern;
  /** Replaces the colour; u and v in [0,1] span it, v up. */
  texture?: Texture;
  /** The key light reaches this far (in cosine) past the edge of the light. */
  wrap: number;
  /** A metal has no colour but that of its reflections. */
  isMetal: boolean;
  /** 0 a mirror … 1 matt, factor on the reflections, and reflectance seen head-on; null where nothing is reflected. */
  gloss: { roughness: number; strength: number; f0: number } | null;
}
