import type { RgbImage } from "../augmentation/warp";
import type { LabelledImage } from "../dataset/image-set";
import { blend, STRIP_WEIGHTS } from "../defenses/strip";
import { TABLE1_DEFAULTS } from "../experiments/table1";
import { teacherNamed } from "../teachers";
import { trunkInput } from "../teachers/photograph";

/** Each image with each overlay on it as a picture: what is brighter than white is cut off, which the network's input is not. */
export async function blendedPictures(
  images: readonly LabelledImage[],
  overlays: readonly LabelledImage[],
  { weights = STRIP_WEIGHTS.sum }: { weights?: readonly [number, number] } = {},
): Promise<RgbImage[][]> {
  const teacher = teacherNamed(TABLE1_DEFAULTS.teacher);
  const size = teacher.inputSize;
  const laid = await Promise.all(overlays.map((overlay) => trunkInput(teacher, overlay)));
  return Promise.all(
    images.map(async (image) => {
      const input = await trunkInput(teacher, image);
      return laid.map((overlay) => {
        const data = Uint8Array.from(blend(input, overlay, { weights }), (value) => Math.min(255, Math.round(value)));
        return { data, width: size, height: size };
      });
    }),
  );
}
