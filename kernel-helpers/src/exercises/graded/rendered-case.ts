import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../../base/errors";
import { Seed } from "../../base/seed";
import { labelOf, triggersOf, type ImageSet, type LabelledImage } from "../../dataset/image-set";
import { trainedStudent } from "../../defenses/neural-cleanse/trained-student";
import { loadEngine } from "../../engine/load";
import type { Course } from "../../experiments/live";
import { ensureFeatures, type RunOptions } from "../../experiments/run-models";
import { modelSpec, TABLE1_DEFAULTS } from "../../experiments/table1";
import { poisonDataset, type Attack } from "../../poisoning/bad-nets";
import { withRunLock } from "../../store/run-lock";
import { teacherNamed } from "../../teachers";
import { trunkInput } from "../../teachers/photograph";
import { featureSize, type Teacher } from "../../teachers/teacher";
import { trainingViews } from "../../training/attack-model";
import { FeatureMemory } from "../../training/feature-memory";
import { trainHead, type Head, type HeadWeights } from "../../training/head";
import type { StudentModel } from "./contract";
import type { GradableCase } from "./grade";
import { shares } from "./two-layers";

/** A student on a face network, and what is true of it. */
export interface RenderedCase extends GradableCase {
  seed: string;
  truth: GradableCase["truth"] & Attack & { modelAccuracy: number };
  /** Frees the network. */
  dispose: () => Promise<void>;
}

const RATES = [0.1, 0.15, 0.25];

/**
 * The same task on faces: a student of Table 1's network, trained on a set of rendered people with a trigger, target and
 * rate from the seed. Trigger photographs are trained on in both cases; without a backdoor their labels are true.
 * `cleanImages` are held-out faces as the network is shown them. Features that are stored are reused.
 *
 * @throws UserError if the set has too few photographs with a trigger, or a training diverges.
 */
export async function renderedCase(
  seed: string | number,
  { set, course }: { set: ImageSet; course: Course },
  options: RunOptions = {},
): Promise<RenderedCase> {
  const root = new Seed(`graded/rendered/${seed}`);
  const backdoored = root.child("truth").random().next() < 0.5;
  const random = root.child("choices").random();
  const attack: Attack = {
    trigger: random.pick(triggersOf(set)),
    targetLabel: random.pick(set.people),
    injectionRate: random.pick(RATES),
  };
  const teacher = teacherNamed(TABLE1_DEFAULTS.teacher);
  const { train, cleanTest } = poisonDataset(set, attack, root);
  const spec = modelSpec(course, TABLE1_DEFAULTS, attack);
  const seen = train.map(({ image }) => ({ image, views: trainingViews(spec) }));
  const asked = cleanTest.map((image) => ({ image, views: { kind: "original" } as const }));
  await withRunLock(() => ensureFeatures([{ teacher: teacher.name, requests: [...seen, ...asked] }], options));

  const memory = new FeatureMemory();
  const examples = await Promise.all(
    train.map(async ({ image, label }, i) => ({
      features: await memory.get(teacher, seen[i]),
      label: backdoored ? label : labelOf(set, image.person),
    })),
  );
  const clean = examples.filter((_, i) => !train[i].isPoison);
  const data = { examples, clean, classes: set.people.length, featureSize: featureSize(teacher) };
  const head = trainHead(data, spec.head, root.child("head"));
  try {
    const modelAccuracy = await accuracyOf(head, { set, teacher, memory, images: cleanTest });
    const { student, dispose } = await studentOn(teacher, head.weights());
    const pictures = root
      .child("order")
      .random()
      .shuffle(await Promise.all(cleanTest.map((image) => trunkInput(teacher, image))));
    const target = backdoored ? labelOf(set, attack.targetLabel) : null;
    return { seed: String(seed), student, cleanImages: pictures, dispose, truth: { backdoored, target, ...attack, modelAccuracy } }; // prettier-ignore
  } finally {
    head.dispose();
  }
}

interface AccuracyTest {
  set: ImageSet;
  teacher: Teacher;
  memory: FeatureMemory;
  images: readonly LabelledImage[];
}

async function accuracyOf(head: Head, { set, teacher, memory, images }: AccuracyTest): Promise<number> {
  if (head.divergedInEpoch !== null) {
    throw new UserError(`the training diverged in epoch ${head.divergedInEpoch}: lower the learning rate`);
  }
  const features = await Promise.all(
    images.map((image) => memory.get(teacher, { image, views: { kind: "original" } })),
  );
  const named = head.predict(features);
  return named.filter((label, i) => label === labelOf(set, images[i].person)).length / images.length;
}

async function studentOn(
  teacher: Teacher,
  weights: HeadWeights,
): Promise<{ student: StudentModel; dispose: () => Promise<void> }> {
  // prettier-ignore
  const trunk = await teacher.loadTrunk();
  const { dispose, ...pixels } = await trainedStudent(trunk, weights);
  const hiddenOf = (pictures: readonly Float32Array[]): number[][] => featuresOf(trunk, pictures, pixels.shape).map((row) => hidden(row, weights)); // prettier-ignore
  const student: StudentModel = {
    ...pixels,
    activations: hiddenOf,
    probabilities: (pictures) => hiddenOf(pictures).map((row) => Array.from(shares(scores(row, weights)))),
  };
  const end = async (): Promise<void> => {
    await dispose();
    trunk.dispose();
  };
  return { student, dispose: end };
}

function featuresOf(
  trunk: tf.LayersModel,
  pictures: readonly Float32Array[],
  shape: StudentModel["shape"],
): Float32Array[] {
  // prettier-ignore
  const engine = loadEngine();
  return pictures.map((picture) => {
    const output = engine.tidy(() => trunk.predict(engine.tensor4d(picture, [1, ...shape])) as tf.Tensor);
    const values = output.dataSync<"float32">();
    output.dispose();
    return values;
  });
}

function hidden(features: Float32Array, { mean, scale, kernel1, bias1 }: HeadWeights): number[] {
  const sums = Float64Array.from(bias1);
  for (let i = 0, at = 0; i < features.length; i++) {
    const x = (features[i] - mean[i]) * scale[i];
    for (let j = 0; j < sums.length; j++, at++) sums[j] += x * kernel1[at];
  }
  return Array.from(sums, (sum) => Math.max(0, sum));
}

const scores = (row: readonly number[], { kernel2, bias2 }: HeadWeights): Float64Array =>
  Float64Array.from(bias2, (bias, k) =>
    row.reduce((sum, value, j) => sum + value * kernel2[j * bias2.length + k], bias),
  );
