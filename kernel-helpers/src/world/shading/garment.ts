import { heightAboveNeckline, type Neckline } from "../head/neckline";
import type { Rgb } from "../math/color";
import { latticeHash } from "../math/noise";
import { mix, smoothstep } from "../math/scalar";
import type { Outfit } from "../types";

/** What is worn on one picture: its cut and its print follow from the outfit and the person. */
export interface Garment {
  neckline: Neckline;
  print: "plain" | "stripes" | "checks" | "pinstripes";
  /** Length of one repeat of the print. */
  repeat: number;
  /** Share of a repeat that has the second colour. */
  share: number;
}

/** Share of outfits that are shirts with a collar, and of checks and pinstripes among them. */
const SHIRT_SHARE = 0.3;
const SHIRT_PRINTS = { checks: 0.3, pinstripes: 0.55 };

export function garmentOf(outfit: Outfit, vneck: boolean): Garment {
  const chance = (purpose: number): number => latticeHash(outfit.seed, purpose, 0, 77);
  const share = mix(0.18, 0.5, chance(1));
  const isShirt = outfit.stripe === 0 && chance(0) < SHIRT_SHARE;
  if (!isShirt) {
    const print = outfit.stripe > 0 ? "stripes" : "plain";
    return { neckline: vneck ? "vneck" : "crew", print, repeat: mix(0.12, 0.3, chance(2)), share };
  }
  const draw = chance(3);
  if (draw < SHIRT_PRINTS.checks)
    return { neckline: "shirt", print: "checks", repeat: mix(0.16, 0.36, chance(2)), share: 0.45 };
  const print = draw < SHIRT_PRINTS.pinstripes ? "pinstripes" : "plain";
  return { neckline: "shirt", print, repeat: mix(0.06, 0.1, chance(2)), share: 0.25 };
}

/** 1 inside the band that covers `share` of every unit of `t`, 0 outside, with soft borders. */
function band(t: number, share: number): number {
  const fromMiddle = Math.abs(t - Math.floor(t) - 0.5);
  return smoothstep(share / 2 + 0.04, share / 2 - 0.04, fromMiddle);
}

/** How far the print shows the second colour at a point of the cloth (across, down it), 0 … 1. */
export function printAt({ print, repeat, share }: Garment, across: number, down: number): number {
  if (print === "plain") return 0;
  if (print === "stripes") return band(down / repeat, share);
  if (print === "pinstripes") return 0.7 * band(across / repeat, share);
  const wide = 0.5 * (band(across / repeat, share) + band(down / repeat, share));
  const lines = 0.35 * Math.max(band(across / repeat + 0.5, 0.08), band(down / repeat + 0.5, 0.08));
  return Math.min(1, wide + lines);
}

/** What a seam, a collar or a button does at a point. */
export interface Tailoring {
  /** Factor on the light: seams and the shade below an edge are darker. */
  shade: number;
  /** A button's colour covers the cloth. */
  isButton: boolean;
  /** Slope across: ribs of a knitted band, the roll of a collar's edge. */
  slope: number;
  /** The print runs the other way on a collar. */
  isCollar: boolean;
}

const tailoring: Tailoring = { shade: 1, isButton: false, slope: 0, isCollar: false };

/** Width of a knitted neckband, and of one rib. */
const BAND = { width: 0.17, rib: 0.035 };
/** A collar's width at the back, how far its points reach further, and half the gap between them. */
const COLLAR = { width: 0.2, point: 0.2, pointSide: 0.27, gap: 0.045, spread: 0.62 };
const PLACKET = { half: 0.085, seam: 0.012 };
const BUTTON = { radius: 0.042, distance: 0.42 };

/** Seams, neckband or collar at a rest position `height` (negative) below the neckline. One record is reused. */
export function tailoringAt({ neckline }: Garment, x: number, y: number, z: number, height: number): Tailoring {
  tailoring.shade = 0.7 + 0.3 * smoothstep(0, -0.03, height);
  tailoring.isButton = false;
  tailoring.slope = 0;
  tailoring.isCollar = false;
  if (neckline === "shirt") tailorShirt(x, y, z, -height);
  else tailorBand(x, z, -height);
  return tailoring;
}

/** A ribbed band, ended by a seam. */
function tailorBand(x: number, z: number, below: number): void {
  if (below > BAND.width + 0.03) return;
  if (below < BAND.width) {
    const t = (x + 0.7 * z) / BAND.rib;
    tailoring.slope = 0.3 * (Math.abs(2 * (t - Math.floor(t)) - 1) * 2 - 1);
    tailoring.isCollar = true;
  }
  tailoring.shade *= 1 - 0.22 * smoothstep(0.03, 0.004, Math.abs(below - BAND.width));
}

function tailorShirt(x: number, y: number, z: number, below: number): void {
  const side = Math.abs(x);
  const inFront = z > 0.15;
  const point = inFront ? COLLAR.point * smoothstep(0.17, 0, Math.abs(side - COLLAR.pointSide)) : 0;
  const edge = COLLAR.width + point;
  // y of the opening's lowest point, from which the two points of the collar part
  const bottom = y - heightAboveNeckline(0, y, z, "shirt");
  const parting = COLLAR.gap + COLLAR.spread * Math.max(0, bottom + 0.3 - y);
  const beyond = Math.max(below - edge, inFront ? parting - side : -1);
  if (beyond < 0) {
    tailoring.isCollar = true;
    tailoring.shade *= 1.04 - 0.22 * smoothstep(0.01, 0.004, Math.abs(beyond + 0.035));
    tailoring.slope = 0.5 * smoothstep(-0.03, 0, beyond);
    return;
  }
  tailoring.shade *= 1 - 0.45 * smoothstep(0.07, 0, beyond);
  if (!inFront || side > PLACKET.half + 0.05) return;
  tailoring.shade *= 1 - 0.25 * smoothstep(PLACKET.seam, 0.002, Math.abs(x - PLACKET.half));
  const down = (bottom - y) / BUTTON.distance;
  const fromButton = (down - Math.round(down)) * BUTTON.distance;
  const distance = Math.sqrt(x * x + fromButton * fromButton);
  tailoring.isButton = distance < BUTTON.radius;
  tailoring.shade *= 1 - 0.3 * smoothstep(BUTTON.radius * 1.5, BUTTON.radius, distance) * (tailoring.isButton ? 0 : 1);
}

/** Buttons are lighter than dark cloth and darker than light cloth. */
export const buttonColor = ([red, green, blue]: Rgb): Rgb =>
  red + green + blue > 0.6 ? [0.35, 0.33, 0.3] : [0.5, 0.48, 0.44];
