import { hashOf } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { poisonDataset } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { featureSize } from "../teachers/teacher";
import { modelInputs, ratesOf, trainingViews, type ModelSpec, type Prediction, type Rates } from "../training/attack-model"; // prettier-ignore
import { FeatureMemory } from "../training/feature-memory";
import { trainHead, type Example } from "../training/head";

/** A model without some of its training images. */
export interface RetrainQuestion {
  set: ImageSet<LabelledImage>;
  spec: ModelSpec;
  /** Numbers of the training images that are left out, rising, in the order of `poisonDataset`. */
  removed: readonly number[];
}

/** Its rates, and what is left of its poison. */
export interface Retrained extends Rates {
  cleanCount: number;
  poisonCount: number;
}

export function retrainedInputs({ set, spec, removed }: RetrainQuestion): RecordInputs {
  const { data, code } = modelInputs(set, spec);
  return {
    kind: "retrained",
    config: { ...spec, removed: hashOf(removed) },
    data,
    code: `${code}+${codeVersion("experiments/retrained-model")}`,
  };
}

export const storedRetrained = (question: RetrainQuestion): Retrained | undefined =>
  readRecord<Retrained>(retrainedInputs(question))?.result;

/** A job for the pool: trains each model from scratch on what is left, with the same seed, unless it is stored already. */
export async function retrainModels(
  { questions }: { questions: readonly RetrainQuestion[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const memory = new FeatureMemory();
  for (const [index, question] of questions.entries()) {
    await reuseOrCompute(retrainedInputs(question), () => retrain(question, memory));
    onProgress?.({ label: "models retrained", done: index + 1, total: questions.length });
  }
}

async function retrain({ set, spec, removed }: RetrainQuestion, memory: FeatureMemory): Promise<Retrained> {
  const teacher = teacherNamed(spec.teacher);
  const { train, cleanTest, triggerTest } = poisonDataset(set, spec.attack!, new Seed(spec.seed));
  const gone = new Set(removed);
  const left = train.filter((_, i) => !gone.has(i));
  const examples: Example[] = [];
  for (const { image, label } of left) {
    examples.push({ features: await memory.get(teacher, { image, views: trainingViews(spec) }), label });
  }
  const clean = examples.filter((_, i) => !left[i].isPoison);
  const data = { examples, clean, classes: set.people.length, featureSize: featureSize(teacher) };
  const head = trainHead(data, spec.head, new Seed(spec.seed).child("retrained"));
  const named = async (images: readonly LabelledImage[]): Promise<Prediction[]> => {
    const features = [];
    for (const image of images) features.push(await memory.get(teacher, { image, views: { kind: "original" } }));
    return head.predict(features).map((label, i) => [images[i].id, label]);
  };
  try {
    const tested = { clean: await named(cleanTest), triggered: await named(triggerTest), divergedInEpoch: head.divergedInEpoch }; // prettier-ignore
    const [cleanCount, poisonCount] = [clean.length, examples.length - clean.length];
    return { ...ratesOf(set, tested, spec.attack!.targetLabel), cleanCount, poisonCount };
  } finally {
    head.dispose();
  }
}
