import { localPath } from "../base/paths";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { runJobs } from "../jobs/pool";
import type { Attack } from "../poisoning/bad-nets";
import { readRecord } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { questionInputs, type Answer, type Question } from "../training/ask-model";
import { featuresNeeded } from "../training/attack-model";
import type { RenderedImage } from "../world";
import type { Course } from "./live";
import { ensureFeatures, type RunOptions, type WantedFeatures } from "./run-models";
import { modelSpec, TABLE1_DEFAULTS } from "./table1";

/** An image of a data set, or a photograph taken by `world.render`. */
export type Asked = LabelledImage | RenderedImage;

/**
 * Whom models name on single images, as the images are: `const [answer] = await askModels(set, LIVE, [attack], images)`.
 * Null among the attacks is the model without a backdoor. What is stored is reused; answers come in the order of the
 * attacks, names in that of the images.
 *
 * @throws UserError for an unknown trigger or target, or a rate that the images do not allow.
 */
export async function askModels(
  set: ImageSet<LabelledImage>,
  course: Course,
  attacks: readonly (Attack | null)[],
  asked: readonly Asked[],
  options: RunOptions = {},
): Promise<Answer[]> {
  const images = asked.map(inFile);
  const questions = attacks.map((attack): Question => ({
    set,
    spec: modelSpec(course, TABLE1_DEFAULTS, attack),
    images,
  }));
  await answerQuestions(questions, options);
  return questions.map((question) => storedAnswer(question)!);
}

/** Answers what is not answered yet: models that are trained again, on features that all of them share. */
export async function answerQuestions(questions: readonly Question[], options: RunOptions = {}): Promise<void> {
  if (questions.every(storedAnswer)) return;
  await withRunLock(async () => {
    const open = questions.filter((question) => !storedAnswer(question));
    await ensureFeatures(open.map(wantedBy), options);
    await runJobs(open.map(askJob), { ...options, label: "models", reused: questions.length - open.length });
  });
}

/** Whom the model of a question names; undefined while it has not been asked. */
export const storedAnswer = (question: Question): Answer | undefined =>
  readRecord<Answer>(questionInputs(question))?.result;

/** What a trunk must have seen before a model can be asked: what trains it, and the images as they are. */
export const wantedBy = ({ set, spec, images }: Question): WantedFeatures => ({
  teacher: spec.teacher,
  requests: [...featuresNeeded(set, spec), ...images.map((image) => ({ image, views: { kind: "original" } as const }))],
});

const askJob = (question: Question) => ({
  module: "training/ask-model",
  run: "askModel",
  argument: question,
  label: question.spec.attack?.trigger ?? "backdoor-free",
});

/** A photograph in a file: one that was rendered on demand is saved first. */
export const inFile = (image: Asked): LabelledImage =>
  "save" in image ? image.save(localPath("asked", `${image.meta.sha256}.jpg`)) : image;
