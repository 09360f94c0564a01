/** Σ a[k] · b[k]. */
export const dot = (a: Float64Array, b: Float64Array): number => dotOf(a, 0, b, 0, b.length);

/** The scalar product of the parts of a and b that start at `i` and `j`: four sums side by side, which is faster. */
export function dotOf(a: Float64Array, i: number, b: Float64Array, j: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k < length - 3; k += 4) {
    s0 += a[i + k] * b[j + k];
    s1 += a[i + k + 1] * b[j + k + 1];
    s2 += a[i + k + 2] * b[j + k + 2];
    s3 += a[i + k + 3] * b[j + k + 3];
  }
  for (; k < length; k++) s0 += a[i + k] * b[j + k];
  return s0 + s1 + (s2 + s3);
}

/** Adds `factor` times the part of `b` that starts at `offset` to `sum`, in place. */
export function addTimes(sum: Float64Array, factor: number, b: Float64Array, offset = 0): void {
  for (let k = 0; k < sum.length; k++) sum[k] += factor * b[offset + k];
}

export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));
