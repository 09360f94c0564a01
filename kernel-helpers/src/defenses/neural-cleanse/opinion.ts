import type { Opinion } from "./student";

/** The cross-entropy of each picture towards a label, and whether the label wins, from its scores before the softmax [count, classes]. */
export function opinionOf(
  scores: ArrayLike<number>,
  gradient: Float32Array,
  { classes, label }: { classes: number; label: number },
): Opinion {
  const count = scores.length / classes;
  const crossEntropy = new Float64Array(count);
  const hits: boolean[] = [];
  for (let i = 0; i < count; i++) {
    const row = Array.from({ length: classes }, (_, k) => scores[i * classes + k]);
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, score) => sum + Math.exp(score - largest), 0));
    crossEntropy[i] = logSum - row[label];
    hits.push(row.indexOf(largest) === label);
  }
  return { crossEntropy, hits, gradient };
}
