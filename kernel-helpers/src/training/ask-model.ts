import { UserError } from "../base/errors";
import { hashOf } from "../base/hash";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { reuseOrCompute, type RecordInputs } from "../store/records";
import { modelInputs, withTrained, type ModelSpec } from "./attack-model";
import { FeatureMemory } from "./feature-memory";

/** What a model is asked: whom, or what, each of these images shows. They need not be of its set. */
export interface Question {
  set: ImageSet<LabelledImage>;
  spec: ModelSpec;
  images: readonly LabelledImage[];
}

/** The names, in the order of the images. */
export type Answer = string[];

/** What an answer depends on: the model, and the pixels. */
export function questionInputs({ set, spec, images }: Question): RecordInputs {
  const { config, data, code } = modelInputs(set, spec);
  const asked = hashOf(images.map(({ sha256, landmarks }) => [sha256, landmarks ?? null]));
  return { kind: "answer", config, data: { model: data, asked }, code };
}

/**
 * A job for the pool: trains the model again, which gives the same model, and stores its answer, unless that is stored
 * already.
 *
 * @throws UserError if the training diverges.
 */
export async function askModel(question: Question): Promise<void> {
  await reuseOrCompute(questionInputs(question), () => answerOf(question));
}

const answerOf = ({ set, spec, images }: Question): Promise<Answer> =>
  withTrained(set, spec, new FeatureMemory(), async ({ divergedInEpoch, predict }) => {
    if (divergedInEpoch !== null) {
      throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate and ask again`);
    }
    return (await predict(images)).map((label) => set.people[label]);
  });
