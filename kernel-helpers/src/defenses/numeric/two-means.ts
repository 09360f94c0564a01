import { UserError } from "../../base/errors";
import type { Random } from "../../base/seed";
import { centre, isConstant, shapeOf, type Matrix, type Rows } from "./rows";
import { addTimes, dot, dotOf } from "./vector";

export interface TwoMeans {
  /** The cluster of each row, 0 or 1: 0 is the larger one, or the first row's where both have one size. */
  clusters: number[];
  /** Sum of the squared distances to the centres. */
  inertia: number;
}

/** Which rows are in the second cluster, and by how much that lowers the sum of squares. */
interface Division {
  isSecond: Uint8Array;
  gain: number;
}

const MOST_ITERATIONS = 300;

/**
 * k-means with k = 2 (Lloyd 1982), started `restarts` times by k-means++ (Arthur and Vassilvitskii 2007); the smallest
 * inertia counts. Each start goes on until no row changes its cluster, at most 300 times.
 *
 * @throws UserError if all rows are the same.
 */
export function twoMeans(rows: Rows, { random, restarts }: { random: Random; restarts: number }): TwoMeans {
  const { mean, centred } = centre(rows, shapeOf(rows, "twoMeans: data"));
  if (isConstant(mean, centred)) {
    throw new UserError(`k-means with 2 clusters needs rows that differ, came ${rows.length} that are all the same`);
  }
  let best: Division = { isSecond: new Uint8Array(rows.length), gain: 0 };
  for (let start = 0; start < restarts; start++) {
    const found = lloyd(centred, plusPlus(centred, random));
    if (found.gain > best.gain) best = found;
  }
  return {
    clusters: largerFirst(best.isSecond),
    inertia: Math.max(0, dot(centred.values, centred.values) - best.gain),
  };
}

/** Two rows to start from: one at random, the other with a probability as its squared distance from the first. */
function plusPlus({ count, width, values }: Matrix, random: Random): [Float64Array, Float64Array] {
  const row = (i: number) => values.slice(i * width, (i + 1) * width);
  const first = row(random.int(count));
  const squares = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    let square = 0;
    for (let k = 0; k < width; k++) {
      const difference = values[i * width + k] - first[k];
      square += difference * difference;
    }
    squares[i] = square;
    total += square;
  }
  let rest = random.next() * total;
  const second = squares.findIndex((square) => (rest -= square) < 0);
  return [first, row(second >= 0 ? second : squares.indexOf(Math.max(...squares)))];
}

/**
 * Lloyd's iteration. Which of two centres is nearer depends on the sign of one scalar product, and the inertia is the
 * squares of all rows (mean 0) less the gain, Σ size · |centre|².
 */
function lloyd(matrix: Matrix, centres: [Float64Array, Float64Array]): Division {
  const { count, width, values } = matrix;
  const isSecond = new Uint8Array(count);
  let gain = 0;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const [a, b] = centres;
    const between = b.map((value, k) => value - a[k]);
    const middle = (dot(b, b) - dot(a, a)) / 2;
    let changes = 0;
    for (let i = 0; i < count; i++) {
      const side = dotOf(values, i * width, between, 0, width) > middle ? 1 : 0;
      if (side !== isSecond[i]) changes++;
      isSecond[i] = side;
    }
    if (changes === 0) break;
    const size = isSecond.reduce((sum, side) => sum + side, 0);
    if (size === count) break;
    const sum = new Float64Array(width);
    for (let i = 0; i < count; i++) if (isSecond[i]) addTimes(sum, 1, values, i * width);
    // All rows sum to 0.
    centres = [sum.map((value) => -value / (count - size)), sum.map((value) => value / size)];
    gain = dot(sum, sum) * (1 / (count - size) + 1 / size);
  }
  return { isSecond, gain };
}

function largerFirst(isSecond: Uint8Array): number[] {
  const second = isSecond.reduce((sum, side) => sum + side, 0);
  const first = isSecond.length - second;
  const swap = second > first || (second === first && isSecond[0] === 1);
  return Array.from(isSecond, (side) => (swap ? 1 - side : side));
}
