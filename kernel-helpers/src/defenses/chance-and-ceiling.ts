import { UserError } from "../base/errors";

/** Shares of the poison, 0 … 1. */
export interface ChanceAndCeiling {
  /** What removing images at random catches on average. */
  chance: number;
  /** What no rule that removes as many can exceed. */
  ceiling: number;
  /** What no rule that removes as many can fall below. */
  floor: number;
}

/**
 * What a detection rate is to be read against, for a class of `clean` and `poison` images of which `removed` are removed:
 * chance is removed / (clean + poison), the ceiling min(1, removed / poison), the floor max(0, removed − clean) / poison.
 * Of 43 clean and 143 poison images, 37.5 % removed at random are 37.5 % of the poison, and no rule gets beyond 48.8 %.
 * This is our analysis, not that of Wenger et al.
 *
 * @param removed May be a fraction of an image, as a share of a class is.
 * @throws UserError if there is no poison, a number is negative, or more is removed than there is.
 */
export function chanceAndCeiling({
  clean,
  poison,
  removed,
}: {
  clean: number;
  poison: number;
  removed: number;
}): ChanceAndCeiling {
  if (!(clean >= 0 && poison > 0 && clean + poison < Infinity)) {
    throw new UserError(`chanceAndCeiling needs a class with poison, came ${clean} clean and ${poison} poison images`);
  }
  if (!(removed >= 0 && removed <= clean + poison)) {
    throw new UserError(`chanceAndCeiling: removed must be from 0 to all ${clean + poison} images, not ${removed}`);
  }
  return {
    chance: removed / (clean + poison),
    ceiling: Math.min(1, removed / poison),
    floor: Math.max(0, removed - clean) / poison,
  };
}
