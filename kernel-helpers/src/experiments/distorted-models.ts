import type { OnProgress } from "../base/progress";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { DISTORTION_CODE } from "../teachers/distorted-face";
import { modelInputs, withTrained, type ModelSpec, type OneView, type Prediction } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";
import type { Condition, TestImages } from "./image-artifacts-plan";

/** A model, and what it is tested on: the same images in each condition. */
export interface DistortedTest {
  spec: ModelSpec;
  images: TestImages;
  conditions: readonly Condition[];
}

/** What the model predicts: for each condition the class numbers in the order of the images; none where it diverged. */
export interface DistortedAnswers {
  divergedInEpoch: number | null;
  answers: { clean: number[]; triggered: number[] }[];
}

type Set = ImageSet<LabelledImage>;

/** What a test's answers depend on. */
export function testInputs(set: Set, { spec, images, conditions }: DistortedTest): RecordInputs {
  const { config, data, code } = modelInputs(set, spec);
  const asked = [images.clean, images.triggered].map((list) => list.map(({ id }) => id));
  return {
    kind: "distorted",
    config: { model: config, conditions },
    data: { model: data, asked },
    code: `${code}+${codeVersion("experiments/distorted-models", ...DISTORTION_CODE)}`,
  };
}

/** The view of an image in a condition. */
export const viewIn = (distortion: Condition): OneView => ({ kind: "distorted", distortion });

/** The answers that are stored; undefined if the test has not been made. */
export const storedAnswers = (set: Set, test: DistortedTest): DistortedAnswers | undefined =>
  readRecord<DistortedAnswers>(testInputs(set, test))?.result;

/**
 * A job for the pool: trains each model again on features that are read once, which gives the same model, and stores
 * its answers, unless they are stored already. The features of the distorted images are shared by all models.
 */
export async function testDistorted(
  { set, tests }: { set: Set; tests: readonly DistortedTest[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const memory = new FeatureMemory();
  for (const [index, test] of tests.entries()) {
    await reuseOrCompute(testInputs(set, test), () => answersOf(set, test, memory));
    onProgress?.({ label: "models", done: index + 1, total: tests.length });
  }
}

const answersOf = (set: Set, test: DistortedTest, memory: FeatureMemory): Promise<DistortedAnswers> =>
  withTrained(set, test.spec, memory, async ({ divergedInEpoch, predict }) => {
    const answers: DistortedAnswers["answers"] = [];
    for (const condition of test.conditions) {
      const { clean, triggered } = test.images;
      const view = viewIn(condition);
      answers.push({ clean: await predict(clean, view), triggered: await predict(triggered, view) });
    }
    return { divergedInEpoch, answers };
  });

/** The predictions in one condition, with the images' names. */
export function predictionsIn(
  { images }: Pick<DistortedTest, "images">,
  { divergedInEpoch, answers }: DistortedAnswers,
  condition: number,
): { clean: Prediction[]; triggered: Prediction[]; divergedInEpoch: number | null } {
  const named = (list: readonly LabelledImage[], labels: readonly number[]): Prediction[] =>
    labels.map((label, i) => [list[i].id, label]);
  const { clean, triggered } = answers[condition];
  return { clean: named(images.clean, clean), triggered: named(images.triggered, triggered), divergedInEpoch };
}
