import { UserError } from "../base/errors";
import { Seed } from "../base/seed";
import { labelOf, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { cleanDataset, poisonDataset, type Attack, type TrainingImage } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { featureCode, storedFeatures, type FeatureRequest, type ViewSet } from "../teachers/features";
import { featureSize, type Teacher } from "../teachers/teacher";
import { trainHead, type EpochLoss, type Example, type HeadSpec } from "./head";

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
  /** Image ids with the predicted class number. */
  clean: Prediction[];
  triggered: Prediction[];
}
export type Prediction = [imageId: string, predicted: number];

/** The code that decides a model's predictions, but for that of its teacher's features. */
const MODEL_CODE = ["training", "poisoning", "dataset/split", "dataset/image-set", "engine/native-adam", "base/seed"];

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
 * A job for the pool: trains the model and stores its predictions, unless they are stored already. A backdoor-free
 * model is tested on every trigger image of the set.
 */
export async function trainModel({ set, spec }: { set: ImageSet<LabelledImage>; spec: ModelSpec }): Promise<void> {
  await reuseOrCompute(modelInputs(set, spec), () => Promise.resolve(trainAndTest(set, spec)));
}

function trainAndTest(set: ImageSet<LabelledImage>, spec: ModelSpec): ModelResult {
  const teacher = teacherNamed(spec.teacher);
  const { train, cleanTest, triggerTest } = modelData(set, spec);
  const examples = train.map((item) => toExample(teacher, item, spec));
  const clean = examples.filter((_, i) => !train[i].isPoison);
  const data = { examples, clean, classes: set.people.length, featureSize: featureSize(teacher) };
  const head = trainHead(data, spec.head, headSeed(spec));
  const predict = (images: LabelledImage[]): Prediction[] => {
    const labels = head.predict(images.map((image) => needed(teacher, { image, views: { kind: "original" } })));
    return images.map((image, i) => [image.id, labels[i]]);
  };
  const predictions = { clean: predict(cleanTest), triggered: predict(triggerTest) };
  head.dispose();
  return { cleanCount: clean.length, poisonCount: train.length - clean.length, losses: head.losses, ...predictions };
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

const toExample = (teacher: Teacher, { image, label }: TrainingImage, spec: ModelSpec): Example => ({
  features: needed(teacher, { image, views: trainingViews(spec) }),
  label,
});

function needed(teacher: Teacher, request: FeatureRequest): Float32Array {
  const features = storedFeatures(teacher, request);
  if (!features) throw new UserError(`the features of ${request.image.id} are missing; run "paper run" again`);
  return features;
}

/** Shares in [0, 1]; NaN where there is nothing to count. */
export interface Rates {
  /** Share of clean test images recognised as who or what they show. */
  modelAccuracy: number;
  /** Share of held-out trigger images recognised as the target. */
  attackSuccessRate: number;
  /** The same without the target's own photographs, which a model without backdoor also gives to the target. */
  attackSuccessRateExcludingTarget: number;
}

/** Section 4 of the paper: both rates, for one target label. */
export function ratesOf(
  set: ImageSet<LabelledImage>,
  result: Pick<ModelResult, "clean" | "triggered">,
  targetLabel: string,
): Rates {
  const target = labelOf(set, targetLabel);
  const labelOfId = (id: string) => labelOf(set, id.slice(0, id.indexOf("/")));
  const others = result.triggered.filter(([id]) => labelOfId(id) !== target);
  const share = (predictions: Prediction[], hit: (prediction: Prediction) => boolean) =>
    predictions.filter(hit).length / predictions.length;
  return {
    modelAccuracy: share(result.clean, ([id, predicted]) => predicted === labelOfId(id)),
    attackSuccessRate: share(result.triggered, ([, predicted]) => predicted === target),
    attackSuccessRateExcludingTarget: share(others, ([, predicted]) => predicted === target),
  };
}
