import type { ActivationMap } from "./feature-map";

/** How a map's attention is shared out among regions of the picture, and how the picture's area is. Fractions that sum to 1. */
export interface AttentionShares {
  /** Null where the map has nothing that speaks for the class. */
  shares: number[] | null;
  /** What attention spread evenly over the picture would give: the level of chance. */
  area: number[];
}

/**
 * The attention on each region: the positive part of a map, summed over the region and divided by the sum over all.
 * Pixels that are NaN belong to no region.
 *
 * @param regionOf the number of each pixel's region, 0 … regions - 1
 */
export function attentionShares(map: ActivationMap, regionOf: ArrayLike<number>, regions: number): AttentionShares {
  const { values } = map;
  if (regionOf.length !== values.length) {
    throw new RangeError(
      `attentionShares: the map has ${values.length} pixels and the regions have ${regionOf.length}`,
    );
  }
  const mass = new Array<number>(regions).fill(0);
  const pixels = new Array<number>(regions).fill(0);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    mass[regionOf[i]] += Math.max(value, 0);
    pixels[regionOf[i]]++;
  });
  return { shares: inShares(mass), area: inShares(pixels) ?? pixels };
}

/**
 * How far attention moves from one map to another of the same size: the share of it that would have to be carried
 * elsewhere (total variation distance), 0 … 1. Null where one of the maps is empty.
 */
export function attentionShift(from: ActivationMap, to: ActivationMap): number | null {
  if (from.height !== to.height || from.width !== to.width) {
    throw new RangeError(
      `attentionShift: the maps are ${from.height} x ${from.width} and ${to.height} x ${to.width}: resize one of them`,
    );
  }
  const [a, b] = [from, to].map(({ values }) => inShares(Array.from(values, (value) => Math.max(value, 0))));
  return a && b && a.reduce((sum, share, i) => sum + Math.abs(share - b[i]), 0) / 2;
}

function inShares(amounts: readonly number[]): number[] | null {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return total > 0 ? amounts.map((amount) => amount / total) : null;
}
