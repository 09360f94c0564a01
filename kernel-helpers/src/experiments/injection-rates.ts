import type { ImageSet } from "../dataset/image-set";
import type { Trigger } from "../paper/triggers";
import type { ModelSpec } from "../training/attack-model";
import { attackCell, backdoorFreeCell, type AttackCell } from "./attack-cell";
import { checkRates } from "./check-rates";
import { costsOf } from "./costs";
import type { Experiment, ExperimentResult } from "./experiment";
import { cellEntries } from "./measures";
import { modelExperiment, VOLUNTEERS } from "./model-experiment";
import { vgg16OrStandIn } from "./networks";
import type { Profile } from "./profiles";
import { modelRecord, modelRecords } from "./run-models";
import { modelSpec, settingsFor, targetLabels, TABLE1_DEFAULTS, type Table1Settings } from "./table1";

/** Table 1's settings; the rates are the profile's. */
export type RateSettings = Omit<Table1Settings, "injectionRate">;

/** The paper's Figure 3: every trigger at several injection rates, over the target labels. */
export interface InjectionRates extends ExperimentResult {
  settings: RateSettings;
  /** The data set's hash. */
  set: string;
  /** By trigger, then by rate from 0 on: there is no poison at 0, but the same trigger images. */
  cells: AttackCell[];
}

interface Plan {
  backdoorFree: ModelSpec;
  targets: string[];
  attacks: { trigger: Trigger; injectionRate: number; specs: ModelSpec[] }[];
}

function planRates(set: Pick<ImageSet, "people">, profile: Profile, settings: RateSettings): Plan {
  const model = (attack: ModelSpec["attack"]) => modelSpec(profile, { ...TABLE1_DEFAULTS, ...settings }, attack);
  const targets = targetLabels(set, profile, settings.seed);
  const attacks = profile.triggers.flatMap((trigger) =>
    profile.injectionRates.map((injectionRate) => ({
      trigger,
      injectionRate,
      specs: targets.map((targetLabel) => model({ trigger, targetLabel, injectionRate })),
    })),
  );
  return { backdoorFree: model(null), targets, attacks };
}

const specsOf = ({ backdoorFree, attacks }: Plan): ModelSpec[] => [
  backdoorFree,
  ...attacks.flatMap(({ specs }) => specs),
];

/** Views of poison images that a model has for itself, about: the clean ones are Table 1's, as are half of the poison. */
const OWN_VIEWS = 200;

/** What may be asked for instead of the paper's: by default, its VGG16 and our seed. */
export type RateChoice = Partial<Pick<RateSettings, "teacher" | "seed">>;

/** Figure 3, on Table 1's models where the rate is the same. */
export function injectionRatesExperiment(choice: RateChoice = {}): Experiment<InjectionRates> {
  const { teacher, seed, head } = settingsFor(choice.teacher ?? vgg16OrStandIn(), {
    seed: choice.seed ?? TABLE1_DEFAULTS.seed,
  });
  const chosen = { teacher, seed, head };
  return modelExperiment({
    id: "injection-rates",
    images: VOLUNTEERS,
    check: (profile) => checkRates(profile, profile.injectionRates),
    groups: (profile) => [
      {
        what: "models",
        total: 1 + profile.triggers.length * profile.injectionRates.length * profile.targetLabels,
        cpuSeconds: costsOf(teacher).head + OWN_VIEWS * costsOf(teacher).view,
        specs: (set) => specsOf(planRates(set, profile, chosen)),
      },
    ],
    resultOf: (set, profile) => resultOf(set, profile, chosen),
    // Table 1 states what is measured at its rate.
    measures: ({ cells }) =>
      cells.filter(({ injectionRate }) => injectionRate !== TABLE1_DEFAULTS.injectionRate).flatMap(cellEntries),
  });
}

/** The cells from stored records; undefined while one is missing. */
function resultOf(set: ImageSet, profile: Profile, settings: RateSettings): InjectionRates | undefined {
  const { backdoorFree, targets, attacks } = planRates(set, profile, settings);
  const clean = modelRecord(set, backdoorFree);
  if (!clean) return undefined;
  const cells: AttackCell[] = [];
  for (const trigger of profile.triggers) {
    cells.push(backdoorFreeCell(set, trigger, targets, clean));
    for (const { specs } of attacks.filter((attack) => attack.trigger === trigger)) {
      const records = modelRecords(set, specs);
      if (!records) return undefined;
      cells.push(attackCell(set, trigger, records));
    }
  }
  return { profile: profile.name, settings, set: set.hash, cells };
}
