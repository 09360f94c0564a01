import type { Rgb } from "../math/color";
import { dent, fabric, leather, mottle } from "./patterns";
import type { Finish } from "./thing";

type More = Partial<Finish>;

export const glaze = (color: Rgb, more: More = {}): Finish => ({
  color,
  roughness: 0.12,
  f0: 0.05,
  holdsSticker: true,
  ...more,
});

export const plastic = (color: Rgb, roughness = 0.35, more: More = {}): Finish => ({
  color,
  roughness,
  f0: 0.045,
  holdsSticker: true,
  ...more,
});

export const rubber = (color: Rgb, more: More = {}): Finish => ({ color, roughness: 0.6, f0: 0.035, ...more });

export const metal = (color: Rgb, roughness = 0.25, more: More = {}): Finish => ({
  color,
  roughness,
  f0: 0.9,
  isMetal: true,
  holdsSticker: true,
  ...more,
});

export const leatherOf = (color: Rgb, roughness = 0.42, more: More = {}): Finish => ({
  color,
  roughness,
  f0: 0.04,
  holdsSticker: true,
  paint: leather,
  ...more,
});

export const cloth = (color: Rgb, more: More = {}): Finish => ({
  color,
  roughness: 0.8,
  f0: 0.02,
  wrap: 0.12,
  holdsSticker: true,
  paint: (at, surface) => fabric(at, surface),
  ...more,
});

/** Coated nylon: a sheen and soft creases. */
export const nylon = (color: Rgb, more: More = {}): Finish => ({
  color,
  roughness: 0.5,
  f0: 0.04,
  wrap: 0.06,
  holdsSticker: true,
  paint: (at, surface) => {
    dent(at, surface, 0.55, 0.75, 3);
    dent(at, surface, 0.02, 0.25, 9);
    mottle(at, surface, 0.02, 0.12, 4);
  },
  ...more,
});

export const glass = (tint: Rgb, clear = 0.9, more: More = {}): Finish => ({
  color: tint,
  roughness: 0.06,
  f0: 0.05,
  clear,
  holdsSticker: true,
  ...more,
});
