import { dotOf } from "./vector";

/** A small square matrix in one block of memory: `size` vectors (rows or columns, as said) one after the other. */
export interface Square {
  size: number;
  values: Float64Array;
}

/** A = Σ values[i] · left vector i · right vector iᵀ, values falling. */
export interface SmallSvd {
  values: Float64Array;
  left: Square;
  right: Square;
}

/** Columns count as orthogonal when their scalar product is this small beside their lengths. */
const ORTHOGONAL = 1e-15;
const MOST_SWEEPS = 60;

/**
 * All singular values and vectors of a small square matrix, given as its columns: one-sided Jacobi rotations (Hestenes
 * 1958), which turn pairs of columns until all are orthogonal. Small values are as exact, relatively, as large ones. The
 * left vectors of values that are 0 are 0.
 */
export function smallSvd({ size, values: columns }: Square): SmallSvd {
  const turned = columns.slice();
  const right = new Float64Array(size * size);
  for (let i = 0; i < size; i++) right[i * size + i] = 1;
  for (let sweep = 0, rotated = true; rotated && sweep < MOST_SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const a = dotOf(turned, p * size, turned, p * size, size);
        const b = dotOf(turned, q * size, turned, q * size, size);
        const c = dotOf(turned, p * size, turned, q * size, size);
        if (Math.abs(c) <= ORTHOGONAL * Math.sqrt(a * b)) continue;
        rotated = true;
        const zeta = (b - a) / (2 * c);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(turned, p * size, q * size, size, cosine, cosine * tangent);
        rotate(right, p * size, q * size, size, cosine, cosine * tangent);
      }
    }
  }
  const lengths = Array.from({ length: size }, (_, i) => Math.sqrt(dotOf(turned, i * size, turned, i * size, size)));
  const order = lengths.map((_, i) => i).sort((i, j) => lengths[j] - lengths[i] || i - j);
  const sorted: SmallSvd = {
    values: Float64Array.from(order, (i) => lengths[i]),
    left: { size, values: new Float64Array(size * size) },
    right: { size, values: new Float64Array(size * size) },
  };
  order.forEach((from, to) => {
    const length = lengths[from] || 1;
    for (let k = 0; k < size; k++) {
      sorted.left.values[to * size + k] = turned[from * size + k] / length;
      sorted.right.values[to * size + k] = right[from * size + k];
    }
  });
  return sorted;
}

function rotate(values: Float64Array, p: number, q: number, size: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k++) {
    const a = values[p + k];
    const b = values[q + k];
    values[p + k] = cosine * a - sine * b;
    values[q + k] = sine * a + cosine * b;
  }
}

/**
 * (W Wᵀ)^(-1/2) W, the orthogonal matrix nearest to W: the symmetric decorrelation of FastICA (Hyvärinen and Oja 2000,
 * Section 6.2). With W = U S Vᵀ it is U Vᵀ. Rows in, rows out.
 */
export function nearestOrthogonal(rows: Square): Square {
  const { size } = rows;
  // The rows of W are the columns of Wᵀ = V S Uᵀ.
  const { left: v, right: u } = smallSvd(rows);
  const values = new Float64Array(size * size);
  for (let c = 0; c < size; c++) {
    for (let i = 0; i < size; i++) {
      const share = u.values[c * size + i];
      for (let k = 0; k < size; k++) values[i * size + k] += share * v.values[c * size + k];
    }
  }
  return { size, values };
}
