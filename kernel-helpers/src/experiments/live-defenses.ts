import { UserError } from "../base/errors";
import { hashOf } from "../base/hash";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { STRIP_WEIGHTS } from "../defenses/strip";
import { runJobs } from "../jobs/pool";
import type { Attack } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { teacherNamed } from "../teachers";
import { modelInputs, withTrained } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";
import { wantedBy } from "./ask";
import { blendCode, extractBlends, storedBlends } from "./blended-features";
import type { Course } from "./live";
import { ensureFeatures, type RunOptions } from "./run-models";
import { studentLayers } from "./student-layers";
import { modelSpec, TABLE1_DEFAULTS } from "./table1";
import type { Question } from "../training/ask-model";

/** What a model makes of one input. */
export interface SeenInside {
  /** Of the last hidden layer, after the ReLU. */
  activations: number[];
  /** One for each class, in the set's order; they sum to 1. */
  probabilities: number[];
}

interface InsideQuestion extends Question {
  /** Laid over each image; none leaves the images as they are. */
  overlays: readonly LabelledImage[];
  weights: readonly [number, number];
}

type Set = ImageSet<LabelledImage>;

/**
 * What a model's last layers make of images, as the defenses of training data want it:
 * `const seen = await lookInside(set, LIVE, attack, images)`. What is stored is reused.
 *
 * @throws UserError for an attack that the images do not allow, or a training that diverges.
 */
export async function lookInside(
  set: Set,
  course: Course,
  attack: Attack,
  images: readonly LabelledImage[],
  options: RunOptions = {},
): Promise<SeenInside[]> {
  const spec = modelSpec(course, TABLE1_DEFAULTS, attack);
  const seen = await answered({ set, spec, images, overlays: [], weights: STRIP_WEIGHTS.sum }, options);
  return seen.map(([one]) => one);
}

/** What a model predicts for images under overlays, as STRIP wants it: probabilities [images][overlays, classes]. */
export async function predictBlended(
  set: Set,
  course: Course,
  attack: Attack,
  { images, overlays }: { images: readonly LabelledImage[]; overlays: readonly LabelledImage[] },
  { weights = STRIP_WEIGHTS.sum, ...options }: RunOptions & { weights?: readonly [number, number] } = {},
): Promise<number[][][]> {
  const spec = modelSpec(course, TABLE1_DEFAULTS, attack);
  const seen = await answered({ set, spec, images, overlays, weights }, options);
  return seen.map((perOverlay) => perOverlay.map(({ probabilities }) => probabilities));
}

function inputsOf({ set, spec, images, overlays, weights }: InsideQuestion): RecordInputs {
  const { data, code } = modelInputs(set, spec);
  const pixels = (list: readonly LabelledImage[]) => list.map(({ sha256, landmarks }) => [sha256, landmarks ?? null]);
  const own = ["experiments/live-defenses", "experiments/student-layers", ...blendCode(teacherNamed(spec.teacher))];
  return {
    kind: "inside",
    config: { ...spec, weights },
    data: { model: data, asked: hashOf([pixels(images), pixels(overlays)]) },
    code: `${code}+${codeVersion(...own)}`,
  };
}

async function answered(question: InsideQuestion, options: RunOptions): Promise<SeenInside[][]> {
  const stored = () => readRecord<SeenInside[][]>(inputsOf(question))?.result;
  const known = stored();
  if (known) return known;
  const label = question.spec.attack!.trigger;
  const jobs = [{ module: "experiments/live-defenses", run: "seeInside", argument: question, label }];
  await withRunLock(async () => {
    await ensureFeatures([wantedBy(question)], options);
    await runJobs(jobs, { ...options, label: "models" });
  });
  return stored()!;
}

/** A job for the pool: trains the model again, which gives the same model, and stores what it makes of the images. */
export async function seeInside(question: InsideQuestion): Promise<void> {
  await reuseOrCompute(inputsOf(question), () => insideOf(question));
}

function insideOf({ set, spec, images, overlays, weights }: InsideQuestion): Promise<SeenInside[][]> {
  const teacher = teacherNamed(spec.teacher);
  const memory = new FeatureMemory();
  return withTrained(set, spec, memory, async ({ divergedInEpoch, weights: learned }) => {
    if (divergedInEpoch !== null) {
      throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate`);
    }
    const layers = studentLayers(learned());
    const seen: SeenInside[][] = [];
    for (const image of images) {
      const request = { image, overlays, weights };
      if (overlays.length > 0) await extractBlends({ teacherName: teacher.name, requests: [request] });
      const features = overlays.length > 0 ? storedBlends(teacher, request)! : await memory.get(teacher, { image, views: { kind: "original" } }); // prettier-ignore
      const { hidden, probabilities } = layers.of([features]);
      seen.push(hidden.map((row, i) => ({ activations: brief(row), probabilities: brief(probabilities[i]) })));
    }
    layers.dispose();
    return seen;
  });
}

const brief = (row: Float32Array): number[] => Array.from(row, (value) => Number(value.toPrecision(6)));
