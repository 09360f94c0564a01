import { pow } from "../../base/exact-math";
/** Linear-light RGB, each at least 0 (1 = a white reflector). */
export type Rgb = readonly [red: number, green: number, blue: number];

/** IEC 61966-2-1: an sRGB value in [0, 1] as linear light. */
export const linearFromSrgb = (c: number): number => (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));

/** IEC 61966-2-1: linear light in [0, 1] as an sRGB value. */
export const srgbFromLinear = (c: number): number => (c <= 0.0031308 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055);

/** A colour given as sRGB bytes (0 … 255), in linear light. */
export const rgbFromBytes = (red: number, green: number, blue: number): Rgb => [
  linearFromSrgb(red / 255),
  linearFromSrgb(green / 255),
  linearFromSrgb(blue / 255),
];
