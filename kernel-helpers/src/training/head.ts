import type * as tf from "@tensorflow/tfjs";
import { HALF_VALUES, type Halves } from "../base/half";
import type { Seed } from "../base/seed";
import { loadEngine } from "../engine/load";
import { createAdam } from "../engine/native-adam";

/** How a student's head is trained. The paper states Adam, cross-entropy and the learning-rate grid; not the rest. */
export interface HeadSpec {
  /** Units of the first of the two layers. */
  hidden: number;
  learningRate: number;
  epochs: number;
  batchSize: number;
}

/** One training image: the features of its views as one array [views, featureSize], and its class number. */
export interface Example {
  features: Halves;
  label: number;
}

export interface TrainingData {
  examples: readonly Example[];
  /** The clean ones among them: the features are standardised by these. */
  clean: readonly Example[];
  classes: number;
  featureSize: number;
}

/** Per-feature affine map that gives clean training features mean 0 and standard deviation about 1. */
interface Standardisation {
  mean: Float32Array;
  scale: Float32Array;
}

/** Mean cross-entropy of one epoch's training images. */
export interface EpochLoss {
  /** Of all of them: what is minimised (Wenger et al., Eq. 1). */
  all: number;
  /** Of the clean ones, the first sum of Eq. 1. */
  clean: number;
  /** Of the poison ones, its second sum; null where there are none. */
  poison: number | null;
}

/** What a head has learned, as plain numbers: scores = relu((features - mean) * scale · kernel1 + bias1) · kernel2 + bias2. */
export interface HeadWeights {
  /** Of each feature. */
  mean: Float32Array;
  scale: Float32Array;
  /** [features, hidden] and [hidden]. */
  kernel1: Float32Array;
  bias1: Float32Array;
  /** [hidden, classes] and [classes]. */
  kernel2: Float32Array;
  bias2: Float32Array;
}

/** A trained head: two fully connected layers, ReLU between them, softmax after them. */
export interface Head {
  classes: number;
  /** One for each epoch; up to the last one with a finite loss where the training diverged. */
  losses: EpochLoss[];
  /** The epoch, from 1, after which the loss or the weights are no numbers any more; null where training went well. */
  divergedInEpoch: number | null;
  /** Class numbers for features [n * features]. */
  predict(features: readonly Halves[]): number[];
  /** Copies of its weights. */
  weights(): HeadWeights;
  dispose(): void;
}

/**
 * Trains the student's two layers on the trunk's features with Adam on the cross-entropy of clean and poison examples
 * together (Wenger et al., Section 3.2). Each epoch visits every example once, through one of its views.
 *
 * The features are standardised with the mean and deviation of the clean examples; a feature that hardly
 * varies there is divided by a floor of 1 % of the largest absolute value, so that one the trigger alone excites still
 * counts but does not explode.
 *
 * Too high a learning rate makes numbers overflow: training stops then, and the head says in which epoch.
 */
export function trainHead(data: TrainingData, spec: HeadSpec, seed: Seed): Head {
  const { examples, classes, featureSize: size } = data;
  const engine = loadEngine();
  const { mean, scale } = standardisation(data.clean, size);
  const weights = initialWeights(engine, size, classes, spec.hidden, seed);
  const optimizer = createAdam(spec.learningRate);
  const random = seed.child("batches").random();
  const isClean = new Set(data.clean);
  const losses: EpochLoss[] = [];
  let divergedInEpoch: number | null = null;
  const batch = new Float32Array(spec.batchSize * size);

  for (let epoch = 0; epoch < spec.epochs && divergedInEpoch === null; epoch++) {
    const order = random.shuffle(examples);
    const sums = { clean: 0, poison: 0 };
    for (let start = 0; start < order.length; start += spec.batchSize) {
      const chosen = order.slice(start, start + spec.batchSize);
      chosen.forEach(({ features }, row) =>
        standardiseInto(batch, row * size, features.bits(random.int(features.length / size) * size, size), {
          mean,
          scale,
        }),
      );
      const labels = chosen.map(({ label }) => label);
      const costs = step(engine, optimizer, weights, batch.subarray(0, chosen.length * size), labels, classes);
      chosen.forEach((example, i) => (sums[isClean.has(example) ? "clean" : "poison"] += costs[i]));
    }
    const loss = epochLoss(sums, data);
    if (Number.isFinite(loss.all)) losses.push(loss);
    if (!Number.isFinite(loss.all) || !areFinite(engine, weights)) divergedInEpoch = epoch + 1;
  }
  optimizer.dispose();

  const predict = (features: readonly Halves[]): number[] => {
    const input = new Float32Array(features.length * size);
    features.forEach((values, row) => standardiseInto(input, row * size, values.bits(0, size), { mean, scale }));
    return engine.tidy(() =>
      Array.from(
        logits(engine, weights, engine.tensor2d(input, [features.length, size]))
          .argMax(1)
          .dataSync(),
      ),
    );
  };
  const copyOf = (weight: tf.Variable): Float32Array => weight.dataSync<"float32">().slice();
  const copies = (): HeadWeights => ({
    mean: mean.slice(),
    scale: scale.slice(),
    kernel1: copyOf(weights.kernel1),
    bias1: copyOf(weights.bias1),
    kernel2: copyOf(weights.kernel2),
    bias2: copyOf(weights.bias2),
  });
  const dispose = () => engine.dispose(Object.values(weights));
  return { classes, losses, divergedInEpoch, predict, weights: copies, dispose };
}

