import fs from "node:fs";
import path from "node:path";
import type { Rows } from "kernel-helpers/dist/defenses/numeric/rows";

/** What public packages make of the matrices below: see test/reference/defenses.py. */
export const golden = JSON.parse(
  fs.readFileSync(path.join(__dirname, "../../../test/reference/defenses.json"), "utf8"),
) as Golden;

interface Golden {
  spectral: {
    singularValues: number[];
    centred: number[];
    uncentred: number[];
    removed: Record<"centred/0.15" | "centred/0.375" | "uncentred/0.15" | "uncentred/0.495", number[]>;
  }[];
  big: { singularValues: number[]; scores: number[] };
  ica: { sources: number[]; iterations: number };
  icaShort: { sources: number[]; iterations: number };
  clusters: {
    scores: number[];
    variances: number[];
    pca: number[];
    inertia: number;
    silhouette: number;
    ica: number[];
    icaInertia: number;
  }[];
  artClusters: number[][];
  rawInertia: number;
  /** 1 for each cluster that is taken for poison; null where the toolbox fails. */
  rules: Record<"smaller" | "distance" | "distanceInReducedSpaces" | "silhouetteAndSize", number[][]> & {
    relativeSize: (number[] | null)[];
  };
  artRelativeSizeEdge: (number[] | null)[];
  strip: {
    entropies: number[];
    natural: number[];
    normal: Record<"0.01" | "0.05" | "0.1", number>;
    empirical: Record<"0.01" | "0.05" | "0.1", number>;
    artEntropy: number;
    artThreshold: number;
  };
  normalQuantile: [number, number][];
  anomaly: { norms: number[]; index: number; flagged: number[] }[];
  correlation: { ofMeans: number; ofPairs: number; ofAllPairs: number };
}

/** n numbers in [0, 1): a counter through the finaliser of MurmurHash3, started by the FNV-1a hash of the name. */
function noise(name: string, n: number): Float64Array {
  let seed = 2166136261;
  for (let i = 0; i < name.length; i++) seed = Math.imul(seed ^ name.charCodeAt(i), 16777619) >>> 0;
  return Float64Array.from({ length: n }, (_, i) => {
    let x = (Math.imul(i, 0x9e3779b1) + seed) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
  });
}

export function matrix(name: string, count: number, width: number): Float64Array[] {
  const all = noise(name, count * width);
  return Array.from({ length: count }, (_, i) => all.slice(i * width, (i + 1) * width));
}

const WIDTH = 48;

/** Activations after a ReLU [clean + poison, 48]: a pattern of the class; poison has more of its source's pattern. */
function activations(name: string, clean: number, poison: number, source: string): Float64Array[] {
  const [own, other] = [name, source].map((which) => noise(`${which}/class`, WIDTH).map((u) => 2 * u - 1));
  return matrix(name, clean + poison, WIDTH).map((row, i) =>
    row.map((u, k) => Math.max(0, 0.6 * u + (i < clean ? own[k] : 0.3 * own[k] + 0.7 * other[k]))),
  );
}

/** Clean images first: 40 and no poison, 45 and 15, 20 and 50. */
export const CLASSES: readonly Rows[] = [
  activations("a", 40, 0, "a"),
  activations("b", 45, 15, "a"),
  activations("c", 20, 50, "b"),
];

/** The three classes in one list, and the class of each row. */
export const ALL: Rows = CLASSES.flat();
export const LABELS: readonly number[] = CLASSES.flatMap((rows, label) => Array.from(rows, () => label));

/** Five uniform sources mixed into 30 neurons. */
export function mixedSources(): Float64Array[] {
  const sources = matrix("sources", 150, 5);
  const mixing = matrix("mixing", 5, 30);
  const rest = matrix("rest", 150, 30);
  return sources.map((row, i) =>
    rest[i].map((u, k) => mixing.reduce((sum, direction, c) => sum + row[c] * direction[k], 0) + 0.01 * u),
  );
}

/** Predictions [20, 7] for 40 clean inputs, ever surer from input to input. */
export function stripPredictions(): Float64Array[][] {
  return Array.from({ length: 40 }, (_, n) =>
    matrix(`logits/${n}`, 20, 7).map((row) => {
      const powers = row.map((u) => Math.exp((1 + n / 4) * u));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return powers.map((power) => power / total);
    }),
  );
}

/** Fails where two lists differ by more than `tolerance`, relative to the largest expected number. */
export function assertClose(came: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  if (came.length !== expected.length) throw new Error(`${came.length} numbers instead of ${expected.length}`);
  const largest = Math.max(...Array.from(expected, Math.abs), Number.MIN_VALUE);
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(came[i] - expected[i]) <= tolerance * largest)) {
      throw new Error(`number ${i} is ${came[i]} instead of ${expected[i]}`);
    }
  }
}
