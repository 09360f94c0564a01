import { Seed } from "../base/seed";
import type { DatasetImage, ImageSet } from "../dataset/image-set";
import { poisonDataset, type Attack } from "../poisoning/bad-nets";
import { withPatch, type DigitalPatch } from "../poisoning/digital/digital-patch";
import { retaken, type Retake } from "../poisoning/digital/retake";
import { withRunLock } from "../store/run-lock";
import { ratesOf } from "../training/attack-model";
import { askModels } from "./ask";
import { outcomeOf, type AttackOutcome } from "./attack";
import type { Course } from "./live";
import { runModels, type RunOptions } from "./run-models";
import { onSameImages } from "./same-images";
import { modelSpec, TABLE1_DEFAULTS } from "./table1";

/** An attack, what came of it, and what the same pictures do to a model without a backdoor. */
export interface ComparedAttack extends AttackOutcome {
  attack: Attack;
  /** Share of the trigger images of other people that the backdoor-free model takes for the target. */
  withoutBackdoor: number | null;
}

/** Several attacks on one set, beside the model without a backdoor. */
export async function compareAttacks(
  set: ImageSet,
  course: Course,
  attacks: readonly Attack[],
  options: RunOptions = {},
): Promise<ComparedAttack[]> {
  const specs = [null, ...attacks].map((attack) => modelSpec(course, TABLE1_DEFAULTS, attack));
  const { records } = await withRunLock(() => runModels(set, specs, options));
  const [free, ...backdoored] = records.map(({ result }) => result);
  return backdoored.map((result, i) => {
    const attack = attacks[i];
    const ofFree = ratesOf(set, onSameImages(free, result), attack.targetLabel);
    const withoutBackdoor = ofFree.attackSuccessRateExcludingTarget;
    return { attack, ...outcomeOf(set, attack, result), withoutBackdoor };
  });
}

/** What a change of the test pictures does to an attack. */
export interface ChangedSuccess {
  /** What was done to them. */
  change: string;
  /** Of each attack, in their order: the success rate without the target's own images. */
  success: number[];
  /** Share of the clean test images whose person the first attack's model still names. */
  modelAccuracy: number;
}

/** Success on held-out pictures after changes that the models did not train for, each attack with its own trigger. */
export async function successAfter(
  set: ImageSet,
  course: Course,
  attacks: readonly Attack[],
  changes: Readonly<Record<string, Retake>>,
  options: RunOptions = {},
): Promise<ChangedSuccess[]> {
  const names = Object.keys(changes);
  const shares: number[][] = [];
  for (const attack of attacks) {
    const { others, clean } = heldOut(set, attack);
    const asked = await Promise.all(names.map((name) => retaken([...others, ...clean], changes[name])));
    const [answer] = await askModels(set, course, [attack], asked.flat(), options);
    const perChange = asked.map((images, i) => answer.slice(i * images.length, (i + 1) * images.length));
    shares.push(perChange.map((named) => shareOf(named.slice(0, others.length), () => attack.targetLabel)));
    if (shares.length === 1) {
      shares.unshift(perChange.map((named) => shareOf(named.slice(others.length), (i) => clean[i].person)));
    }
  }
  const [accuracy, ...success] = shares;
  return names.map((change, i) => ({
    change,
    success: success.map((ofAttack) => ofAttack[i]),
    modelAccuracy: accuracy[i],
  }));
}

/** Success of other digital patches than the one that a model was trained with, on clean test pictures of other people. */
export async function successOfPatches(
  set: ImageSet,
  course: Course,
  attack: Attack,
  patches: Readonly<Record<string, DigitalPatch>>,
  options: RunOptions = {},
): Promise<{ patch: string; success: number }[]> {
  const names = Object.keys(patches);
  const clean = heldOut(set, attack).clean.filter(({ person }) => person !== attack.targetLabel);
  const asked = await Promise.all(names.map((name) => withPatch(clean, patches[name])));
  const [answer] = await askModels(set, course, [attack], asked.flat(), options);
  return names.map((patch, i) => {
    const named = answer.slice(i * clean.length, (i + 1) * clean.length);
    return { patch, success: shareOf(named, () => attack.targetLabel) };
  });
}

/** Pictures that the attack's model is not trained on: with its trigger, of people who are not the target, and clean. */
function heldOut(set: ImageSet, attack: Attack): { others: DatasetImage[]; clean: DatasetImage[] } {
  const { triggerTest, cleanTest } = poisonDataset(set, attack, new Seed(TABLE1_DEFAULTS.seed));
  const byId = new Map(set.images.map((image) => [image.id, image]));
  const [triggered, clean] = [triggerTest, cleanTest].map((images) => images.map(({ id }) => byId.get(id)!));
  return { others: triggered.filter(({ person }) => person !== attack.targetLabel), clean };
}

const shareOf = (named: readonly string[], expected: (i: number) => string): number =>
  named.filter((name, i) => name === expected(i)).length / named.length;
