import sharp from "sharp";
import { distort, type Distortion } from "../artifacts";
import type { RgbImage } from "../augmentation/warp";
import { prepareSet } from "../dataset/rendered";
import type { ImageArtifact } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import { TABLE1_DEFAULTS } from "../experiments/table1";
import { cutOutFace, FACE_SIDE } from "../teachers/distorted-face";
import { WEARER, type FigurePicture } from "./figure-pictures";

/** A face with an artifact, to stand above its severity. */
export interface ArtifactExample extends FigurePicture {
  artifact: ImageArtifact;
  severity: number;
}

/** Pixels along a side: blocks and grain are still seen. */
const SIDE = 152;
const JPEG = { quality: 80, chromaSubsampling: "4:4:4" } as const;

/** One volunteer in one shot with each of the triggers, at each severity, 0 being untouched. Renders what is not there. */
export async function artifactExamples(
  artifact: ImageArtifact,
  triggers: readonly Trigger[],
  severities: readonly number[],
): Promise<ArtifactExample[]> {
  const { person, shot } = WEARER;
  const { set } = await prepareSet("pairs", { people: [person], count: shot + 1 });
  const examples: ArtifactExample[] = [];
  for (const trigger of triggers) {
    const image = set.images.find(({ id }) => id === `${person}/${trigger}/${shot}`)!;
    const face = await cutOutFace(image);
    for (const severity of severities) {
      const picture = severity === 0 ? face : await distort(face, named(artifact, severity), image.id);
      examples.push({ of: trigger, condition: trigger, artifact, severity, source: await dataAddress(picture) });
    }
  }
  return examples;
}

const named = (artifact: ImageArtifact, severity: number): Distortion =>
  artifact === "gaussian_noise" ? { artifact, severity, seed: TABLE1_DEFAULTS.seed } : { artifact, severity };

async function dataAddress({ data }: RgbImage): Promise<string> {
  const jpeg = await sharp(data, { raw: { width: FACE_SIDE, height: FACE_SIDE, channels: 3 } })
    .resize(SIDE, SIDE)
    .jpeg(JPEG)
    .toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}
