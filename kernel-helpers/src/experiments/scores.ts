import { UserError } from "../base/errors";
import { floatsOf } from "../base/half";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { runJobs } from "../jobs/pool";
import type { Attack } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { teacherNamed } from "../teachers";
import { questionInputs, type Question } from "../training/ask-model";
import { withTrained } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";
import type { HeadWeights } from "../training/head";
import { wantedBy } from "./ask";
import type { Course } from "./live";
import { ensureFeatures, type RunOptions } from "./run-models";
import { modelSpec, TABLE1_DEFAULTS } from "./table1";

/** A model's scores before the softmax: of each image, one for each class in the set's order. */
export type Scores = number[][];

/** The scores of a head of two layers for the features of one image. */
export function headScores(features: Float32Array, weights: HeadWeights): number[] {
  const { mean, scale, kernel1, bias1, kernel2, bias2 } = weights;
  const [units, classes] = [bias1.length, bias2.length];
  const hidden = Float64Array.from(bias1);
  for (let i = 0; i < mean.length; i++) {
    const value = (features[i] - mean[i]) * scale[i];
    if (value === 0) continue;
    for (let u = 0; u < units; u++) hidden[u] += value * kernel1[i * units + u];
  }
  return Array.from({ length: classes }, (_, c) =>
    hidden.reduce((sum, value, u) => sum + Math.max(0, value) * kernel2[u * classes + c], bias2[c]),
  );
}

const inputsOf = (question: Question): RecordInputs => {
  const { config, data, code } = questionInputs(question);
  return { kind: "scores", config, data, code: `${code}+${codeVersion("experiments/scores")}` };
};

/**
 * A job for the pool: trains the model again, which gives the same model, and stores its scores, unless they are stored
 * already.
 *
 * @throws UserError if the training diverges.
 */
export async function scoreImages(question: Question): Promise<void> {
  await reuseOrCompute(inputsOf(question), () => scoresOf(question));
}

function scoresOf({ set, spec, images }: Question): Promise<Scores> {
  const memory = new FeatureMemory();
  return withTrained(set, spec, memory, async ({ divergedInEpoch, weights }) => {
    if (divergedInEpoch !== null) {
      throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate and ask again`);
    }
    const learned = weights();
    const scores: Scores = [];
    for (const image of images) {
      const features = await memory.get(teacherNamed(spec.teacher), { image, views: { kind: "original" } });
      scores.push(headScores(floatsOf(features), learned).map((score) => Number(score.toFixed(5))));
    }
    return scores;
  });
}

const questionsOf = (
  set: ImageSet<LabelledImage>,
  course: Course,
  attacks: readonly (Attack | null)[],
  images: readonly LabelledImage[],
): Question[] => attacks.map((attack) => ({ set, spec: modelSpec(course, TABLE1_DEFAULTS, attack), images }));

const storedScore = (question: Question): Scores | undefined => readRecord<Scores>(inputsOf(question))?.result;

/** What is stored of `scoreModels`; undefined while one is missing. */
export function storedScores(...asked: Parameters<typeof questionsOf>): Scores[] | undefined {
  const scores = questionsOf(...asked).map(storedScore);
  return scores.every((each) => each !== undefined) ? scores : undefined;
}

/** The scores that models give to images, as they are; null among the attacks is the model without a backdoor. */
export async function scoreModels(
  set: ImageSet<LabelledImage>,
  course: Course,
  attacks: readonly (Attack | null)[],
  images: readonly LabelledImage[],
  options: RunOptions = {},
): Promise<void> {
  const open = questionsOf(set, course, attacks, images).filter((question) => !storedScore(question));
  const jobs = open.map((question) => ({
    module: "experiments/scores",
    run: "scoreImages",
    argument: question,
    label: question.spec.attack?.trigger ?? "backdoor-free",
  }));
  await withRunLock(async () => {
    await ensureFeatures(open.map(wantedBy), options);
    await runJobs(jobs, { ...options, label: "scores", reused: attacks.length - open.length });
  });
}
