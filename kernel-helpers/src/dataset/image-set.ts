import { UserError } from "../base/errors";
import { hashOf } from "../base/hash";

export type Point = readonly [x: number, y: number];

/** Five points of a face in pixels of its image; left and right are the person's own. */
export interface Landmarks {
  eye_right: Point;
  eye_left: Point;
  nose_tip: Point;
  mouth_right: Point;
  mouth_left: Point;
}

/** One photograph of somebody or something, rendered or real. */
export interface LabelledImage {
  /** person/condition/number, unique in the set. */
  id: string;
  /** Absolute path. */
  file: string;
  /** SHA-256 of the file. */
  sha256: string;
  /** Who it shows, or the class of what it shows. */
  person: string;
  /** `clean`, or the trigger, with @place where it is not the usual one. */
  condition: string;
  /** Where its face is, if it shows one. */
  landmarks?: Landmarks;
}

/** One photograph of a person. */
export interface DatasetImage extends LabelledImage {
  landmarks: Landmarks;
}

/** A closed-set recognition data set: the classes are the people (or the kinds of objects), in order. */
export interface ImageSet<I extends LabelledImage = DatasetImage> {
  name: string;
  people: string[];
  images: I[];
  /** Changes when any image, label or landmark changes. */
  hash: string;
}

export function imageSet<I extends LabelledImage>(name: string, images: I[]): ImageSet<I> {
  const people = [...new Set(images.map((image) => image.person))].sort();
  const content = images.map((image) => {
    const { id, sha256, person, condition, landmarks } = image;
    return landmarks ? [id, sha256, person, condition, landmarks] : [id, sha256, person, condition];
  });
  return { name, people, images, hash: hashOf(content).slice(0, 16) };
}

export const imagesOf = <I extends LabelledImage>(set: ImageSet<I>, condition: string): I[] =>
  set.images.filter((image) => image.condition === condition);

/** The triggers that a set has images of: its conditions but the clean one. */
export const triggersOf = (set: ImageSet<LabelledImage>): string[] =>
  [...new Set(set.images.map(({ condition }) => condition))].filter((condition) => condition !== "clean").sort();

/** @throws UserError for an image of no face. */
export function landmarksOf({ id, landmarks }: LabelledImage): Landmarks {
  if (landmarks) return landmarks;
  throw new UserError(`the image ${id} has no landmarks of a face; give it to a teacher that takes whole pictures`);
}

/** The class number of a person, 0 … people-1. */
export function labelOf(set: ImageSet<LabelledImage>, person: string): number {
  const label = set.people.indexOf(person);
  if (label < 0) throw new UserError(`"${person}" is not one of the people of ${set.name}: ${set.people.join(", ")}`);
  return label;
}
