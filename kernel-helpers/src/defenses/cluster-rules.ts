import { median } from "./numeric/quantile";
import type { Rows } from "./numeric/rows";

/** How it is decided which of a class's two clusters is poison. */
export const CLUSTER_RULES = ["smaller", "relativeSize", "silhouette", "silhouetteAndSize", "distance"] as const;
export type ClusterRule = (typeof CLUSTER_RULES)[number];

export interface ClusterDecision {
  isPoisoned: boolean;
  /** 0 the larger cluster, 1 the smaller one. */
  poisonClusters: number[];
}

/** A class divided into two clusters. */
export interface Clusters {
  /** The cluster of each image: 0 the larger one, 1 the smaller; of two equal ones, 0 is the first image's. */
  clusters: readonly number[];
  /** Share of the smaller cluster, 0 … 0.5. */
  relativeSize: number;
  /** Mean silhouette of the reduced activations, -1 … 1. */
  silhouette: number;
}

export interface RuleThresholds {
  /** A smaller cluster with a smaller share is poison: 0.35 as in the Adversarial Robustness Toolbox of the authors' lab. */
  relativeSize?: number;
  /** A class with a larger silhouette holds poison: 0.1 as in the toolbox. */
  silhouette?: number;
}

const decide = (...poisonClusters: number[]): ClusterDecision => ({
  isPoisoned: poisonClusters.length > 0,
  poisonClusters,
});

/**
 * The decisions on one class that look at its clusters alone (Chen et al. 2018, "Analyzing the clusters"):
 *
 * - `smaller`: the smaller cluster is poison, in every class. It assumes that poison is a minority of the class.
 * - `relativeSize`: it is where its share is below the threshold.
 * - `silhouette`: it is where the silhouette is above the threshold, the class then being two groups rather than one.
 * - `silhouetteAndSize`: it is where both hold, as in the toolbox.
 */
export function decideOnClass(
  { relativeSize, silhouette }: Pick<Clusters, "relativeSize" | "silhouette">,
  thresholds: RuleThresholds = {},
): Record<Exclude<ClusterRule, "distance">, ClusterDecision> {
  const isSmall = relativeSize < (thresholds.relativeSize ?? 0.35);
  const isDivided = silhouette > (thresholds.silhouette ?? 0.1);
  return {
    smaller: decide(1),
    relativeSize: isSmall ? decide(1) : decide(),
    silhouette: isDivided ? decide(1) : decide(),
    silhouetteAndSize: isSmall && isDivided ? decide(1) : decide(),
  };
}

/**
 * The rule `distance`, on all classes: a cluster is poison when its median activation is nearer to that of some other
 * class than to that of its own, and the class's other cluster is not. Medians are taken neuron by neuron, distances are
 * Euclidean, and both are measured in the space of the activations given. That must be one space for all classes: the
 * toolbox measures in each class's own reduced space, where distances between classes mean nothing.
 *
 * @param classes Of each class the activations [images, width] and the cluster of each image.
 */
export function decideByDistance(
  classes: readonly { activations: Rows; clusters: readonly number[] }[],
): ClusterDecision[] {
  const centres = classes.map(({ activations }) => medians(activations));
  return classes.map(({ activations, clusters }, own) => {
    const halves = [0, 1].map((cluster) => medians(activations.filter((_, i) => clusters[i] === cluster)));
    const away = halves.map((half) => centres.map((centre) => distance(half, centre)));
    const leans = (cluster: number, k: number) => away[cluster][k] < away[cluster][own];
    const keeps = (cluster: number, k: number) => away[cluster][k] > away[cluster][own];
    const isPoison = (cluster: number) =>
      centres.some((_, k) => k !== own && leans(cluster, k) && keeps(1 - cluster, k));
    return decide(...[0, 1].filter(isPoison));
  });
}

function medians(rows: Rows): Float64Array {
  return Float64Array.from({ length: rows[0].length }, (_, k) => median(rows.map((row) => row[k])));
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0));
}
