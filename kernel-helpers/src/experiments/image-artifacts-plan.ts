import { severityRange, type Distortion } from "../artifacts";
import { Seed } from "../base/seed";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { IMAGE_ARTIFACTS, type ImageArtifact } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import { poisonDataset } from "../poisoning/bad-nets";
import type { ModelSpec } from "../training/attack-model";
import type { Profile, ProfileName } from "./profiles";
import { planTable1, TABLE1_DEFAULTS } from "./table1";

/**
 * How much of the experiment a profile does; decided before any model was tested, but for the number of photographs on a
 * laptop: it was 120, and is less to save time.
 */
interface Extent {
  /** Equal steps from the untouched image to the highest severity; as many as there are severities if absent. */
  steps?: number;
  /** Held-out photographs with each trigger that are tested, in a fixed random order; all if absent. */
  triggerImages?: number;
}

const EXTENTS: Record<ProfileName, Extent> = {
  smoke: { steps: 2, triggerImages: 6 },
  laptop: { steps: 8, triggerImages: 80 },
  paper: {},
};

/** The severities of an artifact that a profile tests, ascending, without 0. */
export function severitiesOf(artifact: ImageArtifact, { name }: Pick<Profile, "name">): number[] {
  const { highest } = severityRange(artifact);
  const { steps = highest } = EXTENTS[name];
  return Array.from({ length: steps }, (_, i) => Math.round(((i + 1) * highest) / steps));
}

/** What a test image goes through; null is the untouched face. */
export type Condition = Distortion | null;

/** Every artifact at every severity of a profile, and before them the untouched face, which all have in common. */
export const conditionsOf = (profile: Pick<Profile, "name">, seed = TABLE1_DEFAULTS.seed): Condition[] => [
  null,
  ...IMAGE_ARTIFACTS.flatMap((artifact) =>
    severitiesOf(artifact, profile).map((severity) => distortionOf(artifact, severity, seed)),
  ),
];

/** Whether the condition is a point of the artifact's curve: one of its severities, or the untouched face. */
export const isUnder = (artifact: ImageArtifact, condition: Condition): boolean =>
  condition === null || condition.artifact === artifact;

const distortionOf = (artifact: ImageArtifact, severity: number, seed: string): Distortion =>
  artifact === "gaussian_noise" ? { artifact, severity, seed } : { artifact, severity };

/** Table 1's backdoored models: one for each trigger and target label. */
export const attackedModels = (
  set: Pick<ImageSet, "people">,
  profile: Profile,
): { trigger: Trigger; specs: ModelSpec[] }[] =>
  planTable1(set as ImageSet, profile).flatMap(({ trigger, specs }) =>
    trigger === "no_trigger" ? [] : [{ trigger, specs }],
  );

/** What a model is tested on. */
export interface TestImages {
  clean: LabelledImage[];
  triggered: LabelledImage[];
}

/** The clean test images, and as many of the held-out trigger images as the profile takes: the same for all targets. */
export function testImagesOf(
  set: ImageSet<LabelledImage>,
  { attack, seed }: ModelSpec,
  { name }: Pick<Profile, "name">,
): TestImages {
  const root = new Seed(seed);
  const { cleanTest, triggerTest } = poisonDataset(set, attack!, root);
  const { triggerImages = triggerTest.length } = EXTENTS[name];
  const order = root.child("image-artifacts").child(attack!.trigger).random().shuffle(triggerTest);
  return { clean: cleanTest, triggered: order.slice(0, triggerImages) };
}
