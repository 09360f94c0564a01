import { ORIGINAL } from "../augmentation/view";
import type { RgbImage } from "../augmentation/warp";
import type { LabelledImage } from "../dataset/image-set";
import { blend, STRIP_WEIGHTS } from "../defenses/strip";
import { TABLE1_DEFAULTS } from "../experiments/table1";
import { teacherNamed } from "../teachers";
import { readPhotograph } from "../teachers/photograph";

/** Each image with each overlay on it as a picture: what is brighter than white is cut off, which the network's input is not. */
export async function blendedPictures(
  images: readonly LabelledImage[],
  overlays: readonly LabelledImage[],
  { weights = STRIP_WEIGHTS.sum }: { weights?: readonly [number, number] } = {},
): Promise<RgbImage[][]> {
  const teacher = teacherNamed(TABLE1_DEFAULTS.teacher);
  const size = teacher.inputSize;
  const inputOf = async (image: LabelledImage): Promise<Float32Array> => {
    const input = new Float32Array(size * size * 3);
    teacher.preprocess(input, await readPhotograph(image.file), image, ORIGINAL);
    return input;
  };
  const laid = await Promise.all(overlays.map(inputOf));
  return Promise.all(
    images.map(async (image) => {
      const input = await inputOf(image);
      return laid.map((overlay) => {
        const data = Uint8Array.from(blend(input, overlay, { weights }), (value) => Math.min(255, Math.round(value)));
        return { data, width: size, height: size };
      });
    }),
  );
}
