import { deflateSync, inflateSync } from "node:zlib";
import { UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import { labelOf, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { reverseTrigger, type ReversedTrigger, type StepRecord } from "../defenses/neural-cleanse/reverse-trigger";
import type { CleanseSpec } from "../defenses/neural-cleanse/spec";
import { trainedStudent } from "../defenses/neural-cleanse/trained-student";
import { frozenEngine } from "../engine/onnxruntime";
import { cleanDataset, poisonDataset } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { trunkInput } from "../teachers/photograph";
import { modelInputs, withTrained, type ModelSpec } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";

/** Labels of one model to be reversed. */
export interface CleanseQuestion {
  set: ImageSet;
  spec: ModelSpec;
  cleanse: CleanseSpec;
  /** People. */
  labels: readonly string[];
}

/** What is stored of one label of one model. */
export interface StoredCleanse extends Pick<
  ReversedTrigger,
  "norm" | "successRate" | "steps" | "converged" | "stoppedBy"
> {
  /** Width and height of mask and pattern in pixels. */
  side: number;
  /** Bytes [side, side] of the mask · 255 and [side, side, 3] of the pattern, deflated, in base64. */
  mask: string;
  pattern: string;
  history: StepRecord[];
}

const CODE = ["defenses/neural-cleanse", "experiments/cleanse-labels", "cam/student-head", "engine/onnxruntime", ...["editable-graph", "gradient", "gradient-rules", "graph-sides", "rearrange"].map((module) => `teachers/onnx/${module}`)]; // prettier-ignore

/** What the reversed trigger of one label depends on. */
export function cleanseInputs({ set, spec, cleanse }: Omit<CleanseQuestion, "labels">, label: string): RecordInputs {
  const { data, code } = modelInputs(set, spec);
  return {
    kind: "neural-cleanse",
    config: { ...spec, cleanse, label },
    data: { model: data, engine: frozenEngine() },
    code: `${code}+${codeVersion(...CODE)}`,
  };
}

export const storedCleanse = (question: Omit<CleanseQuestion, "labels">, label: string): StoredCleanse | undefined =>
  readRecord<StoredCleanse>(cleanseInputs(question, label))?.result;

/**
 * A job for the pool: trains the model again, which gives the same model, and reverses these labels, each stored as soon
 * as it is done. The images are the model's clean test images, as its teacher's trunk sees them.
 *
 * @throws UserError if the training diverges.
 */
export async function cleanseLabels(
  { labels, ...question }: CleanseQuestion,
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const { set, spec, cleanse } = question;
  const missing = labels.filter((label) => !storedCleanse(question, label));
  if (missing.length === 0) return;
  const teacher = teacherNamed(spec.teacher);
  const images = await Promise.all(cleanTestOf(set, spec).map((image) => trunkInput(teacher, image)));
  const trunk = await teacher.loadTrunk();
  try {
    await withTrained(set, spec, new FeatureMemory(), async ({ divergedInEpoch, weights }) => {
      if (divergedInEpoch !== null) {
        throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate`);
      }
      const student = await trainedStudent(trunk, weights());
      try {
        for (const [index, label] of missing.entries()) {
          // The same start and batches for every model: norms differ for the model's sake.
          const seed = new Seed(spec.seed).child("neural-cleanse").child(label);
          await reuseOrCompute(cleanseInputs(question, label), async () =>
            toStored(await reverseTrigger(student, { images, label: labelOf(set, label) }, { spec: cleanse, seed })),
          );
          onProgress?.({ label: "labels reversed", done: index + 1, total: missing.length });
        }
      } finally {
        await student.dispose();
      }
    });
  } finally {
    trunk.dispose();
  }
}

function cleanTestOf(set: ImageSet, { attack, seed }: ModelSpec): LabelledImage[] {
  const root = new Seed(seed);
  return (attack ? poisonDataset(set, attack, root) : cleanDataset(set, root)).cleanTest;
}

const packed = (values: Float32Array, factor: number): string =>
  deflateSync(Uint8Array.from(values, (value) => Math.round(Math.min(Math.max(value * factor, 0), 255)))).toString(
    "base64",
  );

/** The bytes of a stored mask or pattern. */
export const unpacked = (text: string): Uint8Array => new Uint8Array(inflateSync(Buffer.from(text, "base64")));

/** Six digits: more than a gradient's float32 sums agree on between machines. */
const brief = (value: number): number => Number(value.toPrecision(6));

function toStored({
  norm,
  successRate,
  steps,
  converged,
  stoppedBy,
  mask,
  pattern,
  history,
}: ReversedTrigger): StoredCleanse {
  // prettier-ignore
  return {
    norm: brief(norm),
    successRate,
    steps,
    converged,
    stoppedBy,
    side: Math.sqrt(mask.length),
    mask: packed(mask, 255),
    pattern: packed(pattern, 1),
    history: history.map((step) => ({
      crossEntropy: brief(step.crossEntropy),
      norm: brief(step.norm),
      loss: brief(step.loss),
      successRate: brief(step.successRate),
      bestNorm: step.bestNorm === null ? null : brief(step.bestNorm),
      cost: brief(step.cost),
    })),
  };
}
