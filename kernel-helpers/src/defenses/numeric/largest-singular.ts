import { Seed } from "../../base/seed";
import type { Matrix } from "./rows";
import { smallSvd, type SmallSvd, type Square } from "./small-svd";
import { addTimes, dot, dotOf, norm } from "./vector";

/** The largest singular values of a matrix A [count, width], falling, with unit vectors: A · right[i] = values[i] · left[i]. */
export interface LargestSingular {
  values: number[];
  /** Each [count]. */
  left: Float64Array[];
  /** Each [width]; its first coordinate that is not 0 is positive, as in scikit-learn's FastICA. */
  right: Float64Array[];
}

/** Residuals beside the largest singular value: where the iteration has converged. */
const TOLERANCE = 1e-12;
/** What is as good as 0 beside the matrix's Frobenius norm. */
const NEGLIGIBLE = 1e-13;
const MOST_RESTARTS = 200;

/**
 * The `wanted` largest singular values and vectors, fewer where the matrix has a smaller rank: Lanczos bidiagonalisation
 * with full reorthogonalisation, restarted with the best vectors so far (Baglama and Reichel 2005, Section 3.1). It ends
 * when the residuals are below 1e-12 of the largest value; where several vectors are wanted twice so, the second time from
 * a fresh direction, which finds the other vectors of a multiple value. A small matrix is decomposed completely. The
 * directions to start from are drawn from a fixed seed: the result is a function of the matrix.
 *
 * @throws Error if 200 restarts do not converge.
 */
export function largestSingular(matrix: Matrix, wanted: number): LargestSingular {
  const space = new KrylovSpace(matrix, Math.min(wanted + Math.max(24, 2 * wanted), matrix.count, matrix.width));
  let isCheck = wanted === 1;
  for (let restart = 0; restart < MOST_RESTARTS; restart++) {
    const isComplete = space.grow();
    const svd = space.svd();
    const isConverged = space.residuals(svd, wanted).every((residual) => residual <= TOLERANCE * svd.values[0]);
    if (isComplete || (isConverged && isCheck)) return withSigns(space.vectors(svd, wanted));
    if (isConverged) {
      space.keep(svd, wanted);
      space.forgetResidual();
      isCheck = true;
    } else {
      space.keep(svd, wanted + Math.ceil((space.capacity - wanted) / 3));
      isCheck = wanted === 1;
    }
  }
  throw new Error(`largestSingular: no convergence in ${MOST_RESTARTS} restarts`);
}

/**
 * Orthonormal long and short vectors, U and V, with A · V = U · B, B upper triangular and nearly bidiagonal. A is the matrix
 * or, where that is wider than high, its transpose: the short vectors then span all their space when it is complete, so
 * that nothing of A is left out.
 */
class KrylovSpace {
  private long: Float64Array[] = [];
  private short: Float64Array[] = [];
  /** The columns of B. */
  private columns: Float64Array[] = [];
  /** Aᵀ applied to the last long vector, less its share in the short vectors; null where nothing is left. */
  private residual: Float64Array | null = null;
  private readonly negligible: number;
  private readonly random = new Seed("largest-singular").random();

  private readonly isWide: boolean;

  constructor(
    private readonly matrix: Matrix,
    readonly capacity: number,
  ) {
    this.isWide = matrix.width > matrix.count;
    this.negligible = NEGLIGIBLE * norm(matrix.values);
  }

  /** Adds vectors up to the capacity. True when the space holds everything that A does not map to 0. */
  grow(): boolean {
    let misses = 0;
    while (this.long.length < this.capacity) {
      if (this.short.length === this.long.length && !this.addDirection()) return true;
      if (!this.addImage() && ++misses > 1) return true;
    }
    const { count, width } = this.matrix;
    return this.capacity === Math.min(count, width) || (!this.residual && !this.freshDirection());
  }

  svd(): SmallSvd {
    const size = this.columns.length;
    const values = new Float64Array(size * size);
    this.columns.forEach((column, j) => values.set(column.subarray(0, size), j * size));
    return smallSvd({ size, values });
  }

  /** |Aᵀ u − value · v| of the first pairs of vectors u and v. */
  residuals({ left }: SmallSvd, wanted: number): number[] {
    const length = this.residual ? norm(this.residual) : 0;
    const { size, values } = left;
    return Array.from({ length: Math.min(wanted, size) }, (_, i) => length * Math.abs(values[i * size + size - 1]));
  }

