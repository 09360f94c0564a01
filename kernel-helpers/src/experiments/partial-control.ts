import { Seed } from "../base/seed";
import type { ImageSet } from "../dataset/image-set";
import { trainingCount } from "../dataset/split";
import type { Trigger } from "../paper/triggers";
import { paperStatement } from "../paper/values";
import { checkRate } from "../poisoning/bad-nets";
import { contributionOf, type Contribution } from "../poisoning/partial-control";
import type { StoredRecord } from "../store/records";
import { ratesOf, type ModelResult, type ModelSpec } from "../training/attack-model";
import { VOLUNTEER_IDS } from "../world";
import { attackCell, type AttackCell } from "./attack-cell";
import { countOf } from "./check-rates";
import { costsOf } from "./costs";
import type { Experiment, ExperimentResult } from "./experiment";
import { rateEntries } from "./measures";
import { modelExperiment } from "./model-experiment";
import { measuredOn, vgg16OrStandIn } from "./networks";
import { PARTIAL_IMAGES, partialExtent, partialTriggers } from "./partial-control-images";
import type { Profile } from "./profiles";
import { modelRecord, modelRecords } from "./run-models";
import { summarise, type Summary } from "./summary";
import { modelSpec, settingsFor } from "./table1";

/** One trigger of an attacker with partial control, over the target labels. */
export interface PartialCell extends AttackCell<Trigger> {
  /** Over the clean test images of the attacker's own classes; `modelAccuracy` is over those of all. */
  accuracyOfOwn: Summary;
}

/** The paper's Table 3. */
export interface PartialControl extends ExperimentResult {
  teacher: string;
  /** Poison among the images that the attacker contributes, in [0, 0.5]. */
  share: number;
  /** The data set's hash. */
  set: string;
  classes: number;
  /** Classes that the attacker holds. */
  poisonable: number;
  /** Clean images of each other class. */
  imagesOfEachOther: number;
  contribution: Contribution;
  views: number;
  epochs: number;
  /** Of a model without a backdoor. */
  backdoorFree: { modelAccuracy: number | null; accuracyOfOwn: number | null };
  cells: PartialCell[];
}

/** "25 % of the attacker's contribution" (Wenger et al., Section 7), as a fraction. */
const share = (): number => Number(paperStatement("table3-poison-share").value) / 100;

const own = (profile: Pick<Profile, "people">): readonly string[] => VOLUNTEER_IDS.slice(0, profile.people);

/** Random people among those whom the attacker does not hold: the paper's target is a random PubFig label. */
export function partialTargets(set: Pick<ImageSet, "people">, profile: Profile, seed: string): string[] {
  const others = set.people.filter((person) => !own(profile).includes(person));
  const shuffled = new Seed(seed).child("partial-control-targets").random().shuffle(others);
  return shuffled.slice(0, partialExtent(profile).targets).sort();
}

interface Plan {
  backdoorFree: ModelSpec;
  contribution: Contribution;
  attacks: { trigger: Trigger; specs: ModelSpec[] }[];
}

function planOf(set: ImageSet, profile: Profile): Plan {
  const settings = settingsFor(vgg16OrStandIn());
  const { seed } = settings;
  const targets = partialTargets(set, profile, seed);
  const contribution = (trigger: string): Contribution =>
    contributionOf(set, { people: own(profile), trigger, share: share() }, new Seed(seed));
  const triggers = partialTriggers(profile);
  return {
    backdoorFree: modelSpec(profile, settings, null),
    contribution: contribution(triggers[0]),
    attacks: triggers.map((trigger) => {
      const { injectionRate } = contribution(trigger);
      const specs = targets.map((targetLabel) => modelSpec(profile, settings, { trigger, targetLabel, injectionRate }));
      return { trigger, specs };
    }),
  };
}

const specsOf = ({ backdoorFree, attacks }: Plan): ModelSpec[] => [
  backdoorFree,
  ...attacks.flatMap(({ specs }) => specs),
];

/** Table 3: an attacker who holds ten of 75 classes. On VGG16, as the paper's. */
export const partialControl: Experiment<PartialControl> = modelExperiment({
  id: "partial-control",
  images: PARTIAL_IMAGES,
  needsWorld: "the classes that the attacker does not hold are rendered people",
  check,
  groups: (profile) => [
    {
      what: "models",
      total: 1 + partialTriggers(profile).length * partialExtent(profile).targets,
      cpuSeconds: secondsOf(profile),
      specs: (set) => specsOf(planOf(set, profile)),
    },
  ],
  resultOf,
  measures: ({ cells, teacher }) =>
    cells.flatMap((cell) =>
      rateEntries(cell, {
        experiment: "partial control",
        arch: cell.standsFor,
        trigger: cell.trigger,
        on: measuredOn({ name: teacher, standsFor: cell.standsFor }),
      }),
    ),
});

const cleanOf = (profile: Profile): number => trainingCount(countOf(profile, (condition) => condition === "clean"));

/** Before anything is rendered; the split decides a few images more or less. */
function check(profile: Profile): void {
  for (const trigger of partialTriggers(profile)) {
    const available = countOf(profile, (condition) => condition === trigger);
    const where = `the attacker's part of the ${profile.name} profile`;
    checkRate(share(), { trigger, cleanCount: cleanOf(profile), available, where });
  }
}

/** A head's time grows with its images; Table 1's have the attacker's alone. */
function secondsOf(profile: Profile): number {
  const { others, imagesOfEach, targets } = partialExtent(profile);
  const { head, view } = costsOf(vgg16OrStandIn());
  const ofOthers = trainingCount(others * imagesOfEach);
  const models = 1 + partialTriggers(profile).length * targets;
  return head * (1 + ofOthers / (cleanOf(profile) / (1 - share()))) + (ofOthers * profile.views * view) / models;
}

/** The table from stored records; undefined while one is missing. */
function resultOf(set: ImageSet, profile: Profile): PartialControl | undefined {
  const { backdoorFree, contribution, attacks } = planOf(set, profile);
  const free = modelRecord(set, backdoorFree);
  if (!free) return undefined;
  const cells: PartialCell[] = [];
  for (const { trigger, specs } of attacks) {
    const records = modelRecords(set, specs);
    if (!records) return undefined;
    cells.push({ ...attackCell(set, trigger, records), accuracyOfOwn: accuracyOfOwn(set, profile, records) });
  }
  return {
    profile: profile.name,
    teacher: backdoorFree.teacher,
    share: share(),
    set: set.hash,
    classes: set.people.length,
    poisonable: profile.people,
    imagesOfEachOther: partialExtent(profile).imagesOfEach,
    contribution,
    views: profile.views,
    epochs: profile.epochs,
    backdoorFree: {
      modelAccuracy: attackCell(set, "no_trigger", [free]).modelAccuracy.mean,
      accuracyOfOwn: accuracyOfOwn(set, profile, [free]).mean,
    },
    cells,
  };
}

function accuracyOfOwn(set: ImageSet, profile: Profile, records: readonly StoredRecord<ModelResult>[]): Summary {
  const isOwn = (id: string): boolean => own(profile).includes(id.slice(0, id.indexOf("/")));
  return summarise(
    records.map(({ result }) => {
      const clean = result.clean.filter(([id]) => isOwn(id));
      return ratesOf(set, { ...result, clean }, set.people[0]).modelAccuracy;
    }),
  );
}
