import { UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import { landmarksOf, type DatasetImage, type ImageSet } from "../dataset/image-set";
import { readPhotograph } from "../teachers/photograph";
import { wideChipTransform } from "../teachers/wide-chip";
import type { Photograph } from "./training-view";

/** Photographs that are decoded side by side. */
const AT_ONCE = 8;

/** Decodes all images of a set, 150 kB each in memory, for chips of `size` x `size` pixels. */
export async function loadPhotographs(set: ImageSet, size: number, onProgress?: OnProgress): Promise<Photograph[]> {
  const labels = new Map(set.people.map((person, label) => [person, label]));
  const load = async (image: DatasetImage): Promise<Photograph> => ({
    id: image.id,
    label: labels.get(image.person)!,
    picture: await readPhotograph(image.file),
    chip: wideChipTransform(landmarksOf(image), size),
  });
  const photographs: Photograph[] = [];
  for (let start = 0; start < set.images.length; start += AT_ONCE) {
    photographs.push(...(await Promise.all(set.images.slice(start, start + AT_ONCE).map(load))));
    onProgress?.({ label: `photographs of the ${set.name}`, done: photographs.length, total: set.images.length });
  }
  return photographs;
}

/**
 * The last `heldOut` photographs of each person apart from the rest.
 *
 * @throws UserError if a person would be left with none to train on, or nobody could be mistaken for another.
 */
export function holdOut(
  photographs: readonly Photograph[],
  heldOut: number,
): { train: Photograph[]; held: Photograph[] } {
  const people = new Map<number, Photograph[]>();
  for (const photograph of photographs) {
    people.set(photograph.label, [...(people.get(photograph.label) ?? []), photograph]);
  }
  const fewest = Math.min(...[...people.values()].map((own) => own.length));
  if (people.size < 2 || !(fewest > heldOut)) {
    throw new UserError(
      `expected two people or more with more than ${heldOut} photographs each, came ${people.size} with ${fewest} or more`,
    );
  }
  const parts = [...people.values()].map((own) => [
    own.slice(0, own.length - heldOut),
    own.slice(own.length - heldOut),
  ]);
  return { train: parts.flatMap(([train]) => train), held: parts.flatMap(([, held]) => held) };
}
