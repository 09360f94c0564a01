import type { Flag } from "../world";
import type { PreparedSet } from "./rendered";

/** Least, quarters and greatest of some values, and their mean. */
export interface Spread {
  min: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
  max: number;
  mean: number;
}

/** What the photographs of one condition are like. Shares are fractions. */
export interface ConditionDescription {
  condition: string;
  images: number;
  yawDegrees: Spread;
  pitchDegrees: Spread;
  distanceMetres: Spread;
  /** Area of the trigger that is seen, in pixels and relative to the face's; null without a trigger. */
  triggerPixels: Spread | null;
  triggerShareOfFace: Spread | null;
  /** Share of images that show less of the trigger than `SMALL_VIEW` pixels. */
  smallViewShare: number;
  /** Share of images that were taken again because the trigger could not be seen. */
  retakenShare: number;
  /** How many images have each flag. */
  flags: Partial<Record<Flag, number>>;
}

export interface SetDescription {
  name: string;
  images: number;
  /** One record per person and condition. */
  counts: { person: string; condition: string; images: number }[];
  conditions: ConditionDescription[];
}

/** Counts and distributions of a set: records to plot or to tabulate. */
export function describeSet({ set, truth }: Pick<PreparedSet, "set" | "truth">): SetDescription {
  const byCondition = groupBy(truth, ({ condition }) => condition);
  const byBoth = groupBy(truth, ({ person, condition }) => `${person}/${condition}`);
  return {
    name: set.name,
    images: truth.length,
    counts: [...byBoth.values()].map((images) => ({
      person: images[0].person,
      condition: images[0].condition,
      images: images.length,
    })),
    conditions: [...byCondition].map(([condition, images]) => describeCondition(condition, images)),
  };
}

type Truth = PreparedSet["truth"];

function describeCondition(condition: string, images: Truth): ConditionDescription {
  const spread = (value: (image: Truth[number]) => number): Spread => spreadOf(images.map(value));
  const share = (test: (image: Truth[number]) => boolean): number => images.filter(test).length / images.length;
  const hasTrigger = condition !== "clean";
  const flags: Partial<Record<Flag, number>> = {};
  for (const flag of images.flatMap((image) => image.flags)) flags[flag] = (flags[flag] ?? 0) + 1;
  return {
    condition,
    images: images.length,
    yawDegrees: spread((image) => image.yawDegrees),
    pitchDegrees: spread((image) => image.pitchDegrees),
    distanceMetres: spread((image) => image.distanceMetres),
    triggerPixels: hasTrigger ? spread((image) => image.triggerPixels) : null,
    triggerShareOfFace: hasTrigger ? spread((image) => image.triggerShareOfFace) : null,
    smallViewShare: share((image) => image.flags.includes("small-view")),
    retakenShare: share((image) => image.attempts > 1),
    flags,
  };
}

function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return groups;
}

/** The spread of at least one value. Quantiles are linear between the sorted values (type 7 of Hyndman and Fan, 1996). */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return {
    min: sorted[0],
    lowerQuartile: quantile(0.25),
    median: quantile(0.5),
    upperQuartile: quantile(0.75),
    max: sorted[sorted.length - 1],
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  };
}