  vectors(svd: SmallSvd, wanted: number): LargestSingular {
    const values = [...svd.values].slice(0, wanted).filter((value) => value > this.negligible);
    const long = values.map((_, i) => combine(this.long, svd.left, i));
    const short = values.map((_, i) => combine(this.short, svd.right, i));
    return this.isWide ? { values, left: short, right: long } : { values, left: long, right: short };
  }

  /** Replaces the space by its best vectors: B becomes diagonal. */
  keep(svd: SmallSvd, kept: number): void {
    const best = [...svd.values].slice(0, kept);
    const { long, short } = this;
    this.long = best.map((_, i) => combine(long, svd.left, i));
    this.short = best.map((_, i) => combine(short, svd.right, i));
    this.columns = best.map((value, i) => {
      const column = new Float64Array(this.capacity);
      column[i] = value;
      return column;
    });
  }

  /** The next direction will be a fresh one. */
  forgetResidual(): void {
    this.residual = null;
  }

  /** Adds the residual, or a fresh direction where there is none, to the short vectors; false where nothing is left. */
  private addDirection(): boolean {
    const direction = this.residual ?? this.freshDirection();
    this.residual = null;
    if (direction) this.short.push(scaled(direction, 1 / norm(direction)));
    return direction !== null;
  }

  /** Adds what A makes of the last short vector to the long ones; drops that vector and answers false where it is nothing. */
  private addImage(): boolean {
    const j = this.long.length;
    const image = this.lengthen(this.short[j]);
    const column = new Float64Array(this.capacity);
    column.set(orthogonalise(image, this.long));
    column[j] = norm(image);
    if (column[j] <= this.negligible) {
      this.short.pop();
      return false;
    }
    this.long.push(scaled(image, 1 / column[j]));
    this.columns.push(column);
    const residual = this.shorten(this.long[j]);
    orthogonalise(residual, this.short);
    this.residual = norm(residual) > this.negligible ? residual : null;
    return true;
  }

  /** A random direction that A does not map to 0, orthogonal to those that there are; null where there is none. */
  private freshDirection(): Float64Array | null {
    const length = Math.max(this.matrix.count, this.matrix.width);
    const direction = this.shorten(Float64Array.from({ length }, () => this.random.normal()));
    orthogonalise(direction, this.short);
    return norm(direction) > this.negligible * Math.sqrt(length) ? direction : null;
  }

  /** A · short. */
  private lengthen(short: Float64Array): Float64Array {
    return this.isWide ? timesTransposed(this.matrix, short) : times(this.matrix, short);
  }

  /** Aᵀ · long. */
  private shorten(long: Float64Array): Float64Array {
    return this.isWide ? times(this.matrix, long) : timesTransposed(this.matrix, long);
  }
}

/** Takes from `vector` its shares in an orthonormal basis, twice, and returns them. */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const shares = new Float64Array(basis.length);
  for (let pass = 0; pass < 2; pass++) {
    for (let i = 0; i < basis.length; i++) {
      const share = dot(basis[i], vector);
      shares[i] += share;
      addTimes(vector, -share, basis[i]);
    }
  }
  return shares;
}

/** The matrix times a vector [width]. */
function times({ count, width, values }: Matrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(count);
  for (let i = 0; i < count; i++) product[i] = dotOf(values, i * width, vector, 0, width);
  return product;
}

/** The transpose of the matrix times a vector [count]. */
function timesTransposed({ count, width, values }: Matrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(width);
  for (let i = 0; i < count; i++) addTimes(product, vector[i], values, i * width);
  return product;
}

const scaled = (vector: Float64Array, factor: number): Float64Array => vector.map((value) => factor * value);

/** The vectors, weighed by vector `i` of the weights. */
function combine(vectors: readonly Float64Array[], { size, values }: Square, i: number): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  vectors.forEach((vector, k) => addTimes(sum, values[i * size + k], vector));
  return sum;
}

function withSigns({ values, left, right }: LargestSingular): LargestSingular {
  right.forEach((vector, i) => {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const first = vector.find((value) => Math.abs(value) > 1e-9 * largest)!;
    if (first > 0) return;
    for (const flipped of [vector, left[i]]) for (let k = 0; k < flipped.length; k++) flipped[k] = -flipped[k];
  });
  return { values, left, right };
}
