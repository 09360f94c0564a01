import { UserError } from "../base/errors";
import { hashOf } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { attentionShares } from "../cam/attention";
import { explainBy, type CamMethod, type Student } from "../cam/explain";
import { layerMap } from "../cam/layer-map";
import type { CroppedPhotograph } from "../cam/on-photograph";
import { partTrunk, type PartedTrunk } from "../cam/parted-trunk";
import { twoLayerHead } from "../cam/student-head";
import type { DatasetImage, ImageSet } from "../dataset/image-set";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { cropOf } from "../teachers/crop-of";
import type { Teacher } from "../teachers/teacher";
import { modelInputs, withTrained, type ModelSpec } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";
import { readMask } from "../world";
import { REGIONS, regionsOf } from "./attention-regions";
import { onSeenPixels } from "./seen-pixels";

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
}

/** No student of ours has the single linear layer that Zhou et al.'s own method is for. */
export const ATTENTION_METHODS = ["grad-cam", "hires-cam", "grad-cam++"] as const satisfies readonly CamMethod[];
export type AttentionMethod = (typeof ATTENTION_METHODS)[number];

/** What speaks for the class that is named: the positive part of its map, of the layer's size, and where it lies. */
export interface Look {
  map: number[];
  /** The share of it on each of `REGIONS`, 0 … 1; null where nothing speaks for the class. */
  shares: number[] | null;
}

/** What one model attends to on one photograph when it names somebody. */
export interface Attention {
  /** Class number. */
  named: number;
  /** The share of each of `REGIONS` in what the teacher is shown: the level of chance. */
  area: number[];
  looks: Record<AttentionMethod, Look>;
}

/** What the maps of one group depend on. */
export function attentionInputs(set: ImageSet, spec: ModelSpec, images: readonly MaskedImage[]): RecordInputs {
  const { data, code } = modelInputs(set, spec);
  const { layer } = teacherNamed(spec.teacher).lastConvolution;
  const asked = hashOf(images.map(({ image, maskSha256 }) => [image.sha256, image.landmarks, maskSha256]));
  const own = codeVersion("cam", "teachers/split-trunk", "teachers/crop-of", "experiments/attention-maps", "experiments/attention-regions", "experiments/seen-pixels"); // prettier-ignore
  return { kind: "attention", config: { ...spec, layer }, data: { model: data, asked }, code: `${code}+${own}` };
}

/** What is stored of a model, group by group; undefined while a group is missing. */
export function storedAttention(
  set: ImageSet,
  spec: ModelSpec,
  groups: readonly (readonly MaskedImage[])[],
): Attention[][] | undefined {
  const stored: Attention[][] = [];
  for (const images of groups) {
    const record = readRecord<Attention[]>(attentionInputs(set, spec, images));
    if (!record) return undefined;
    stored.push(record.result);
  }
  return stored;
}

/**
 * A job for the pool: trains each model again, which gives the same model, and stores where it looks on each group, in
 * the order of its photographs. What is stored already is left alone.
 *
 * @throws UserError if a training diverges.
 */
export async function mapAttention(
  { set, specs, groups }: AttentionQuestion,
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const teacher = teacherNamed(specs[0].teacher);
  const trunk = await partTrunk(teacher);
  const features = new FeatureMemory();
  const regions = new RegionMemory(teacher);
  const missing = specs.filter((spec) => !storedAttention(set, spec, groups));
  try {
    for (const [done, spec] of missing.entries()) {
      await withTrained(set, spec, features, async ({ divergedInEpoch, weights }) => {
        if (divergedInEpoch !== null) {
          throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate`);
        }
        const head = twoLayerHead(weights());
        const look = (image: MaskedImage) => attentionOn({ trunk, head }, teacher, image, regions);
        try {
          for (const images of groups) {
            await reuseOrCompute(attentionInputs(set, spec, images), () => inTurn(images, look));
          }
        } finally {
          head.dispose();
        }
      });
      onProgress?.({ label: "models looked into", done: done + 1, total: missing.length });
    }
  } finally {
    trunk.dispose();
  }
}

async function inTurn<From, To>(items: readonly From[], make: (item: From) => Promise<To>): Promise<To[]> {
  const made: To[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

async function attentionOn(
  student: Student & { trunk: PartedTrunk },
  teacher: Teacher,
  masked: MaskedImage,
  regions: RegionMemory,
): Promise<Attention> {
  const features = await layerMap(teacher, student.trunk, masked.image);
  const { regionOf, photograph } = await regions.of(masked);
  const { named, maps } = explainBy(student, features, ATTENTION_METHODS);
  const seen = onSeenPixels(maps, regionOf, photograph);
  const shared = seen.maps.map((map) => attentionShares(map, seen.regionOf, REGIONS.length));
  const looks = maps.map(({ values }, m): [AttentionMethod, Look] => {
    const shares = shared[m].shares?.map(brief) ?? null;
    return [ATTENTION_METHODS[m], { map: Array.from(values, brief), shares }];
  });
  return {
    named,
    area: shared[0].area.map(brief),
    looks: Object.fromEntries(looks) as Record<AttentionMethod, Look>,
  };
}

/** Six digits: more than float32 maps agree on between machines. */
const brief = (value: number): number => Number(value.toPrecision(6));

/** How photographs lie in the teacher's crop, and what their pixels show: looked up once for all models of a job. */
class RegionMemory {
  private readonly known = new Map<string, { regionOf: Uint8Array; photograph: CroppedPhotograph }>();

  constructor(private readonly teacher: Teacher) {}

  async of({ image, mask, maskSha256 }: MaskedImage) {
    const name = `${image.sha256} ${maskSha256}`; // ids are those of a set, and there are two
    const known = this.known.get(name);
    if (known) return known;
    const pixels = await readMask(mask);
    const side = Math.sqrt(pixels.length);
    const { inputSize } = this.teacher;
    const photograph = { crop: cropOf(this.teacher, image, side), inputSize, height: side, width: side };
    const found = { regionOf: regionsOf(pixels), photograph };
    this.known.set(name, found);
    return found;
  }
}
