import { Seed } from "../base/seed";
import type { DatasetImage, ImageSet } from "../dataset/image-set";
import { imagesOf, labelOf } from "../dataset/image-set";
import { splitClean } from "../dataset/split";
import { SIX } from "../paper/names";
import type { Trigger } from "../paper/triggers";
import { poisonDataset } from "../poisoning/bad-nets";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import type { ModelSpec } from "../training/attack-model";
import type { DefenseImages } from "./defense-images";
import type { DefenseQuestion } from "./defended-model";
import type { Profile, ProfileName } from "./profiles";
import { modelSpec, targetLabels, TABLE1_DEFAULTS } from "./table1";

/** A physical trigger, or the classic digital one. */
export type DefendedTrigger = Trigger | typeof DIGITAL_PATCH;

/** How much is asked of each model. */
export interface DefenseExtent {
  /** Overlays of each way of blending; the authors' code has 100, with weights 1 and 1. */
  blends: DefenseQuestion["blends"];
  /** Held-out trigger images that STRIP judges. */
  triggered: number;
  /** The poison's share of the target class, in the figure that varies it, and which physical triggers it is varied for. */
  shares: readonly number[];
  shareTriggers: readonly Trigger[];
}

const LAPTOP: DefenseExtent = {
  blends: { sum: 40, mean: 16, half: 16 },
  triggered: 60,
  shares: [0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8],
  shareTriggers: ["sunglasses", "dots"],
};
const EXTENTS: Record<ProfileName, DefenseExtent> = {
  smoke: { blends: { sum: 8, mean: 4 }, triggered: 12, shares: [0.35, 0.6], shareTriggers: ["sunglasses"] },
  laptop: LAPTOP,
  paper: { ...LAPTOP, blends: { sum: 40, mean: 40, half: 40 } },
};
export const defenseExtent = ({ name }: Profile): DefenseExtent => EXTENTS[name];

/**
 * The control: a minority of the target class, as the defenses of training data expect it, and at 43 clean images enough
 * poison for the attack to succeed. One of every extent's shares.
 */
export const CONTROL_SHARE = 0.35;

/** The removal shares of Spectral Signatures that are shown. */
export const REMOVAL_SHARES = [0.15, 0.375, 0.5] as const;
/**
 * The one that Table 4 has. The paper states none. Tran et al. remove 1.5 times the share of poison that the defender
 * expects, here 1.5 times the injection rate; the 15 % of their code could find a fifth of the poison at most, and the
 * paper finds twice as much. Chosen before any of our results.
 */
export const REMOVAL_SHARE = 0.375;

/** Models of one trigger that differ in the target label alone. */
export interface DefendedCell {
  trigger: DefendedTrigger;
  /** The poison's share of the target class that was asked for; null at Table 1's injection rate. */
  share: number | null;
  questions: DefenseQuestion[];
}

/** Table 4's triggers: all but earrings. */
export const tableTriggers = ({ triggers }: Profile): Trigger[] =>
  triggers.filter((trigger) => (SIX as readonly string[]).includes(trigger));

/** How many models there are, known before the images are. */
export function countDefended(profile: Profile): number {
  const { shares, shareTriggers } = defenseExtent(profile);
  return (tableTriggers(profile).length + 1 + shares.length * (1 + shareTriggers.length)) * profile.targetLabels;
}

/** Table 4's cells, the digital patch at the same rate, and the shares of both kinds of triggers. */
export function planDefenses(images: DefenseImages, profile: Profile): DefendedCell[] {
  const { shares, shareTriggers } = defenseExtent(profile);
  const cell = (trigger: DefendedTrigger, share: number | null): DefendedCell => ({
    trigger,
    share,
    questions: targetLabels(images.volunteers, profile, TABLE1_DEFAULTS.seed).map((target) => {
      const set = trigger === DIGITAL_PATCH ? images.digital : images.volunteers;
      const injectionRate = share === null ? TABLE1_DEFAULTS.injectionRate : rateFor(set, target, share);
      const spec = modelSpec(profile, TABLE1_DEFAULTS, { trigger, targetLabel: target, injectionRate });
      return questionFor(images, spec, { ...defenseExtent(profile), isFull: isRetrained({ trigger, share }) });
    }),
  });
  return [
    ...[...tableTriggers(profile), DIGITAL_PATCH].map((trigger) => cell(trigger as DefendedTrigger, null)),
    ...[DIGITAL_PATCH, ...shareTriggers].flatMap((trigger) => shares.map((share) => cell(trigger as DefendedTrigger, share))), // prettier-ignore
  ];
}

/** Table 4's own cells and the control: those that are retrained, and judged in every reading. */
export const isRetrained = ({ trigger, share }: Pick<DefendedCell, "trigger" | "share">): boolean =>
  share === null || (trigger === DIGITAL_PATCH && share === CONTROL_SHARE);

/** The injection rate at which poison fills a share of the target class: m / (c + m) is the share, m / (n + m) the rate. */
export function rateFor(set: ImageSet, targetLabel: string, share: number): number {
  const { train } = splitClean(set, new Seed(TABLE1_DEFAULTS.seed));
  labelOf(set, targetLabel);
  const own = train.filter(({ person }) => person === targetLabel).length;
  const poison = Math.max(1, Math.round((own * share) / (1 - share)));
  return poison / (train.length + poison);
}

function questionFor(
  images: DefenseImages,
  spec: ModelSpec,
  { blends, triggered: most, isFull }: DefenseExtent & { isFull: boolean },
): DefenseQuestion {
  const { trigger } = spec.attack!;
  const isDigital = trigger === DIGITAL_PATCH;
  const set = isDigital ? images.digital : images.volunteers;
  const { cleanTest, triggerTest } = poisonDataset(set, spec.attack!, new Seed(spec.seed));
  const byId = new Map(set.images.map((image) => [image.id, image]));
  const heldOut = triggerTest.map(({ id }) => byId.get(id)!);
  // The last of the trigger's random order: the same ones at every injection rate.
  const triggered = heldOut.slice(-most);
  const pairs = isDigital
    ? { without: triggered.map(({ id }) => images.unpatched.get(id)!), with: triggered }
    : { without: imagesOf(images.pairs, "clean"), with: imagesOf(images.pairs, trigger) };
  return {
    set,
    spec,
    blends: isFull ? blends : { sum: blends.sum },
    overlays: mixed(images.overlays),
    threshold: images.threshold,
    // Aligned faces are those of the photographs but for rounding: both kinds of models share these.
    clean: [...cleanIn(images, cleanTest.map(({ id }) => id)), ...images.judged], // prettier-ignore
    triggered,
    pairs,
  };
}

/** A person after the other, so that the first few show everybody. */
function mixed(images: readonly DatasetImage[]): DatasetImage[] {
  const placeOf = (image: DatasetImage) => images.filter(({ person }) => person === image.person).indexOf(image);
  return [...images].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The photographs of a test set, by their place in it: person, condition and number. */
function cleanIn({ volunteers }: DefenseImages, ids: readonly string[]): DatasetImage[] {
  const byId = new Map(volunteers.images.map((image) => [image.id, image]));
  return ids.map((id) => byId.get(id.split("~")[0])!);
}
