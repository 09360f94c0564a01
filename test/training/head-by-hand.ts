import { halfFloat, type Halves } from "kernel-helpers/dist/base/half";
import type { Seed } from "kernel-helpers/dist/base/seed";
import type { HeadSpec, TrainingData } from "kernel-helpers/dist/training/head";

/** A matrix by rows. */
type Matrix = number[][];
const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
const map = (m: Matrix, f: (value: number, i: number, j: number) => number): Matrix =>
  m.map((row, i) => row.map((value, j) => f(value, i, j)));
const transposed = (m: Matrix): Matrix => m[0].map((_, j) => m.map((row) => row[j]));
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));

/**
 * `trainHead` once more, in float64 and without a tensor library: standardisation, two layers, softmax cross-entropy,
 * back-propagation and Adam, written from their definitions. Returns the mean loss of each epoch, its clean and poison parts, and a classifier.
 */
export function trainByHand(data: TrainingData, spec: HeadSpec, seed: Seed) {
  const { examples, clean, classes, featureSize: size } = data;
  const rows = (features: Halves): Matrix =>
    Array.from({ length: features.length / size }, (_, r) => Array.from(features.bits(r * size, size), halfFloat));

  const cleanRows = clean.flatMap(({ features }) => rows(features));
  const largest = Math.max(...cleanRows.flat().map(Math.abs));
  const columns = transposed(cleanRows);
  const mean = columns.map((column) => column.reduce((a, b) => a + b, 0) / column.length);
  const scale = columns.map((column, i) => {
    const variance = column.reduce((sum, value) => sum + (value - mean[i]) ** 2, 0) / column.length;
    return 1 / (Math.sqrt(variance) + 0.01 * largest);
  });
  const standardised = (row: number[]) => row.map((value, i) => (value - mean[i]) * scale[i]);

  const normal = (name: string, height: number, width: number, deviation: number): Matrix => {
    const random = seed.child(name).random();
    return map(zeros(height, width), () => random.normal(0, deviation));
  };
  const weights = [
    normal("kernel1", size, spec.hidden, Math.sqrt(2 / size)),
    zeros(1, spec.hidden),
    normal("kernel2", spec.hidden, classes, Math.sqrt(2 / (spec.hidden + classes))),
    zeros(1, classes),
  ];
  const [first, second] = [weights, weights].map((list) => list.map((m) => zeros(m.length, m[0].length)));

  const forward = (x: Matrix) => {
    const hidden = map(times(x, weights[0]), (value, _, j) => Math.max(0, value + weights[1][0][j]));
    const logits = map(times(hidden, weights[2]), (value, _, j) => value + weights[3][0][j]);
    return { hidden, logits };
  };

  const random = seed.child("batches").random();
  const losses: number[] = [];
  const parts: { clean: number; poison: number }[] = [];
  let steps = 0;
  for (let epoch = 0; epoch < spec.epochs; epoch++) {
    const order = random.shuffle(examples);
    let sum = 0;
    const part = { clean: 0, poison: 0 };
    for (let start = 0; start < order.length; start += spec.batchSize) {
      const batch = order.slice(start, start + spec.batchSize);
      const x = batch.map(({ features }) => standardised(rows(features)[random.int(features.length / size)]));
      const { hidden, logits } = forward(x);
      const shares = logits.map((row) => {
        const powers = row.map((value) => Math.exp(value - Math.max(...row)));
        return powers.map((power) => power / powers.reduce((a, b) => a + b, 0));
      });
      batch.forEach((example, i) => {
        const cost = -Math.log(shares[i][example.label]);
        sum += cost;
        if (clean.includes(example)) part.clean += cost / clean.length;
        else part.poison += cost / (examples.length - clean.length);
      });
      // The gradient of the mean cross-entropy with respect to the logits is (softmax - one-hot) / batch.
      const dLogits = map(shares, (share, i, j) => (share - (j === batch[i].label ? 1 : 0)) / batch.length);
      const dHidden = map(times(dLogits, transposed(weights[2])), (value, i, j) => (hidden[i][j] > 0 ? value : 0));
      const columnSums = (m: Matrix): Matrix => [transposed(m).map((column) => column.reduce((a, b) => a + b, 0))];
      const gradients = [times(transposed(x), dHidden), columnSums(dHidden), times(transposed(hidden), dLogits), columnSums(dLogits)]; // prettier-ignore
      steps++;
      gradients.forEach((gradient, w) => {
        // Kingma and Ba 2015, Algorithm 1
        first[w] = map(first[w], (m, i, j) => 0.9 * m + 0.1 * gradient[i][j]);
        second[w] = map(second[w], (v, i, j) => 0.999 * v + 0.001 * gradient[i][j] ** 2);
        weights[w] = map(weights[w], (value, i, j) => {
          const m = first[w][i][j] / (1 - 0.9 ** steps);
          const v = second[w][i][j] / (1 - 0.999 ** steps);
          return value - (spec.learningRate * m) / (Math.sqrt(v) + 1e-7);
        });
      });
    }
    losses.push(sum / order.length);
    parts.push(part);
  }
  const predict = (features: readonly Halves[]): number[] =>
    forward(features.map((row) => standardised(rows(row)[0]))).logits.map((row) => row.indexOf(Math.max(...row)));
  return { losses, parts, predict };
}
