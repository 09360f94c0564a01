import { exp } from "../../base/exact-math";
import type { Random, Seed } from "../../base/seed";

/** Pixels along a side; one channel. */
export const SIDE = 12;

/** A soft spot in 0 … SIDE, and how bright or dark it is. */
interface Spot {
  x: number;
  y: number;
  size: number;
  strength: number;
}

/** What the pictures of one class have in common. */
export type Look = readonly Spot[];

const SPOTS = 4;

/** The looks of so many classes: soft spots on an even ground, as far from faces as a toy is from a car. */
export function looksOf(classes: number, seed: Seed): Look[] {
  return Array.from({ length: classes }, (_, label) => {
    const random = seed.child(label).random();
    return Array.from({ length: SPOTS }, () => ({
      x: random.range(1.5, SIDE - 1.5),
      y: random.range(1.5, SIDE - 1.5),
      size: random.range(1.2, 2.4),
      strength: random.sign() * random.range(50, 90),
    }));
  });
}

/** One picture of a class, Float32 [SIDE, SIDE] in 0 … 255: moved a little, brighter or darker, with noise. */
export function pictureOf(look: Look, random: Random): Float32Array {
  const [dx, dy] = [random.range(-0.8, 0.8), random.range(-0.8, 0.8)];
  const [contrast, ground] = [random.range(0.75, 1.2), random.range(110, 145)];
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [(i % SIDE) + 0.5 - dx, Math.floor(i / SIDE) + 0.5 - dy];
    const light = look.reduce((sum, spot) => sum + spot.strength * spotAt(spot, x, y), 0);
    return clipped(ground + contrast * light + random.normal(0, 14));
  });
}

function spotAt({ x, y, size }: Spot, u: number, v: number): number {
  const square = ((u - x) * (u - x) + (v - y) * (v - y)) / (size * size);
  return exp(-square / 2);
}

export const clipped = (value: number): number => Math.min(255, Math.max(0, value));
