import sharp from "sharp";
import { prepareSet } from "../dataset/rendered";
import { EXAMPLE, type StudentAttention } from "../experiments/attention";
import { teacherNamed } from "../teachers";
import { trunkInput } from "../teachers/photograph";
import type { FigurePicture } from "./figure-pictures";

const JPEG = { quality: 88, chromaSubsampling: "4:4:4" } as const;
/** Twice the size at which Figure 8 shows them. */
const SIDE = 224;

/** The photographs of Figure 8 as the teacher sees them, `of` their ids in the set of pairs. Renders what is not there. */
export async function attentionPictures({ teacher: name, examples }: StudentAttention): Promise<FigurePicture[]> {
  const teacher = teacherNamed(name);
  const { set } = await prepareSet("pairs", { people: [EXAMPLE.person], count: EXAMPLE.shot + 1 });
  const ids = [...new Set(examples.flatMap(({ looks }) => looks.map(({ id }) => id)))];
  return Promise.all(
    ids.map(async (id) => {
      const image = set.images.find((each) => each.id === id)!;
      const seen = await trunkInput(teacher, image);
      const raw = { width: teacher.inputSize, height: teacher.inputSize, channels: 3 } as const;
      const jpeg = await sharp(Uint8Array.from(seen, Math.round), { raw }).resize(SIDE, SIDE).jpeg(JPEG).toBuffer();
      return { of: id, condition: image.condition, source: `data:image/jpeg;base64,${jpeg.toString("base64")}` };
    }),
  );
}