function epochLoss(sums: { clean: number; poison: number }, { examples, clean }: TrainingData): EpochLoss {
  const poisonCount = examples.length - clean.length;
  return {
    all: (sums.clean + sums.poison) / examples.length,
    clean: sums.clean / clean.length,
    poison: poisonCount > 0 ? sums.poison / poisonCount : null,
  };
}

/** A sum is finite only if every number in it is, short of weights so large that they are as good as infinite. */
const areFinite = (engine: typeof tf, weights: Weights): boolean =>
  Object.values(weights).every((weight: tf.Variable) =>
    Number.isFinite(engine.tidy(() => weight.sum().dataSync<"float32">()[0])),
  );

interface Weights {
  kernel1: tf.Variable;
  bias1: tf.Variable;
  kernel2: tf.Variable;
  bias2: tf.Variable;
}

function logits(engine: typeof tf, { kernel1, bias1, kernel2, bias2 }: Weights, x: tf.Tensor2D): tf.Tensor2D {
  const hidden = engine.relu(engine.matMul(x, kernel1 as tf.Tensor2D).add(bias1));
  return engine.matMul(hidden as tf.Tensor2D, kernel2 as tf.Tensor2D).add(bias2);
}

/** One step of the optimiser on the mean cross-entropy of a batch; returns each example's own. */
function step(
  engine: typeof tf,
  optimizer: tf.Optimizer,
  weights: Weights,
  batch: Float32Array,
  labels: number[],
  classes: number,
): Float32Array {
  const x = engine.tensor2d(batch, [labels.length, batch.length / labels.length]);
  const y = engine.tidy(() => engine.oneHot(engine.tensor1d(labels, "int32"), classes));
  let costs: tf.Tensor | undefined;
  optimizer.minimize(
    () => {
      const each = engine.losses.softmaxCrossEntropy(
        y,
        logits(engine, weights, x),
        undefined,
        0,
        engine.Reduction.NONE,
      );
      costs = engine.keep(each);
      return each.mean();
    },
    false,
    Object.values(weights),
  );
  const values = costs!.dataSync<"float32">();
  engine.dispose([x, y, costs!]);
  return values;
}

/** He normal for the first layer, Glorot normal for the second (He et al. 2015; Glorot and Bengio 2010); biases zero. */
function initialWeights(engine: typeof tf, size: number, classes: number, hidden: number, seed: Seed): Weights {
  const normal = (name: string, rows: number, columns: number, deviation: number) => {
    const random = seed.child(name).random();
    const values = Float32Array.from({ length: rows * columns }, () => random.normal(0, deviation));
    return engine.tidy(() => engine.variable(engine.tensor2d(values, [rows, columns])));
  };
  return {
    kernel1: normal("kernel1", size, hidden, Math.sqrt(2 / size)),
    bias1: engine.tidy(() => engine.variable(engine.zeros([hidden]))),
    kernel2: normal("kernel2", hidden, classes, Math.sqrt(2 / (hidden + classes))),
    bias2: engine.tidy(() => engine.variable(engine.zeros([classes]))),
  };
}

function standardisation(examples: readonly Example[], size: number): Standardisation {
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let n = 0;
  let largest = 0;
  for (const { features } of examples) {
    for (let row = 0; row < features.length; row += size, n++) {
      const bits = features.bits(row, size);
      for (let i = 0; i < size; i++) {
        const value = HALF_VALUES[bits[i]];
        mean[i] += value;
        square[i] += value * value;
        if (Math.abs(value) > largest) largest = Math.abs(value);
      }
    }
  }
  const floor = 0.01 * largest;
  const deviation = (i: number) => Math.sqrt(Math.max(0, square[i] / n - (mean[i] / n) ** 2));
  return {
    mean: Float32Array.from(mean, (sum) => sum / n),
    scale: Float32Array.from(mean, (_, i) => 1 / (deviation(i) + floor || 1)),
  };
}

/** Writes one view's features, given as halves, to `out` from `at` on. */
function standardiseInto(out: Float32Array, at: number, bits: Uint16Array, { mean, scale }: Standardisation): void {
  for (let i = 0; i < bits.length; i++) out[at + i] = (HALF_VALUES[bits[i]] - mean[i]) * scale[i];
}
