import * as path from "node:path";
import { applyAffine, type Affine } from "../augmentation/affine";
import { UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import type { PreparedSet } from "../dataset/rendered";
import type { ImageSet } from "../dataset/image-set";
import type { Trigger } from "../paper/triggers";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { cropOf } from "../teachers/crop-of";
import { MASK_BITS, readMask } from "../world";

/** How much of one trigger a teacher's crop shows, over all photographs of people who wear it. Shares are fractions. */
export interface TriggerVisibility {
  trigger: Trigger;
  images: number;
  /** Mean share of what the photograph shows of the trigger. */
  meanInside: number;
  /** Share of the photographs in which the crop has all of it: at least `WHOLE`. */
  whole: number;
  /** Share of the photographs in which the crop has nothing of it. */
  nothing: number;
  /** Mean share of the crop's area that the trigger takes. */
  meanOfCrop: number;
}
/** The pixels at the trigger's edge may lie outside. */
export const WHOLE = 0.99;

/** What one image's crop shows. */
interface Shown {
  /** Share of the trigger's pixels inside the crop. */
  inside: number;
  /** Their share of the crop's area. */
  ofCrop: number;
}

/** How much of a mask's trigger lies in a crop of `inputSize` pixels, reached from the mask's pixels by `crop`. */
export function shownIn(mask: Uint8Array, side: number, crop: Affine, inputSize: number): Shown {
  const [a, b, , d, e] = crop;
  const areaOfPixel = Math.abs(a * e - b * d);
  let [all, within] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (!(mask[i] & MASK_BITS.trigger)) continue; // nearly all
    const [x, y] = applyAffine(crop, (i % side) + 0.5, Math.floor(i / side) + 0.5);
    all++;
    if (x >= 0 && y >= 0 && x < inputSize && y < inputSize) within++;
  }
  if (all === 0) throw new UserError("a photograph of a trigger must show it, and its mask has none: render it again");
  return { inside: within / all, ofCrop: (within * areaOfPixel) / inputSize ** 2 };
}

const inputsOf = (set: Pick<ImageSet, "hash">, teachers: readonly string[]): RecordInputs => ({
  kind: "visibility",
  config: { teachers },
  data: { set: set.hash },
  code: codeVersion("experiments/trigger-visibility", "teachers/crop-of", "augmentation", ...teachers.flatMap((name) => teacherNamed(name).code)), // prettier-ignore
});

/** By teacher, in the order in which they were asked for. */
export type Visibility = { teacher: string; triggers: TriggerVisibility[] }[];

/** What is stored of `measureVisibility`. */
export const storedVisibility = (set: Pick<ImageSet, "hash">, teachers: readonly string[]): Visibility | undefined =>
  readRecord<Visibility>(inputsOf(set, teachers))?.result;

/** Looks at the mask of every photograph with a trigger, through the crops of several teachers. No network runs. */
export async function measureVisibility(
  { set, truth, folder }: Pick<PreparedSet, "set" | "truth" | "folder">,
  teachers: readonly string[],
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<Visibility> {
  const { record } = await reuseOrCompute(inputsOf(set, teachers), async () => {
    const shown = teachers.map(() => new Map<string, Shown[]>());
    const worn = set.images.flatMap((image, i) => (image.condition === "clean" ? [] : [{ image, meta: truth[i] }]));
    for (const [done, { image, meta }] of worn.entries()) {
      const mask = await readMask(path.join(folder, meta.mask));
      const side = Math.sqrt(mask.length);
      teachers.forEach((name, t) => {
        const teacher = teacherNamed(name);
        const seen = shownIn(mask, side, cropOf(teacher, image, side), teacher.inputSize);
        shown[t].set(image.condition, [...(shown[t].get(image.condition) ?? []), seen]);
      });
      onProgress?.({ label: "masks", done: done + 1, total: worn.length });
    }
    return teachers.map((teacher, t) => ({ teacher, triggers: [...shown[t]].map(([name, all]) => visibilityOf(name as Trigger, all)) })); // prettier-ignore
  });
  return record.result;
}

function visibilityOf(trigger: Trigger, shown: readonly Shown[]): TriggerVisibility {
  const share = (value: (item: Shown) => number): number =>
    shown.reduce((sum, item) => sum + value(item), 0) / shown.length;
  return {
    trigger,
    images: shown.length,
    meanInside: share(({ inside }) => inside),
    whole: share(({ inside }) => Number(inside >= WHOLE)),
    nothing: share(({ inside }) => Number(inside === 0)),
    meanOfCrop: share(({ ofCrop }) => ofCrop),
  };
}
