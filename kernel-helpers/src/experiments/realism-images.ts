import { hashOf } from "../base/hash";
import { localPath } from "../base/paths";
import type { OnProgress } from "../base/progress";
import type { DatasetImage } from "../dataset/image-set";
import { readFloats, writeFloats } from "../store/arrays";
import { codeVersion } from "../store/code-version";
import { detectFaces } from "../teachers/face-detector";
import { readPhotograph } from "../teachers/photograph";
import { describeFace, RECOGNISERS, recogniserCode } from "../teachers/recogniser";

/** What the networks say about one photograph. */
export interface SeenImage {
  /** Faces found, surest first: confidence, left, top, width, height in pixels. */
  faces: Float32Array;
  /** By recogniser. */
  descriptors: Record<string, Float32Array>;
}
/** Numbers for each face of `SeenImage.faces`. */
export const FACE_STRIDE = 5;

const DETECTOR = "detector";
/** The code that decides what the detector says, as `codeVersion` wants it: itself, and the reader of photographs. */
const DETECTOR_CODE = ["teachers/face-detector", "teachers/photograph"];

/** The code that decides what all of them say. */
export const SEEING_CODE: readonly string[] = [...new Set([...DETECTOR_CODE, ...RECOGNISERS.flatMap(recogniserCode)])];

/** Where it is stored what a network said: named for pixels, landmarks, weights and code. */
function seenFile(network: string, { sha256, landmarks }: DatasetImage): string {
  const recogniser = RECOGNISERS.find(({ name }) => name === network);
  const code = recogniser ? ["teachers/photograph", ...recogniserCode(recogniser)] : DETECTOR_CODE;
  const key = hashOf([sha256, landmarks, recogniser?.teacher.weights.sha256, codeVersion(...code)]).slice(0, 32);
  return localPath("descriptors", network, key.slice(0, 2), `${key}.f32`);
}

const NETWORKS = [DETECTOR, ...RECOGNISERS.map(({ name }) => name)];

/** Whether every network has seen the image, and what they said is not damaged. */
export const isSeen = (image: DatasetImage): boolean =>
  NETWORKS.every((network) => readFloats(seenFile(network, image)) !== undefined);

/** What is stored about an image that `isSeen`. */
export const seenImage = (image: DatasetImage): SeenImage => ({
  faces: readFloats(seenFile(DETECTOR, image))!,
  descriptors: Object.fromEntries(RECOGNISERS.map(({ name }) => [name, readFloats(seenFile(name, image))!])),
});

/** A job for the pool: shows the images to the detector and the recognisers and stores what they say. */
export async function seeImages(
  { images }: { images: DatasetImage[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  for (const [index, image] of images.entries()) {
    const photograph = await readPhotograph(image.file);
    const faces = await detectFaces(photograph);
    const rows = faces.flatMap(({ score, left, top, width, height }) => [score, left, top, width, height]);
    for (const recogniser of RECOGNISERS) {
      writeFloats(seenFile(recogniser.name, image), describeFace(recogniser, photograph, image));
    }
    writeFloats(seenFile(DETECTOR, image), Float32Array.from(rows));
    onProgress?.({ label: "recognisers", done: index + 1, total: images.length });
  }
}
