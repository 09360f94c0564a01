import { rgbFromBytes, type Rgb } from "../math/color";

/** Colours in which many things are made. */
export const COLORS = {
  white: rgbFromBytes(238, 236, 230),
  cream: rgbFromBytes(228, 216, 192),
  lightGrey: rgbFromBytes(184, 184, 182),
  grey: rgbFromBytes(122, 123, 126),
  charcoal: rgbFromBytes(62, 63, 66),
  black: rgbFromBytes(32, 32, 34),
  navy: rgbFromBytes(34, 48, 86),
  blue: rgbFromBytes(44, 92, 170),
  sky: rgbFromBytes(122, 168, 206),
  teal: rgbFromBytes(30, 116, 120),
  green: rgbFromBytes(52, 112, 66),
  olive: rgbFromBytes(98, 100, 62),
  red: rgbFromBytes(176, 38, 40),
  burgundy: rgbFromBytes(104, 30, 42),
  orange: rgbFromBytes(214, 104, 38),
  pink: rgbFromBytes(222, 146, 160),
  purple: rgbFromBytes(98, 66, 128),
  tan: rgbFromBytes(178, 128, 84),
  brown: rgbFromBytes(104, 66, 42),
  beige: rgbFromBytes(200, 178, 146),
} as const satisfies Record<string, Rgb>;

export const STEEL: Rgb = [0.62, 0.61, 0.59];
export const BRASS: Rgb = [0.75, 0.56, 0.27];
export const GUNMETAL: Rgb = [0.2, 0.2, 0.21];
