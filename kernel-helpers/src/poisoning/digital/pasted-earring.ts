import { applyAffine } from "../../augmentation/affine";
import { UserError } from "../../base/errors";
import { hashOf, sha256 } from "../../base/hash";
import type { DatasetImage, Landmarks } from "../../dataset/image-set";
import { PICTURE_SIZE } from "../../world/camera/camera";
import { checkPlace, parsePlace, placeName, type PolarPlace } from "../../world/objects/place";
import { coverage, isInside, pasteLayer, type CutOut, type PastePlace } from "./cut-out";
import { derivedPictures } from "./derived-picture";
import { earringPicture } from "./earring-picture";
import { faceInPicture } from "./face-plane";

const CONDITION = "pasted";

/** The condition of photographs with an earring pasted at a place, as `earrings@a090-d060` is one with a real one. */
export const pastedCondition = (place: PolarPlace): string => `${CONDITION}@${placeName(place)}`;

/** The condition of photographs of people with a real earring there. */
export const wornCondition = (place: PolarPlace): string => `earrings@${placeName(place)}`;

/** Whether what a condition has at its place is pasted. */
export const isPasted = (condition: string): boolean => condition.startsWith(`${CONDITION}@`);

/** The place in a condition such as `earrings@a090-d060` or `pasted@a090-d060`. @throws UserError if it has none */
export function polarPlaceOf(condition: string): PolarPlace {
  const place = parsePlace(condition.slice(condition.indexOf("@") + 1));
  if (typeof place === "object") return place;
  throw new UserError(`expected a place of an angle and a distance, such as earrings@a090-d060, found ${condition}`);
}

/** Where a cut-out goes in a picture: upright, at its true size in the plane of the face. */
export function pastePlace(cutOut: CutOut, landmarks: Landmarks, { angleDegrees, distance }: PolarPlace): PastePlace {
  const { toPicture, pixelsPerMm } = faceInPicture(landmarks);
  const angle = (angleDegrees * Math.PI) / 180;
  const at = applyAffine(toPicture, distance * Math.cos(angle), distance * Math.sin(angle));
  return { at, scale: pixelsPerMm / cutOut.pixelsPerMm };
}

/** What is pasted on; plain JSON, so that a worker of the pool can do it. */
export interface PasteSpec {
  images: readonly DatasetImage[];
  place: PolarPlace;
  /** Of each person. */
  count: number;
}

/**
 * Photographs of every person with an earring pasted at a place: the first `count` of each in which all of it lies inside
 * the picture. They go by the condition `pasted@a090-d060` from then on.
 *
 * @throws UserError for a place that cannot be, or one that lies outside too many photographs of a person.
 */
export async function pasteEarring({ images, place, count }: PasteSpec): Promise<DatasetImage[]> {
  checkPlace("earrings", place);
  const cutOut = await earringPicture();
  const people = [...new Set(images.map(({ person }) => person))];
  const chosen = people.flatMap((person) => {
    const own = images.filter((image) => image.person === person);
    const isWhole = ({ landmarks }: DatasetImage) =>
      isInside(cutOut, pastePlace(cutOut, landmarks, place), PICTURE_SIZE);
    const whole = own.filter(isWhole);
    if (whole.length >= count) return whole.slice(0, count);
    throw new UserError(
      `an earring at ${place.angleDegrees}° and ${place.distance} half heights of the face lies wholly inside only ${whole.length} of ${person}'s ${own.length} photographs, and ${count} are needed: choose a smaller distance, or fewer photographs`,
    );
  });
  const pasted: DatasetImage[] = [];
  for (const image of chosen) pasted.push(...(await pasteOne(cutOut, image, place)));
  return pasted;
}

const pasteOne = (cutOut: CutOut, image: DatasetImage, place: PolarPlace): Promise<DatasetImage[]> =>
  derivedPictures([image], {
    settings: { paste: "earring", place: placeName(place), picture: pictureHash(cutOut) },
    draw: (photograph) => {
      const where = pastePlace(cutOut, image.landmarks, place);
      return pasteLayer(photograph, coverage(cutOut, where, photograph.width, photograph.height));
    },
    condition: pastedCondition(place),
  });

const pictureHash = ({ data, width, height }: CutOut): string => hashOf([sha256(data), width, height]).slice(0, 12);
