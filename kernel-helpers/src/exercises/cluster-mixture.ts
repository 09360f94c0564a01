import { UserError } from "../base/errors";
import { clusterActivations, type ClusteringOptions } from "../defenses/activation-clustering";
import type { Rows } from "../defenses/numeric/rows";

/** Activations [images, neurons] of what is labelled as one class. */
export interface ClassParts {
  clean: Rows;
  poison: Rows;
}

/** What Activation Clustering says of a class with some poison in it. Rates are fractions. */
export interface MixtureVerdict {
  clean: number;
  poison: number;
  /** Share of the poison that lies in the smaller cluster: what the rule “the smaller one is poison” finds. */
  detectionRate: number;
  /** Share of the clean images that lies there. */
  falsePositiveRate: number;
}

/**
 * Activation Clustering (Chen et al. 2018) on all clean images of a class and the first `count` poison ones:
 * `clusterMixture({ clean, poison }, 5)`. Principal components and the rule that the smaller cluster is poison.
 *
 * @param count of poison images, at least 1
 * @throws UserError if there are not so many, and as `clusterActivations`
 */
export function clusterMixture(
  { clean, poison }: ClassParts,
  count: number,
  { dimensions = 4, seed = 1, restarts = 100 }: Partial<ClusteringOptions> = {},
): MixtureVerdict {
  if (!(Number.isInteger(count) && count >= 1 && count <= poison.length)) {
    throw new UserError(
      `clusterMixture needs a whole number of poison images from 1 to ${poison.length}, not ${count}`,
    );
  }
  const rows = [...clean, ...poison.slice(0, count)];
  const { clusters } = clusterActivations(rows, { reduction: "pca", dimensions, seed, restarts });
  const found = (from: number, to: number) => clusters.slice(from, to).filter((cluster) => cluster === 1).length;
  return {
    clean: clean.length,
    poison: count,
    detectionRate: found(clean.length, rows.length) / count,
    falsePositiveRate: clean.length > 0 ? found(0, clean.length) / clean.length : 0,
  };
}
