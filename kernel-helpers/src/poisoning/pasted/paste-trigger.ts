import type { RgbImage } from "../../augmentation/warp";
import { UserError } from "../../base/errors";
import type { DatasetImage } from "../../dataset/image-set";
import { codeVersion } from "../../store/code-version";
import { pasteLayer } from "../digital/cut-out";
import { derivedPicture } from "../digital/derived-picture";
import { fitToFace, type Face } from "./fit-to-face";
import { picturesHash, triggerPictures, type TriggerPicture } from "./trigger-pictures";
import { warpedLayer } from "./warped-layer";

/** The condition of photographs with a picture of a trigger pasted on, as `bandana` is that of photographs with the real one. */
export const pastedAs = (trigger: string): string => `pasted_${trigger}`;

/** What is pasted on; plain JSON, so that a worker of the pool can do it. */
export interface PasteTriggerSpec {
  images: readonly DatasetImage[];
  trigger: string;
}

/**
 * The photographs with a picture of the trigger pasted on each face by its landmarks, as `pastedAs(trigger)` from then on:
 * no light falls on it, it throws no shadow, and hair does not cover it. The photographs themselves stay as they are.
 *
 * @throws UserError for a trigger without a picture, landmarks that coincide, or a face partly outside its photograph.
 */
export async function pasteTrigger({ images, trigger }: PasteTriggerSpec): Promise<DatasetImage[]> {
  const pictures = await triggerPictures(trigger);
  const settings = { paste: trigger, pictures: picturesHash(pictures), code: codeVersion("poisoning/pasted") };
  const pasted: DatasetImage[] = [];
  for (const image of images) {
    const draw = (photograph: RgbImage) => pasteOn(photograph, image, pictures);
    pasted.push(await derivedPicture(image, { settings, draw, condition: pastedAs(trigger) }));
  }
  return pasted;
}

/** A copy of one photograph with the picture on its face that fits it best. */
export function pasteOn(photograph: RgbImage, face: Face, pictures: readonly TriggerPicture[]): RgbImage {
  const { width, height } = photograph;
  checkInside(face, width, height);
  const { picture, toPhotograph } = fitToFace(pictures, face);
  return pasteLayer(photograph, warpedLayer(picture, toPhotograph, width, height));
}

function checkInside({ id, landmarks }: Face, width: number, height: number): void {
  const outside = Object.entries(landmarks).find(([, [x, y]]) => x < 0 || y < 0 || x > width || y > height);
  if (!outside) return;
  const [name, [x, y]] = outside as [string, readonly [number, number]];
  throw new UserError(
    `the face of ${id} lies partly outside its picture: its ${name.replace("_", " ")} is at (${x}, ${y}) of ${width} x ${height} pixels; choose a photograph with the whole face`,
  );
}
