import { UserError } from "../base/errors";
import type { Halves } from "../base/half";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import { labelOf, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { cleanDataset, poisonDataset, type Attack } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { featureCode, type FeatureRequest, type ViewSet } from "../teachers/features";
import { featureSize } from "../teachers/teacher";
import { FeatureMemory } from "./feature-memory";
import { trainHead, type EpochLoss, type Example, type HeadSpec, type HeadWeights } from "./head";

/** One student: which data, which attack (none: backdoor-free), which teacher, how trained, from which seed. */
export interface ModelSpec {
  teacher: string;
  attack: Attack | null;
  head: HeadSpec;
  /** Random views of each training image. */
  views: number;
  seed: string;
}

/** What a model predicts on the images kept out of its training; the rates follow from it. */
export interface ModelResult {
  /** Number of clean and poison training images, n and m. */
  cleanCount: number;
  poisonCount: number;
  losses: EpochLoss[];
  /** The epoch, from 1, in which the numbers of the training overflowed; null where it went well. */
  divergedInEpoch: number | null;
  /** Image ids with the predicted class number; none where the training diverged. */
  clean: Prediction[];
  triggered: Prediction[];
}
export type Prediction = [imageId: string, predicted: number];

/** The code that decides a model's predictions, but for that of its teacher's features. */
const MODEL_CODE = [
  "training",
  "poisoning/bad-nets",
  "dataset/split",
  "dataset/image-set",
  "engine/native-adam",
  "base/seed",
];

export function modelInputs(set: ImageSet<LabelledImage>, spec: ModelSpec): RecordInputs {
  const teacher = teacherNamed(spec.teacher);
  return {
    kind: "model",
    config: spec,
    data: { set: set.hash, weights: teacher.weights.sha256 },
    code: codeVersion(...MODEL_CODE, ...featureCode(teacher)),
  };
}

/** The views of training images that the models of one seed share. */
export const trainingViews = (spec: Pick<ModelSpec, "views" | "seed">): ViewSet => ({
  kind: "augmented",
  count: spec.views,
  seed: spec.seed,
});

/** Every feature that training and testing this model takes. */
export function featuresNeeded(set: ImageSet<LabelledImage>, spec: ModelSpec): FeatureRequest[] {
  const { train, test } = modelData(set, spec);
  return [
    ...train.map(({ image }) => ({ image, views: trainingViews(spec) })),
    ...test.map((image) => ({ image, views: { kind: "original" } as const })),
  ];
}

/**
 * A job for the pool: trains models one after the other on features that are read once, and stores each one's
 * predictions, unless they are stored already. A model is the same whichever others are trained beside it. A
 * backdoor-free model is tested on every trigger image of the set.
 */
export async function trainModels(
  { set, specs }: { set: ImageSet<LabelledImage>; specs: readonly ModelSpec[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const memory = new FeatureMemory();
  for (const [index, spec] of specs.entries()) {
    await reuseOrCompute(modelInputs(set, spec), () => trainAndTest(set, spec, memory));
    onProgress?.({ label: "models", done: index + 1, total: specs.length });
  }
}

function trainAndTest(set: ImageSet<LabelledImage>, spec: ModelSpec, memory: FeatureMemory): Promise<ModelResult> {
  const { cleanTest, triggerTest } = modelData(set, spec);
  return withTrained(set, spec, memory, async ({ predict, cleanCount, poisonCount, losses, divergedInEpoch }) => {
    const named = async (images: LabelledImage[]): Promise<Prediction[]> =>
      (await predict(images)).map((label, i) => [images[i].id, label]);
    const [clean, triggered] = [await named(cleanTest), await named(triggerTest)];
    return { cleanCount, poisonCount, losses, divergedInEpoch, clean, triggered };
  });
}

/** A view set of one view. */
export type OneView = Exclude<ViewSet, { kind: "augmented" }>;

/** A trained model, as long as it lives. */
export interface TrainedModel extends Omit<ModelResult, "clean" | "triggered"> {
  /** The class number of each image, as it is unless another view is named; none where the training diverged. */
  predict: (images: readonly LabelledImage[], view?: OneView) => Promise<number[]>;
  /** What its head has learned. */
  weights: () => HeadWeights;
}

/** Trains the model, hands it to `use`, and frees it. The features of all training images must be stored. */
export async function withTrained<T>(
  set: ImageSet<LabelledImage>,
  spec: ModelSpec,
  memory: FeatureMemory,
  use: (model: TrainedModel) => Promise<T>,
): Promise<T> {
  const teacher = teacherNamed(spec.teacher);
  const { train } = modelData(set, spec);
  const views = trainingViews(spec);
  const examples: Example[] = [];
  for (const { image, label } of train) examples.push({ features: await memory.get(teacher, { image, views }), label });
  const clean = examples.filter((_, i) => !train[i].isPoison);
  const data = { examples, clean, classes: set.people.length, featureSize: featureSize(teacher) };
  const head = trainHead(data, spec.head, headSeed(spec));
  const { losses, divergedInEpoch } = head;
  const predict = async (
    images: readonly LabelledImage[],
    views: OneView = { kind: "original" },
  ): Promise<number[]> => {
    if (divergedInEpoch !== null) return [];
    const features: Halves[] = [];
    for (const image of images) features.push(await memory.get(teacher, { image, views }));
    return head.predict(features);
  };
  const [cleanCount, poisonCount] = [clean.length, train.length - clean.length];
  try {
    return await use({ cleanCount, poisonCount, losses, divergedInEpoch, predict, weights: () => head.weights() });
  } finally {
    head.dispose();
  }
}

const headSeed = ({ seed, attack }: ModelSpec): Seed =>
  new Seed(seed).child("head").child(attack ? `${attack.trigger}/${attack.targetLabel}` : "clean");

function modelData(set: ImageSet<LabelledImage>, { attack, seed }: ModelSpec) {
  const root = new Seed(seed);
  const data = attack
    ? poisonDataset(set, attack, root)
    : { ...cleanDataset(set, root), triggerTest: set.images.filter(({ condition }) => condition !== "clean") };
  return { ...data, test: [...data.cleanTest, ...data.triggerTest] };
}

/** Shares in [0, 1]; null where the training diverged. */
export interface Rates {
  /** Share of clean test images recognised as who or what they show. */
  modelAccuracy: number | null;
  /** Share of held-out trigger images recognised as the target. */
  attackSuccessRate: number | null;
  /** The same without the target's own photographs, which a model without backdoor also gives to the target. */
  attackSuccessRateExcludingTarget: number | null;
}

/**
 * Section 4 of the paper: both rates, for one target label.
 *
 * @throws UserError where there is nothing to count.
 */
export function ratesOf(
  set: ImageSet<LabelledImage>,
  { clean, triggered, divergedInEpoch }: Pick<ModelResult, "clean" | "triggered" | "divergedInEpoch">,
  targetLabel: string,
): Rates {
  const target = labelOf(set, targetLabel);
  if (divergedInEpoch !== null) {
    return { modelAccuracy: null, attackSuccessRate: null, attackSuccessRateExcludingTarget: null };
  }
  const labelOfId = (id: string) => labelOf(set, id.slice(0, id.indexOf("/")));
  const others = triggered.filter(([id]) => labelOfId(id) !== target);
  const isHit = ([, predicted]: Prediction) => predicted === target;
  return {
    modelAccuracy: share(clean, "clean test images", ([id, predicted]) => predicted === labelOfId(id)),
    attackSuccessRate: share(triggered, "held-out trigger images", isHit),
    attackSuccessRateExcludingTarget: share(others, `held-out trigger images but those of ${targetLabel}`, isHit),
  };
}

function share(predictions: Prediction[], what: string, hit: (prediction: Prediction) => boolean): number {
  if (predictions.length > 0) return predictions.filter(hit).length / predictions.length;
  throw new UserError(`there are no ${what} to count: give the set more images, or lower the injection rate`);
}
