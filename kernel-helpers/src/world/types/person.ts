import type { Rgb } from "../math/color";

export type Ancestry = "african" | "asian" | "caucasian";

export interface SkinSpec {
  base: Rgb;
  /** Flush of cheeks, nose and ears, 0 … 1. */
  redness: number;
  /** 0 light … 1 dark: how little redness shows. */
  melanin: number;
  lip: Rgb;
  /** Share of `lip` over the skin, 0 … 1. */
  lipMix: number;
  /** Extra gloss of the lips. */
  lipGloss: number;
  /** Darkness around the eyes, 0 … 1. */
  eyeDarkness: number;
  /** Eyeliner or the natural dark line of the lids, 0 … 1. */
  liner: number;
  /** Strength of the skin's reflection; 1 is usual. */
  oil: number;
  /** Beard shadow, 0 … 1. */
  stubble: number;
  /** 0 … 1. */
  freckles: number;
}

export const HAIR_STYLES = ["bald", "buzz", "short", "side", "back", "afro", "bun", "pony", "bob", "long"] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export interface HairSpec {
  style: HairStyle;
  /** Length relative to the style's usual; for bob and long in units of 100 mm. */
  length: number;
  color: Rgb;
  /** Share of grey strands, 0 … 1. */
  grey: number;
  /** How many strand cards are planted. */
  count: number;
  /** Opacity of hair colour painted on the scalp below the strands, 0 … 1. */
  paint: number;
  /** x of the parting; positive on the person's left. */
  part: number;
  /** How far long hair goes behind the ears, 0 … 1. */
  tuck: number;
  /** Waviness of long hair. */
  wave: number;
  /** Waves per radian of height. */
  waveFrequency: number;
  /** Receding of the hairline at the temples. */
  recess: number;
  /** The whole hairline moved up. */
  line: number;
  /** Factor on how far hair stands off the scalp. */
  volume: number;
  /** Factor on how steeply hair leaves the scalp. */
  lift: number;
  /** Length of bangs; 0 for none. */
  bangs: number;
  /** Share of loose strands over the forehead with gathered hair, 0 … 1. */
  fringe: number;
  /** Width of a strand card. */
  cardWidth: number;
  /** Length of the sides of short hair, relative to the style's usual: an undercut below 1. */
  sides: number;
  /** Curliness, 0 … 1. */
  curl: number;
  /** Length of beard and moustache; 0 for none. */
  beard: number;
}

/** Eyebrows in rest coordinates. */
export interface BrowSpec {
  /** |x| of the two ends. */
  inner: number;
  outer: number;
  /** Height of the inner end. */
  y: number;
  arch: number;
  /** How far the outer end falls. */
  drop: number;
  thickness: number;
  /** Strokes per brow. */
  count: number;
  /** Opacity of a stroke, 0 … 1. */
  density: number;
  /** Opacity of the soft ground below the strokes, 0 … 1. */
  fill: number;
  color: Rgb;
}

/** Everything that makes one person: a pure description, from which geometry and skin follow. */
export interface Person {
  id: string;
  /** Name that the person's random streams start from. */
  seed: string;
  /** Shares of ancestry, sum 1. */
  race: Partial<Record<Ancestry, number>>;
  /** 0 a woman, 1 a man. */
  male: number;
  /** Years. */
  age: number;
  /** 0 thin … 1 heavy. */
  weight: number;
  /** 0 slack … 1 muscular. */
  muscle: number;
  /** Shape of the face: detail key to -1 … 1. */
  detail: Readonly<Record<string, number>>;
  vneck: boolean;
  skin: SkinSpec;
  hair: HairSpec;
  brow: BrowSpec;
  iris: Rgb;
}
