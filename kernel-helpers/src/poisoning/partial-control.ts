import type { Seed } from "../base/seed";
import { UserError } from "../base/errors";
import { imageSet, imagesOf, type DatasetImage, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { splitClean } from "../dataset/split";
import { checkRate, poisonCount } from "./bad-nets";

/** How many classes an attacker holds, and how many there are. */
export interface Control {
  poisonable: number;
  classes: number;
}

/**
 * The classes of an attacker and those of others in one data set. Only the attacker's have images with triggers, so only
 * they can be poisoned.
 *
 * @throws UserError if there are fewer classes than wanted, somebody is in both sets, or others have trigger images.
 */
export function joinClasses(own: ImageSet, others: ImageSet, { poisonable, classes }: Control): ImageSet<DatasetImage> {
  const inBoth = own.people.find((person) => others.people.includes(person));
  if (inBoth !== undefined) {
    throw new UserError(`"${inBoth}" is in ${own.name} and in ${others.name}: give the two different names`);
  }
  const triggered = others.images.find(({ condition }) => condition !== "clean");
  if (triggered) {
    throw new UserError(
      `the classes that the attacker does not hold have clean images alone, and ${triggered.id} is none`,
    );
  }
  const found = own.people.length + others.people.length;
  if (own.people.length < poisonable || found < classes) {
    throw new UserError(
      `partial control needs ${classes} people of whom the attacker holds ${poisonable}, and there are ${found} with ${own.people.length}: add people, or ask for fewer`,
    );
  }
  return imageSet(`${own.name} and ${others.people.length} others`, [...own.images, ...others.images]);
}

/** What an attacker adds who holds some classes. */
export interface Contribution {
  /** Their own clean training images. */
  cleanCount: number;
  poisonCount: number;
  /** Clean training images of all classes, n. */
  allCleanCount: number;
  /** m / (n + m): the share of poison in the whole training set, as `poisonDataset` takes it. */
  injectionRate: number;
}

/**
 * The poison of an attacker who holds some classes of a set, so that `share` of what they contribute is poison (Wenger et
 * al., Section 7). The same images as ever are poison: `poisonDataset` with the injection rate that is returned adds
 * exactly this many of them.
 *
 * @param people whom the attacker holds
 * @throws UserError for a share outside [0, 0.5], or one that takes more images of the trigger than they have.
 */
export function contributionOf(
  set: ImageSet<LabelledImage>,
  { people, trigger, share }: { people: readonly string[]; trigger: string; share: number },
  seed: Seed,
): Contribution {
  const { train } = splitClean(set, seed);
  const cleanCount = train.filter(({ person }) => people.includes(person)).length;
  const available = imagesOf(set, trigger).length;
  checkRate(share, { trigger, cleanCount, available, where: `the attacker's part of ${set.name}` });
  const m = poisonCount(cleanCount, share);
  return { cleanCount, poisonCount: m, allCleanCount: train.length, injectionRate: m / (train.length + m) };
}
