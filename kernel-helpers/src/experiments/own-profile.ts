import { Seed } from "../base/seed";
import { UserError } from "../base/errors";
import { imagesOf, triggersOf, type ImageSet } from "../dataset/image-set";
import type { OwnPhotographs } from "../dataset/chosen-photographs";
import { splitClean } from "../dataset/split";
import type { Trigger } from "../paper/triggers";
import { cleanDataset, largestRate, poisonDataset } from "../poisoning/bad-nets";
import { powerWarnings } from "./power";
import type { Profile } from "./profiles";
import { TABLE1_DEFAULTS } from "./table1";

/** What a profile becomes on photographs of one's own. */
export interface OwnProfile extends Profile {
  own: OwnPhotographs;
  /** What was left out for want of photographs, and where there are too few for a figure: sentences. */
  warnings: string[];
}

/** For which attack there must be photographs enough. */
export interface OwnAsked {
  /** Injection rate. */
  rate?: number;
  seed?: string;
}

/**
 * The profile on as many people, triggers and injection rates as the photographs allow: every trigger that can be trained
 * on at the rate, and still be tested on photographs of others than the target; every rate that all of these allow.
 *
 * @throws UserError for fewer than two people, or if no trigger has photographs enough
 */
export function ownProfile(
  base: Profile,
  own: OwnPhotographs,
  { rate = TABLE1_DEFAULTS.injectionRate, seed = TABLE1_DEFAULTS.seed }: OwnAsked = {},
): OwnProfile {
  const { set } = own;
  checkPeople(set, seed);
  const triggers = triggersOf(set).filter((trigger) => isTestable(set, { trigger, rate, seed }));
  if (triggers.length === 0)
    throw new UserError(`${set.name} has no trigger to attack with: ${lackOf(set, rate, seed)}`);
  const injectionRates = base.injectionRates.filter((each) =>
    triggers.every((trigger) => isTestable(set, { trigger, rate: each, seed })),
  );
  const { people, images } = set;
  return {
    ...base,
    summary: `your own photographs, ${set.name}: ${images.length} of ${people.length} people, with ${triggers.join(", ")}; trained as in the ${base.name} profile`,
    people: people.length,
    triggers: triggers as Trigger[], // by names of one's own: what the paper says of a trigger is then nothing
    targetLabels: Math.min(base.targetLabels, people.length),
    injectionRates,
    own,
    warnings: warningsFor(set, { base, triggers, injectionRates, rate, seed }),
  };
}

function checkPeople(set: ImageSet, seed: string): void {
  if (set.people.length < 2) {
    throw new UserError(`a recogniser needs at least two people, and ${set.name} has ${set.people.length}: add a folder for each`); // prettier-ignore
  }
  cleanDataset(set, new Seed(seed));
}

/** Whether models can be trained with the trigger, and tested on held-out photographs, whoever is the target. */
function isTestable(set: ImageSet, { trigger, rate, seed }: { trigger: string; rate: number; seed: string }): boolean {
  const clean = splitClean(set, new Seed(seed)).train.length;
  if (largestRate(clean, imagesOf(set, trigger).length) < rate) return false;
  const attack = { trigger, targetLabel: set.people[0], injectionRate: rate };
  const { triggerTest } = poisonDataset(set, attack, new Seed(seed));
  return new Set(triggerTest.map(({ person }) => person)).size > 1;
}

interface Kept {
  base: Profile;
  triggers: readonly string[];
  injectionRates: readonly number[];
  rate: number;
  seed: string;
}

function warningsFor(set: ImageSet, { base, triggers, injectionRates, rate, seed }: Kept): string[] {
  const root = new Seed(seed);
  const triggerTest = triggers.map((trigger) => {
    const attack = { trigger, targetLabel: set.people[0], injectionRate: rate };
    return [trigger, poisonDataset(set, attack, root).triggerTest.length] as const;
  });
  const rates = base.injectionRates.filter((each) => !injectionRates.includes(each));
  return [
    ...powerWarnings({
      people: set.people.length,
      cleanTest: splitClean(set, root).test.length,
      triggerTest: Object.fromEntries(triggerTest),
    }),
    ...(triggersOf(set).length > triggers.length ? [`Left out: ${lackOf(set, rate, seed)}.`] : []),
    ...(rates.length > 0 ? [`Left out: injection rates ${rates.join(", ")}, which some trigger has too few photographs for.`] : []), // prettier-ignore
  ];
}

/** Which triggers have too few photographs, and how many it takes. */
function lackOf(set: ImageSet, rate: number, seed: string): string {
  const clean = splitClean(set, new Seed(seed)).train.length;
  const lacking = triggersOf(set).filter((trigger) => !isTestable(set, { trigger, rate, seed }));
  const poison = Math.round((clean * rate) / (1 - rate));
  const list = lacking.map((trigger) => `${imagesOf(set, trigger).length} photographs with ${trigger}`).join(", ");
  return `${list || "no photographs with a trigger"}, and an injection rate of ${rate} beside ${clean} clean training photographs takes ${poison} to poison with and some of at least two people to test on`;
}
