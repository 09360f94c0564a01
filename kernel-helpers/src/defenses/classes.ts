import { UserError } from "../base/errors";

/** Where the images of one class stand. */
export interface ClassMembers {
  label: number;
  /** Rising. */
  indices: number[];
}

/**
 * The images of each class, labels rising.
 *
 * @param labels One for each of `count` images: the class that the image was trained as.
 * @param what The function that asks, for errors.
 * @throws UserError if their numbers differ, a label is no integer, or there is one class only.
 */
export function membersOf(labels: ArrayLike<number>, count: number, what: string): ClassMembers[] {
  if (labels.length !== count) {
    throw new UserError(`${what} needs one label for each image, came ${labels.length} labels for ${count} images`);
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const label = labels[i];
    if (!Number.isInteger(label)) throw new UserError(`${what}: labels must be integers, came ${label} for image ${i}`);
    const indices = members.get(label);
    if (indices) indices.push(i);
    else members.set(label, [i]);
  }
  if (members.size < 2) {
    throw new UserError(
      `${what} needs images of at least two classes, came only class ${labels[0]}; a backdoor leads from one class to another`,
    );
  }
  return [...members].map(([label, indices]) => ({ label, indices })).sort((a, b) => a.label - b.label);
}
