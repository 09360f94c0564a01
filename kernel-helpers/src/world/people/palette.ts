import type { Rgb } from "../math/color";

/** Colours of the iris, linear light. */
export const IRIS = {
  dark: [0.05, 0.022, 0.01],
  brown: [0.11, 0.05, 0.02],
  hazel: [0.16, 0.11, 0.04],
  green: [0.14, 0.17, 0.08],
  blue: [0.14, 0.24, 0.36],
  grey: [0.22, 0.27, 0.3],
} as const satisfies Record<string, Rgb>;

/** Colours of hair, linear light. */
export const HAIR_COLORS = {
  black: [0.017, 0.0135, 0.0115],
  darkBrown: [0.032, 0.019, 0.012],
  brown: [0.075, 0.04, 0.021],
  lightBrown: [0.16, 0.095, 0.05],
  dirtyBlond: [0.26, 0.17, 0.09],
  blond: [0.42, 0.3, 0.15],
  red: [0.2, 0.06, 0.022],
  auburn: [0.1, 0.032, 0.016],
  grey: [0.26, 0.255, 0.25],
} as const satisfies Record<string, Rgb>;

/** Colours of clothes, linear light. */
export const OUTFIT_COLORS: readonly Rgb[] = [
  [0.02, 0.02, 0.022],
  [0.05, 0.06, 0.08],
  [0.55, 0.54, 0.52],
  [0.03, 0.05, 0.14],
  [0.3, 0.03, 0.03],
  [0.05, 0.12, 0.06],
  [0.22, 0.22, 0.23],
  [0.4, 0.3, 0.2],
  [0.1, 0.2, 0.35],
  [0.5, 0.42, 0.12],
  [0.35, 0.12, 0.22],
  [0.66, 0.6, 0.55],
];
