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

/** One photograph, rendered or real. */
export interface DatasetImage {
  /** person/condition/number, unique in the set. */
  id: string;
  /** Absolute path. */
  file: string;
  /** SHA-256 of the file. */
  sha256: string;
  person: string;
  /** `clean`, or the trigger, with @place where it is not the usual one. */
  condition: string;
  landmarks: Landmarks;
}

/** A closed-set recognition data set: the classes are the people, in order. */
export interface ImageSet {
  name: string;
  people: string[];
  images: DatasetImage[];
  /** Changes when any image, label or landmark changes. */
  hash: string;
}

export function imageSet(name: string, images: DatasetImage[]): ImageSet {
  const people = [...new Set(images.map((image) => image.person))].sort();
  const content = images.map(({ id, sha256, person, condition, landmarks }) => [
    id,
    sha256,
    person,
    condition,
    landmarks,
  ]);
  return { name, people, images, hash: hashOf(content).slice(0, 16) };
}

export const imagesOf = (set: ImageSet, condition: string): DatasetImage[] =>
  set.images.filter((image) => image.condition === condition);

/** The class number of a person, 0 … people-1. */
export function labelOf(set: ImageSet, person: string): number {
  const label = set.people.indexOf(person);
  if (label < 0) throw new UserError(`"${person}" is not one of the people of ${set.name}: ${set.people.join(", ")}`);
  return label;
}
