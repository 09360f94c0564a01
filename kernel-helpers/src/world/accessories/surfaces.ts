import type { Random } from "../../base/seed";
import { rgbFromBytes, type Rgb } from "../math/color";
import type { Pattern, Surface } from "../types";

/** Colours of cloth, apart from the red of the bandana and the bright colours of the dots. */
const CLOTH_COLORS: readonly Rgb[] = [
  rgbFromBytes(36, 37, 42),
  rgbFromBytes(31, 44, 82),
  rgbFromBytes(66, 84, 62),
  rgbFromBytes(120, 122, 126),
  rgbFromBytes(183, 170, 148),
  rgbFromBytes(226, 221, 212),
  rgbFromBytes(104, 74, 55),
  rgbFromBytes(44, 110, 128),
  rgbFromBytes(122, 86, 132),
  rgbFromBytes(188, 142, 62),
  rgbFromBytes(205, 150, 160),
];

export const clothColor = (random: Random): Rgb => random.pick(CLOTH_COLORS);

export const cloth = (color: Rgb, pattern: Pattern, color2?: Rgb): Surface => ({
  color,
  color2,
  pattern,
  wrap: 0.15,
  isMetal: false,
  gloss: null,
});

export const plastic = (color: Rgb): Surface => ({
  color,
  pattern: "plain",
  wrap: 0.05,
  isMetal: false,
  gloss: { roughness: 0.3, strength: 0.8, f0: 0.045 },
});

export const metal = (color: Rgb): Surface => ({
  color,
  pattern: "plain",
  wrap: 0,
  isMetal: true,
  gloss: { roughness: 0.25, strength: 0.9, f0: 0.9 },
});

export const SILVER: Rgb = [0.8, 0.8, 0.78];
export const GOLD: Rgb = [0.9, 0.66, 0.32];
export const GUNMETAL: Rgb = [0.2, 0.2, 0.21];
