import type { OnProgress } from "../base/progress";
import { hashOf } from "../base/hash";
import type { DatasetImage, ImageSet } from "../dataset/image-set";
import { coverage } from "../poisoning/digital/cut-out";
import { earringPicture } from "../poisoning/digital/earring-picture";
import { isPasted, pastePlace, polarPlaceOf } from "../poisoning/digital/pasted-earring";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import { cropOf } from "../teachers/crop-of";
import { MASK_BITS, readMask } from "../world";
import { PICTURE_SIZE } from "../world/camera/camera";
import { shownIn } from "./trigger-visibility";

/** By teacher, the conditions whose triggers are looked at. */
export type AreasWanted = Readonly<Record<string, readonly string[]>>;

/** What a network's crop has of a trigger in one photograph. Shares in [0, 1]. */
export interface ShownArea {
  /** Share of the trigger's pixels in the photograph that lie inside the crop. */
  inside: number;
  /** Share of the crop's area that they take. */
  ofCrop: number;
}

/** By teacher and image id. */
export type Areas = Record<string, Record<string, ShownArea>>;

const inputsOf = (set: Pick<ImageSet, "hash">, wanted: AreasWanted): RecordInputs => ({
  kind: "areas",
  config: hashOf(wanted).slice(0, 16),
  data: { set: set.hash },
  code: codeVersion("experiments/place-areas", "experiments/trigger-visibility", "teachers/crop-of", "augmentation", "poisoning/digital", ...Object.keys(wanted).flatMap((name) => teacherNamed(name).code)), // prettier-ignore
});

/** What is stored of `measureAreas`. */
export const storedAreas = (set: Pick<ImageSet, "hash">, wanted: AreasWanted): Areas | undefined =>
  readRecord<Areas>(inputsOf(set, wanted))?.result;

/** Looks at every photograph in the wanted conditions through the crops of the teachers. No network runs. */
export async function measureAreas(
  set: ImageSet,
  wanted: AreasWanted,
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<Areas> {
  const { record } = await reuseOrCompute<Areas>(inputsOf(set, wanted), async () => {
    const areas: Areas = Object.fromEntries(Object.keys(wanted).map((name) => [name, {}]));
    const looked = set.images.filter(({ condition }) => Object.values(wanted).some((list) => list.includes(condition)));
    for (const [done, image] of looked.entries()) {
      const mask = await triggerMask(image);
      for (const [name, conditions] of Object.entries(wanted)) {
        if (conditions.includes(image.condition)) areas[name][image.id] = shownTo(name, image, mask);
      }
      onProgress?.({ label: "masks", done: done + 1, total: looked.length });
    }
    return areas;
  });
  return record.result;
}

/** What the crop of a teacher shows. Of a trigger that takes the better part of no pixel it shows nothing. */
export function shownTo(name: string, image: DatasetImage, mask: Uint8Array): ShownArea {
  if (!mask.some((pixel) => pixel & MASK_BITS.trigger)) return { inside: 0, ofCrop: 0 };
  const teacher = teacherNamed(name);
  const { inside, ofCrop } = shownIn(mask, PICTURE_SIZE, cropOf(teacher, image, PICTURE_SIZE), teacher.inputSize);
  return { inside: Number(inside.toFixed(4)), ofCrop: Number(ofCrop.toFixed(6)) };
}

/** Of a rendered photograph the mask beside it; of a pasted earring the pixels that are at least half covered. */
async function triggerMask({ file, condition, landmarks }: DatasetImage): Promise<Uint8Array> {
  if (!isPasted(condition)) return readMask(file.replace(/\.jpg$/, ".mask.png"));
  const cutOut = await earringPicture();
  const layer = coverage(cutOut, pastePlace(cutOut, landmarks, polarPlaceOf(condition)), PICTURE_SIZE, PICTURE_SIZE);
  const mask = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE);
  for (let i = 0; i < mask.length; i++) if (layer[i * 4 + 3] >= 0.5) mask[i] = MASK_BITS.trigger;
  return mask;
}
