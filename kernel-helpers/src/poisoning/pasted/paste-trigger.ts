import type { RgbImage } from "../../augmentation/warp";
import { UserError } from "../../base/errors";
import type { DatasetImage, Point } from "../../dataset/image-set";
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
 * @throws UserError for a trigger without a picture, landmarks that coincide, or a face outside its photograph.
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

/** What reaches beyond the border is cut off, as it is of a real object; a face of which nothing is in the picture wears nothing. */
function checkInside({ id, landmarks }: Face, width: number, height: number): void {
  const isInside = ([x, y]: Point): boolean => x >= 0 && y >= 0 && x <= width && y <= height;
  if (Object.values(landmarks).some(isInside)) return;
  throw new UserError(
    `the face of ${id} lies outside its picture: none of its eyes, nose and mouth is among the ${width} x ${height} pixels; choose a photograph that shows the face`,
  );
}
