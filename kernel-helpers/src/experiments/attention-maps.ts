import { UserError } from "../base/errors";
import { hashOf } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { attentionShares } from "../cam/attention";
import { explain, type CamMethod, type Student } from "../cam/explain";
import type { ActivationMap } from "../cam/feature-map";
import { layerMap } from "../cam/layer-map";
import { onPhotograph } from "../cam/on-photograph";
import { partTrunk, type PartedTrunk } from "../cam/parted-trunk";
import { positivePart } from "../cam/positive-part";
import { twoLayerHead } from "../cam/student-head";
import type { DatasetImage, ImageSet } from "../dataset/image-set";
import { codeVersion } from "../store/code-version";
import { reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { cropOf } from "../teachers/crop-of";
import type { Teacher } from "../teachers/teacher";
import { modelInputs, withTrained, type ModelSpec } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";
import { readMask } from "../world";
import { REGIONS, regionsOf } from "./attention-regions";

/** A photograph whose mask says what each of its pixels shows. */
export interface MaskedImage {
  image: DatasetImage;
  /** Its mask's file, and the hash of that. */
  mask: string;
  maskSha256: string;
}

/** Groups of photographs for models that are trained on the same images, each as `modelInputs` knows it. */
export interface AttentionQuestion {
  set: ImageSet;
  specs: readonly ModelSpec[];
  groups: readonly (readonly MaskedImage[])[];
  method?: CamMethod;
}

/** What one model attends to on one photograph when it names somebody. */
export interface Attention {
  /** Class number. */
  named: number;
  /** What speaks for that class: the positive part of its class activation map, of the layer's size. */
  map: number[];
  /** The share of it on each of `REGIONS`, 0 … 1; null where nothing speaks for the class. */
  shares: number[] | null;
  /** The share of each of them in what the teacher is shown: the level of chance. */
  area: number[];
}

/** What the maps of one group depend on. */
export function attentionInputs(
  set: ImageSet,
  spec: ModelSpec,
  images: readonly MaskedImage[],
  method: CamMethod = "grad-cam",
): RecordInputs {
  const { data, code } = modelInputs(set, spec);
  const { layer } = teacherNamed(spec.teacher).lastConvolution;
  const asked = hashOf(images.map(({ image, maskSha256 }) => [image.sha256, image.landmarks, maskSha256]));
  const own = codeVersion("cam", "teachers/split-trunk", "teachers/crop-of", "experiments/attention-maps", "experiments/attention-regions"); // prettier-ignore
  return { kind: "attention", config: { ...spec, method, layer }, data: { model: data, asked }, code: `${code}+${own}` };
}

/**
 * A job for the pool: trains each model again, which gives the same model, and stores where it looks on each group, in
 * the order of its photographs. What is stored already is left alone.
 *
 * @throws UserError if a training diverges.
 */
export async function mapAttention(
  { set, specs, groups, method }: AttentionQuestion,
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const teacher = teacherNamed(specs[0].teacher);
  const trunk = await partTrunk(teacher);
  const memory = new FeatureMemory();
  try {
    for (const [done, spec] of specs.entries()) {
      await withTrained(set, spec, memory, async ({ divergedInEpoch, weights }) => {
        if (divergedInEpoch !== null) {
          throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate`);
        }
        const head = twoLayerHead(weights());
        try {
          for (const images of groups) {
            const inputs = attentionInputs(set, spec, images, method);
            await reuseOrCompute(inputs, () => lookAtAll(teacher, { trunk, head }, images, method));
          }
        } finally {
          head.dispose();
        }
      });
      onProgress?.({ label: "models looked into", done: done + 1, total: specs.length });
    }
  } finally {
    trunk.dispose();
  }
}

async function lookAtAll(
  teacher: Teacher,
  student: Student & { trunk: PartedTrunk },
  images: readonly MaskedImage[],
  method: CamMethod = "grad-cam",
): Promise<Attention[]> {
  const seen: Attention[] = [];
  for (const { image, mask } of images) {
    const { map, named } = explain(student, await layerMap(teacher, student.trunk, image), { method });
    const forClass = positivePart(map);
    const values = Array.from(forClass.values, (value) => Number(value.toPrecision(6)));
    seen.push({ named, map: values, ...sharesOn(forClass, teacher, image, await readMask(mask)) });
  }
  return seen;
}

/** The map's shares on the photograph that it was made from. */
function sharesOn(map: ActivationMap, teacher: Teacher, image: DatasetImage, mask: Uint8Array) {
  const side = Math.sqrt(mask.length);
  const crop = cropOf(teacher, image, side);
  const seen = onPhotograph(map, { crop, inputSize: teacher.inputSize, height: side, width: side });
  return attentionShares(seen, regionsOf(mask), REGIONS.length);
}
