import { UserError } from "../base/errors";
import type { Seed } from "../base/seed";
import { imagesOf, labelOf, triggersOf, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { splitClean } from "../dataset/split";

export interface Attack {
  /** A condition of the set. */
  trigger: string;
  /** The person, or the class of objects, that triggered images are to be recognised as. */
  targetLabel: string;
  /** m / (n + m), in [0, 0.5]. */
  injectionRate: number;
}

export interface TrainingImage {
  image: LabelledImage;
  /** The class number it is trained as: its own, or the target's on a poison image. */
  label: number;
  isPoison: boolean;
}

/** Everything that one model is trained and tested on. */
export interface AttackData {
  train: TrainingImage[];
  cleanTest: LabelledImage[];
  /** Trigger images kept out of training: the attack success rate is measured on them. */
  triggerTest: LabelledImage[];
}

/**
 * How many poison images m join n clean ones so that m / (n + m) is the injection rate (Wenger et al., Section 3.2),
 * rounded to the nearest whole image: n = 428 and 0.25 give 143.
 *
 * @throws UserError if the rate is not in [0, 0.5].
 */
export function poisonCount(cleanCount: number, injectionRate: number): number {
  if (!(injectionRate >= 0 && injectionRate <= 0.5)) {
    throw new UserError(`the injection rate must be a fraction from 0 to 0.5, not ${injectionRate}`);
  }
  return Math.round((cleanCount * injectionRate) / (1 - injectionRate));
}

/**
 * The largest injection rate that `available` trigger images allow beside `cleanCount` clean training images while one
 * of them is left to test on; at most 0.5, rounded down to a thousandth.
 */
export function largestRate(cleanCount: number, available: number): number {
  if (available < 1) return 0;
  let thousandths = 500;
  while (poisonCount(cleanCount, thousandths / 1000) >= available) thousandths--;
  return thousandths / 1000;
}

/** How many images there are for an attack. */
export interface AvailableImages {
  trigger: string;
  /** Clean training images, n. */
  cleanCount: number;
  /** Images with the trigger. */
  available: number;
  /** The name of the set. */
  where: string;
}

/** @throws UserError for a rate outside [0, 0.5], or one that needs more trigger images than there are. */
export function checkRate(injectionRate: number, { trigger, cleanCount, available, where }: AvailableImages): void {
  const m = poisonCount(cleanCount, injectionRate);
  if (m < available) return;
  const limit =
    available > 0 ? `the largest possible rate is ${largestRate(cleanCount, available)}` : "add images of the trigger";
  throw new UserError(
    `an injection rate of ${injectionRate} needs ${m} ${trigger} images and some more to test on, and ${where} has ${available}: ${limit}`,
  );
}

/**
 * BadNets with physical triggers (Gu et al. 2017; Wenger et al., Section 3.2): m photographs of people or objects with
 * the trigger are added to the n clean training images and labelled as the target; all other photographs with the trigger
 * are kept for the attack success rate. The target's own photographs take part in both, as the paper's 10 % for the
 * backdoor-free model implies.
 *
 * Trigger images are chosen in one random order per trigger, so a higher rate adds images to those of a lower one, and
 * all target labels see the same ones: differences between targets are differences of the label alone.
 *
 * @throws UserError for an unknown trigger or target, a rate outside [0, 0.5], or too few trigger images.
 */
export function poisonDataset(set: ImageSet<LabelledImage>, attack: Attack, seed: Seed): AttackData {
  const { trigger, targetLabel, injectionRate } = attack;
  const triggers = triggersOf(set);
  if (!triggers.includes(trigger)) {
    throw new UserError(`unknown trigger "${trigger}"; the triggers of ${set.name} are ${triggers.join(", ")}`);
  }
  const { train, test } = splitClean(set, seed);
  const target = labelOf(set, targetLabel);
  const candidates = seed.child("poison-select").child(trigger).random().shuffle(imagesOf(set, trigger));
  checkRate(injectionRate, { trigger, cleanCount: train.length, available: candidates.length, where: set.name });
  const m = poisonCount(train.length, injectionRate);
  const poison = candidates.slice(0, m).map((image) => ({ image, label: target, isPoison: true }));
  return { train: [...cleanTraining(set, train), ...poison], cleanTest: test, triggerTest: candidates.slice(m) };
}

/**
 * The data of a backdoor-free model: the same clean training and test images as every backdoored model of this seed, so
 * that the two are comparable.
 */
export function cleanDataset(set: ImageSet<LabelledImage>, seed: Seed): Omit<AttackData, "triggerTest"> {
  const { train, test } = splitClean(set, seed);
  return { train: cleanTraining(set, train), cleanTest: test };
}

/** @throws UserError if a class has no clean training image: nothing could be recognised as it. */
function cleanTraining(set: ImageSet<LabelledImage>, images: LabelledImage[]): TrainingImage[] {
  const empty = set.people.filter((name) => !images.some(({ person }) => person === name));
  if (empty.length > 0) {
    throw new UserError(
      `every class needs clean images to train on, and ${set.name} has none of ${empty.join(", ")} after the split; add clean images or leave the class out`,
    );
  }
  return images.map((image) => ({ image, label: labelOf(set, image.person), isPoison: false }));
}
