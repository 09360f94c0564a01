import type { Rows } from "./rows";

/**
 * The mean silhouette of a division into two clusters (Rousseeuw 1987), -1 … 1: (b − a) / max(a, b) of each row, a being
 * its mean Euclidean distance to the others of its cluster and b that to the other cluster; 0 for a cluster of one row.
 *
 * @param clusters 0 or 1 for each row; both occur.
 */
export function silhouette(rows: Rows, clusters: readonly number[]): number {
  const second = clusters.filter((cluster) => cluster === 1).length;
  const sizes = [clusters.length - second, second];
  const sums = [new Float64Array(rows.length), new Float64Array(rows.length)];
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < i; j++) {
      const distance = euclidean(rows[i], rows[j]);
      sums[clusters[j]][i] += distance;
      sums[clusters[i]][j] += distance;
    }
  }
  let total = 0;
  clusters.forEach((own, i) => {
    if (sizes[own] === 1) return;
    const a = sums[own][i] / (sizes[own] - 1);
    const b = sums[1 - own][i] / sizes[1 - own];
    if (a !== b) total += (b - a) / Math.max(a, b);
  });
  return total / rows.length;
}

function euclidean(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return Math.sqrt(sum);
}
