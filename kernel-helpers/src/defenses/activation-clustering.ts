import { UserError } from "../base/errors";
import { Seed } from "../base/seed";
import { membersOf, type ClassMembers } from "./classes";
import {
  CLUSTER_RULES,
  decideByDistance,
  decideOnClass,
  type ClusterDecision,
  type ClusterRule,
  type Clusters,
  type RuleThresholds,
} from "./cluster-rules";
import { fastIca } from "./numeric/fast-ica";
import { principalComponents } from "./numeric/principal-components";
import { centre, isConstant, shapeOf, type Rows } from "./numeric/rows";
import { silhouette } from "./numeric/silhouette";
import { twoMeans } from "./numeric/two-means";

export interface ClusteringOptions {
  /** Chen et al. reduce by independent component analysis; toolkits default to principal components. */
  reduction?: "ica" | "pca";
  /** Activations with no more neurons than this are clustered as they are. */
  dimensions?: number;
  /** Draws where ICA and k-means start. */
  seed: string | number;
  /**
   * Starts of k-means. In ten whitened dimensions a few do not find the best division, and each seed gives another one:
   * of the tests' 60 images one start in forty finds it, so 10 starts do for one seed in five, 300 for all but one seed in
   * some 1,600. Toolkits start once.
   */
  restarts?: number;
}

/** One class's activations, reduced and divided. */
export interface ClusteredActivations extends Clusters {
  /** [images][dimensions] */
  reduced: Rows;
  /** Images of the larger and of the smaller cluster. */
  sizes: [number, number];
  /** Sum of the squared distances of the reduced activations to their cluster's centre. */
  inertia: number;
  /** Steps of ICA, and whether its last one was small enough; null where there is no ICA. */
  ica: { iterations: number; isConverged: boolean } | null;
}

/**
 * The activations of one class in two clusters (Chen et al. 2018, Algorithm 1): reduced to a few dimensions, then k-means
 * with k = 2. The same seed gives the same clusters. Distances, and with them k-means and silhouette, are blind to the
 * rotation that ICA ends with: against PCA it is its whitening, equal weight to all dimensions, that makes the difference.
 *
 * @param activations [images, neurons] of the images labelled as one class.
 * @throws UserError if they are ragged, not finite or all the same, if there are fewer images than dimensions (for ICA,
 * as many at most), or if for ICA they vary in fewer directions.
 */
export function clusterActivations(
  activations: Rows,
  { reduction = "ica", dimensions = 10, restarts = 300, seed }: ClusteringOptions,
): ClusteredActivations {
  if (!(Number.isInteger(dimensions) && dimensions > 0)) {
    throw new UserError(`activationClustering: dimensions must be a whole number above 0, not ${dimensions}`);
  }
  const shape = shapeOf(activations, "activationClustering: activations");
  const { mean, centred } = centre(activations, shape);
  if (isConstant(mean, centred)) {
    throw new UserError(
      `activationClustering needs activations that differ, came ${shape.count} equal ${shape.count === 1 ? "row" : "rows"}; leave the class out or take another layer`,
    );
  }
  if (!(Number.isInteger(restarts) && restarts > 0)) {
    throw new UserError(`activationClustering: restarts must be a whole number above 0, not ${restarts}`);
  }
  const place = new Seed(seed);
  const isReduced = shape.width > dimensions;
  const fewest = reduction === "ica" ? dimensions + 1 : dimensions;
  if (isReduced && shape.count < fewest) {
    throw new UserError(
      `activationClustering to ${dimensions} dimensions by ${reduction} needs at least ${fewest} images of each class, came ${shape.count}; give more images or ask for fewer dimensions`,
    );
  }
  let reduced = activations;
  let ica: ClusteredActivations["ica"] = null;
  if (isReduced && reduction === "pca") reduced = principalComponents(activations, dimensions).scores;
  else if (isReduced) {
    const { sources, ...course } = fastIca(activations, dimensions, { random: place.child("ica").random() });
    [reduced, ica] = [sources, course];
  }
  const { clusters, inertia } = twoMeans(reduced, { random: place.child("k-means").random(), restarts });
  const smaller = clusters.filter((cluster) => cluster === 1).length;
  return {
    clusters,
    sizes: [shape.count - smaller, smaller],
    relativeSize: smaller / shape.count,
    silhouette: silhouette(reduced, clusters),
    inertia,
    reduced,
    ica,
  };
}

export interface ActivationClusteringOptions extends ClusteringOptions {
  thresholds?: RuleThresholds;
}

export interface ClassClusters extends ClassMembers, ClusteredActivations {
  decisions: Record<ClusterRule, ClusterDecision>;
}

export interface ActivationClustering {
  classes: ClassClusters[];
  /** Numbers of the images that each rule takes for poison, rising. */
  flagged: Record<ClusterRule, number[]>;
}

/**
 * Activation Clustering (Chen et al. 2018): the activations of each class are divided into two clusters, and a rule
 * decides whether one of them is poison. All rules of `cluster-rules` are applied: Wenger et al. do not say which was
 * theirs. A class's clusters do not depend on the other classes.
 *
 * @param activations [images, neurons]: what the last hidden layer makes of the training images.
 * @param labels [images]: the classes they were trained as.
 * @throws UserError as clusterActivations, naming the class, and for one class only.
 */
export function activationClustering(
  activations: Rows,
  labels: ArrayLike<number>,
  { thresholds, seed, ...options }: ActivationClusteringOptions,
): ActivationClustering {
  shapeOf(activations, "activationClustering: activations");
  const members = membersOf(labels, activations.length, "activationClustering");
  const own = members.map(({ indices }) => indices.map((i) => activations[i]));
  const clustered = members.map(({ label }, c) =>
    inClass(label, () => {
      return clusterActivations(own[c], { ...options, seed: new Seed(seed).child(`class ${label}`).name });
    }),
  );
  const byDistance = decideByDistance(clustered.map(({ clusters }, c) => ({ activations: own[c], clusters })));
  const classes = clustered.map((one, c) => ({
    ...members[c],
    ...one,
    decisions: { ...decideOnClass(one, thresholds), distance: byDistance[c] },
  }));
  const flaggedBy = (rule: ClusterRule) =>
    classes
      .flatMap(({ indices, clusters, decisions }) =>
        indices.filter((_, place) => decisions[rule].poisonClusters.includes(clusters[place])),
      )
      .sort((a, b) => a - b);
  const flagged = Object.fromEntries(CLUSTER_RULES.map((rule) => [rule, flaggedBy(rule)])) as Record<
    ClusterRule,
    number[]
  >;
  return { classes, flagged };
}

/** Names the class in errors about its images. */
function inClass<T>(label: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`class ${label}: ${error.message}`);
    throw error;
  }
}
