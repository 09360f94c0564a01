import type { Random } from "../../base/seed";
import { UserError } from "../../base/errors";
import { largestSingular } from "./largest-singular";
import { centre, shapeOf, type Rows } from "./rows";
import { nearestOrthogonal, type Square } from "./small-svd";
import { addTimes, dot, dotOf } from "./vector";

export interface FastIcaOptions {
  /** Draws the unmixing matrix to start from, unless `start` gives it. */
  random: Random;
  /** [components][components]; scikit-learn's `w_init`. */
  start?: Rows;
  /** No row of the unmixing matrix turns by more than this: 1 − |cosine|; scikit-learn's `tol`. */
  tolerance?: number;
  /** scikit-learn's `max_iter`. */
  mostIterations?: number;
}

export interface IndependentComponents {
  /** One row of sources for each image, [count][components], each source with mean 0 and variance 1. */
  sources: Float64Array[];
  iterations: number;
  isConverged: boolean;
}

/**
 * FastICA (Hyvärinen and Oja 2000, Section 6): the data are whitened on their principal components, then all rows w of
 * the unmixing matrix are moved together by w ← E[z tanh(wᵀz)] − E[1 − tanh²(wᵀz)] w, the contrast being log cosh, and
 * made orthonormal again by (W Wᵀ)^(-1/2) W. Defaults, signs of the whitening and the test of convergence are those of
 * scikit-learn's FastICA(algorithm="parallel", fun="logcosh", whiten="unit-variance").
 *
 * @param rows [count, width], count > components ≤ width.
 * @throws UserError if the data vary in fewer directions than components are wanted.
 */
export function fastIca(
  rows: Rows,
  components: number,
  { random, start, tolerance = 1e-4, mostIterations = 200 }: FastIcaOptions,
): IndependentComponents {
  const shape = shapeOf(rows, "fastIca: data");
  const { left } = largestSingular(centre(rows, shape).centred, components);
  if (left.length < components) {
    throw new UserError(
      `ICA to ${components} dimensions needs data that vary in as many directions, came ${left.length}; ask for at most ${left.length} dimensions or for the reduction "pca"`,
    );
  }
  const white = left.map((vector) => vector.map((value) => value * Math.sqrt(shape.count)));
  const initial = Float64Array.from({ length: components ** 2 }, (_, i) =>
    start ? start[Math.floor(i / components)][i % components] : random.normal(),
  );
  let unmixing = nearestOrthogonal({ size: components, values: initial });
  let isConverged = false;
  let iterations = 0;
  while (!isConverged && iterations < mostIterations) {
    const next = nearestOrthogonal(fixedPoint(unmixing, white));
    isConverged = largestTurn(next, unmixing) < tolerance;
    unmixing = next;
    iterations++;
  }
  return { sources: rows.map((_, i) => sourcesOf(unmixing, white, i)), iterations, isConverged };
}

/** For every row w of the unmixing matrix E[z tanh(wᵀz)] − E[1 − tanh²(wᵀz)] w, over the whitened images z. */
function fixedPoint({ size, values }: Square, white: readonly Float64Array[]): Square {
  const count = white[0].length;
  const moved = new Float64Array(size * size);
  const tanh = new Float64Array(count);
  for (let w = 0; w < size; w++) {
    tanh.fill(0);
    for (let c = 0; c < size; c++) addTimes(tanh, values[w * size + c], white[c]);
    let slope = 0;
    for (let i = 0; i < count; i++) {
      const t = Math.tanh(tanh[i]);
      tanh[i] = t;
      slope += 1 - t * t;
    }
    for (let c = 0; c < size; c++) {
      moved[w * size + c] = (dot(white[c], tanh) - slope * values[w * size + c]) / count;
    }
  }
  return { size, values: moved };
}

/** The largest 1 − |cosine| between a row and what it was before. */
function largestTurn({ size, values }: Square, before: Square): number {
  let largest = 0;
  for (let w = 0; w < size; w++) {
    const cosine = dotOf(values, w * size, before.values, w * size, size);
    largest = Math.max(largest, Math.abs(Math.abs(cosine) - 1));
  }
  return largest;
}

/** The unmixing matrix times whitened image i. */
function sourcesOf({ size, values }: Square, white: readonly Float64Array[], i: number): Float64Array {
  const sources = new Float64Array(size);
  for (let w = 0; w < size; w++) for (let c = 0; c < size; c++) sources[w] += values[w * size + c] * white[c][i];
  return sources;
}
