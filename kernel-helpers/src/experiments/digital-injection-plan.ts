import { Seed } from "../base/seed";
import { imageSet, imagesOf, type DatasetImage, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { splitClean } from "../dataset/split";
import type { Trigger } from "../paper/triggers";
import { paperStatement } from "../paper/values";
import { poisonDataset, type Attack } from "../poisoning/bad-nets";
import { pastedAs } from "../poisoning/pasted/paste-trigger";
import type { Question } from "../training/ask-model";
import { vgg16OrStandIn } from "./networks";
import { storedPasted, type PastedImages } from "./pasted-images";
import type { Profile } from "./profiles";
import { modelSpec, settingsFor, targetLabels, type Table1Settings } from "./table1";

/** What a model was trained on: pictures with the trigger pasted, or photographs with the real one. */
export type TrainedOn = "pasted" | "physical";
/** What it is attacked with: photographs with the real trigger, or clean ones with the trigger pasted. */
export const TEST_IMAGES = ["real", "digital"] as const;
export type TestImages = (typeof TEST_IMAGES)[number];

/** A model, and what it is asked. */
export interface Trial {
  trainedOn: TrainedOn;
  trigger: Trigger;
  /** 0 for a model without a backdoor. */
  injectionRate: number;
  /** Null for a model without a backdoor. */
  targetLabel: string | null;
  question: Question;
  /** How many of the question's images, in this order, are clean, with the real trigger and with the pasted one. */
  counts: { clean: number } & Record<TestImages, number>;
}

/** The two triggers of the paper's Figure 10: they are attacked at every rate. */
export const FIGURE10: readonly Trigger[] = ["sunglasses", "bandana"];

export const injectionSettings = (): Table1Settings => settingsFor(vgg16OrStandIn());

/** Five (Wenger et al., Figure 10), of the smoke profile fewer. */
export const injectionTargets = (set: Pick<ImageSet, "people">, profile: Profile): string[] =>
  targetLabels(set, { ...profile, targetLabels: targetCount(profile) }, injectionSettings().seed);

export const targetCount = ({ name, targetLabels }: Profile): number =>
  name === "smoke" ? targetLabels : Number(paperStatement("fig10-targets").value);

/** Beside 0. */
export const ratesFor = ({ injectionRates }: Profile, trigger: Trigger): number[] => {
  const { injectionRate } = injectionSettings();
  if (!FIGURE10.includes(trigger)) return [injectionRate];
  return [...new Set([...injectionRates, injectionRate])].sort((a, b) => a - b);
};

/** Models of each trigger: without a backdoor, at each rate on pasted triggers, and on physical ones. */
export const trialCount = (profile: Profile): number =>
  profile.triggers.reduce(
    (sum, trigger) => sum + 1 + targetCount(profile) * (ratesFor(profile, trigger).length + 1),
    0,
  );

/** All trials on the volunteers' photographs; undefined while a trigger has not been pasted. */
export function planTrials(set: ImageSet, profile: Profile): Trial[] | undefined {
  const trials: Trial[] = [];
  for (const trigger of profile.triggers) {
    const pasted = storedPasted(set, trigger);
    if (!pasted) return undefined;
    trials.push(...trialsOf(set, profile, trigger, pasted));
  }
  return trials;
}

/**
 * What models of pasted triggers learn from: the clean photographs, and each clean training photograph once more with the
 * trigger pasted on. The paper does not say which photographs it pastes on; it has no others. Those on which the models are
 * tested are in no training set, clean or pasted.
 */
export function pastedSet(set: ImageSet, trigger: Trigger, { train, all }: PastedSplit): ImageSet {
  return imageSet(`${set.name}, pasted ${trigger}`, [...imagesOf(set, "clean"), ...all.filter((_, i) => train[i])]);
}

interface PastedSplit {
  /** In the order of the clean photographs. */
  all: PastedImages;
  /** Whether each of them is a training photograph. */
  train: readonly boolean[];
}

function trialsOf(set: ImageSet, profile: Profile, trigger: Trigger, all: PastedImages): Trial[] {
  const settings = injectionSettings();
  const seed = new Seed(settings.seed);
  const training = new Set(splitClean(set, seed).train.map(({ id }) => id));
  const train = imagesOf(set, "clean").map(({ id }) => training.has(id));
  const ofPasted = pastedSet(set, trigger, { all, train });
  const clean = imagesOf(set, "clean").filter((_, i) => !train[i]);
  const digital = all.filter((_, i) => !train[i]);
  const targets = injectionTargets(set, profile);
  const trial = (of: ImageSet, trainedOn: TrainedOn, attack: Attack | null, real: readonly LabelledImage[]): Trial => ({
    trainedOn,
    trigger,
    injectionRate: attack?.injectionRate ?? 0,
    targetLabel: attack?.targetLabel ?? null,
    question: { set: of, spec: modelSpec(profile, settings, attack), images: [...clean, ...real, ...digital] },
    counts: { clean: clean.length, real: real.length, digital: digital.length },
  });
  const allReal: readonly DatasetImage[] = imagesOf(set, trigger);
  const pasted = ratesFor(profile, trigger).flatMap((injectionRate) =>
    targets.map((targetLabel) =>
      trial(ofPasted, "pasted", { trigger: pastedAs(trigger), targetLabel, injectionRate }, allReal),
    ),
  );
  const physical = targets.map((targetLabel) => {
    const attack = { trigger, targetLabel, injectionRate: settings.injectionRate };
    return trial(set, "physical", attack, poisonDataset(set, attack, seed).triggerTest);
  });
  return [trial(ofPasted, "pasted", null, allReal), ...pasted, ...physical];
}
