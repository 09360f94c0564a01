import type { Architecture, Defense, TriggerOrNone } from "./names";

/** What can be measured: how to name it, and its unit. Rates are percent, 0 … 100, as the paper prints them. */
export const METRICS = {
  modelAccuracy: { name: "model accuracy", unit: "percent of the clean test images" },
  attackSuccessRate: { name: "attack success rate", unit: "percent of all held-out trigger images" },
  attackSuccessRateExcludingTarget: {
    name: "attack success rate excluding the target person",
    unit: "percent of the held-out trigger images of everyone but the target person",
  },
  attackSuccessRateDrop: {
    name: "loss of attack success by removal and retraining",
    unit: "percent points between before and after",
  },
  detectionRate: {
    name: "detection rate",
    unit: "percent of the backdoored models (Neural Cleanse) or of the poison images (the other defenses)",
  },
  falsePositiveRate: { name: "false positive rate", unit: "percent of the clean items" },
  medianAnomalyIndex: { name: "median anomaly index", unit: "1.4826 MAD; the median is over target labels" },
  activationCorrelation: {
    name: "correlation of activations",
    unit: "Pearson's r between clean and trigger images, -1 … 1",
  },
  faceCamMass: { name: "CAM mass on the face", unit: "share of the class activation map, 0 … 1" },
  triggerArea: { name: "visible area", unit: "any, the same for all triggers" },
  finalCleanLoss: { name: "final clean loss", unit: "cross-entropy per clean training image" },
  finalAttackLoss: { name: "final attack loss", unit: "cross-entropy per poison image" },
  lateCleanLossGap: {
    name: "late gap of clean losses",
    unit: "mean |backdoored − backdoor-free model| over the last third of the epochs",
  },
  classes: { name: "number of classes", unit: "count" },
} as const;
export type Metric = keyof typeof METRICS;

/** The paper's experiments and where it shows them. */
export const EXPERIMENTS = {
  attack: "Table 1, Figures 1 and 3",
  "learning rates": "Figure 2",
  objects: "Figure 4",
  artifacts: "Figures 5–7",
  attention: "Figure 8",
  locations: "Figure 9",
  "on and off face": "Table 2",
  "partial control": "Table 3",
  "digital injection": "Figure 10",
  defenses: "Table 4 and section 8",
} as const;
export type Experiment = keyof typeof EXPERIMENTS;

export const IMAGE_ARTIFACTS = ["gaussian_blur", "progressive_jpeg", "gaussian_noise"] as const;
export type ImageArtifact = (typeof IMAGE_ARTIFACTS)[number];

/** Names one number. A key that does not apply to the experiment is left out. */
export interface MeasureQuery {
  metric: Metric;
  experiment: Experiment;
  /** The column of the paper that the network stands in; left out where the paper names no network. */
  arch?: Architecture;
  /** The trigger that the model was trained on. */
  trigger?: TriggerOrNone | "digital_patch";
  /** m / (n + m), 0 … 1; 0 for a backdoor-free model. */
  injectionRate?: number;
  learningRate?: number;
  defense?: Defense;
  /** Degradation of the test images; severity 0 is the untouched image. */
  imageArtifact?: ImageArtifact;
  severity?: number;
  position?: "on_face" | "off_face";
  /** Of an earring, from the face's centre; degrees, and any unit of length. */
  angle?: number;
  distance?: number;
  /** What the model is tested on, where an experiment has more than one test set. */
  testImages?: "clean" | "trigger" | "real" | "digital";
}

/** A number in its metric's unit: mean and standard deviation over `n` target labels. */
export interface Measured {
  /** null where a training diverged. */
  mean: number | null;
  std?: number;
  n?: number;
  /** The network it was measured on, for the reader: `ResNet50 (stand-in resnet-dlib)`. Default: the query's `arch`. */
  on?: string;
}

/** Where the claims get their numbers from: the paper's tables, or our results. */
export interface Measures {
  /** The number that answers exactly this query: a key that is left out is one that the number does not have. */
  get(query: MeasureQuery): Measured | undefined;
  /** The values of one key among the numbers that have all of the given keys; numbers ascending. */
  values<Key extends keyof MeasureQuery>(key: Key, having: Partial<MeasureQuery>): MeasureQuery[Key][];
}

/**
 * A measured number with its name.
 *
 * @example
 * { metric: "attackSuccessRate", experiment: "attack", arch: "ResNet50", trigger: "dots", injectionRate: 0.25,
 *   mean: 93.4, std: 2.1, n: 3, on: "ResNet50 (stand-in resnet-dlib)" }
 */
export type MeasureEntry = MeasureQuery & Measured;

/** Measures over a list of numbers. Two numbers with the same name are a mistake of the caller's. */
export function measuresOf(entries: readonly MeasureEntry[]): Measures {
  const named = entries.map(splitEntry);
  const byName = new Map(named.map(({ query, measured }) => [nameOf(query), measured]));
  if (byName.size < named.length)
    throw new Error(`two measures have the name ${firstRepeated(named.map((e) => e.query))}`);
  return {
    get: (query) => byName.get(nameOf(query)),
    values: (key, having) => {
      const found = named.filter(({ query }) => hasAll(query, having)).map(({ query }) => query[key]);
      return [...new Set(found)].sort(ascending);
    },
  };
}

function splitEntry({ mean, std, n, on, ...query }: MeasureEntry): { query: MeasureQuery; measured: Measured } {
  return { query, measured: { mean, std, n, on } };
}

/** The same text for the same keys in any order; 0.1 + 0.2 and 0.3 are the same rate. */
function nameOf(query: MeasureQuery): string {
  const keys = Object.entries(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(keys.map(([key, value]) => [key, rounded(value)]).sort());
}

const rounded = (value: unknown) => (typeof value === "number" ? Number(value.toPrecision(10)) : value);

function hasAll(query: MeasureQuery, having: Partial<MeasureQuery>): boolean {
  return Object.entries(having).every(
    ([key, value]) => value === undefined || rounded(query[key as keyof MeasureQuery]) === rounded(value),
  );
}

/** Orders numbers and leaves names in the order in which they came. */
const ascending = (a: unknown, b: unknown): number => (typeof a === "number" && typeof b === "number" ? a - b : 0);

function firstRepeated(queries: readonly MeasureQuery[]): string {
  const names = queries.map(nameOf);
  return names.find((name, i) => names.indexOf(name) < i) ?? "";
}
