import sharp from "sharp";
import { distort, type Distortion } from "../artifacts";
import type { RgbImage } from "../augmentation/warp";
import { chosenPhotographs } from "../dataset/chosen-photographs";
import type { DatasetImage } from "../dataset/image-set";
import { prepareSet } from "../dataset/rendered";
import type { ImageArtifact } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import { TABLE1_DEFAULTS } from "../experiments/table1";
import { cutOutFace, FACE_SIDE } from "../teachers/distorted-face";
import { ownWearing, WEARER, type FigurePicture } from "./figure-pictures";

/** A face with an artifact, to stand above its severity. */
export interface ArtifactExample extends FigurePicture {
  artifact: ImageArtifact;
  severity: number;
}

/** Pixels along a side: blocks and grain are still seen. */
const SIDE = 152;
const JPEG = { quality: 80, chromaSubsampling: "4:4:4" } as const;

/**
 * One volunteer in one shot with each of the triggers, at each severity, 0 being untouched. Renders what is not there. Of
 * photographs of one's own, where they are chosen, the first of each trigger.
 */
export async function artifactExamples(
  artifact: ImageArtifact,
  triggers: readonly Trigger[],
  severities: readonly number[],
): Promise<ArtifactExample[]> {
  const examples: ArtifactExample[] = [];
  for (const { trigger, image } of await wearing(triggers)) {
    const face = await cutOutFace(image);
    for (const severity of severities) {
      const picture = severity === 0 ? face : await distort(face, named(artifact, severity), image.id);
      examples.push({ of: trigger, condition: trigger, artifact, severity, source: await dataAddress(picture) });
    }
  }
  return examples;
}

async function wearing(triggers: readonly Trigger[]): Promise<{ trigger: Trigger; image: DatasetImage }[]> {
  const own = chosenPhotographs();
  if (own) {
    return triggers.flatMap((trigger) => {
      const image = ownWearing(own, trigger);
      return image ? [{ trigger, image }] : [];
    });
  }
  const { person, shot } = WEARER;
  const { set } = await prepareSet("pairs", { people: [person], count: shot + 1 });
  return triggers.map((trigger) => ({
    trigger,
    image: set.images.find(({ id }) => id === `${person}/${trigger}/${shot}`)!,
  }));
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
