import { setFolder } from "../dataset/rendered";
import type { ImageSet } from "../dataset/image-set";
import type { Trigger } from "../paper/triggers";
import { storedImages } from "../world";
import type { ModelSpec } from "../training/attack-model";
import type { Experiment, ExperimentResult } from "./experiment";
import { shownTo, successByView, type SuccessByView, type ViewOfTrigger } from "./misses";
import { modelExperiment, VOLUNTEERS } from "./model-experiment";
import type { Profile } from "./profiles";
import { modelRecords } from "./run-models";
import { planTable1, TABLE1_DEFAULTS } from "./table1";
import { TABLE1_MODEL_SECONDS } from "./table1-experiment";

export interface Misses extends ExperimentResult {
  teacher: string;
  injectionRate: number;
  /** The data set's hash. */
  set: string;
  triggers: SuccessByView[];
}

/** Where the remaining misses of Table 1 are: success by pose, distance and what is seen of the trigger. */
export const missesExperiment: Experiment<Misses> = modelExperiment({
  id: "misses",
  needsWorld:
    "a photograph does not say how far the head is turned, how far away it is and how much of the trigger is seen",
  images: VOLUNTEERS,
  groups: (profile) => [
    {
      what: "models",
      total: profile.triggers.length * profile.targetLabels,
      cpuSeconds: TABLE1_MODEL_SECONDS,
      specs: (set) => attacksOf(set, profile).flatMap(({ specs }) => specs),
    },
  ],
  resultOf,
  measures: () => [],
});

const attacksOf = (set: ImageSet, profile: Profile): { trigger: Trigger; specs: ModelSpec[] }[] =>
  planTable1(set, profile).flatMap(({ trigger, specs }) => (trigger === "no_trigger" ? [] : [{ trigger, specs }]));

/** From Table 1's stored models and the images' truth; undefined while a model is missing. */
function resultOf(set: ImageSet, profile: Profile): Misses | undefined {
  const triggers: SuccessByView[] = [];
  for (const { trigger, specs } of attacksOf(set, profile)) {
    const records = modelRecords(set, specs);
    if (!records) return undefined;
    const models = records.map(({ result }, i) => ({ spec: specs[i], result }));
    const views = viewsOf(set, trigger);
    const found = successByView(
      trigger,
      shownTo(set, models, (id) => views.get(id)!),
    );
    if (found) triggers.push(found);
  }
  const { teacher, injectionRate } = TABLE1_DEFAULTS;
  return { profile: profile.name, teacher, injectionRate, set: set.hash, triggers };
}

/** What is known of the photographs with a trigger, by id. */
function viewsOf(set: ImageSet, trigger: Trigger): Map<string, ViewOfTrigger> {
  const folder = setFolder("volunteers");
  const metas = set.people.flatMap((person) => storedImages(folder, person, trigger));
  return new Map(metas.map((meta) => [`${meta.person}/${meta.condition}/${meta.index}`, meta]));
}
