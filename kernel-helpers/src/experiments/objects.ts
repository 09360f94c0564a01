import { imagesOf } from "../dataset/image-set";
import { findObjects, objectsState, prepareObjects, STICKER, type ObjectSet } from "../dataset/objects";
import { withRunLock } from "../store/run-lock";
import type { ModelSpec } from "../training/attack-model";
import type { HeadSpec } from "../training/head";
import { THING_CLASSES } from "../world";
import { attackCell, backdoorFreeCell, type AttackCell } from "./attack-cell";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { rateEntries } from "./measures";
import type { Profile, ProfileName } from "./profiles";
import { modelRecord, runModels } from "./run-models";
import { targetLabels } from "./table1";
import { workDone } from "./work";

/**
 * Where the paper is silent, the authors' public script for this task (github.com/emilywenger/real_backdoor): a mean over
 * the last map, a layer of 1,024 units, Adam at 1e-3, batches of 16, 15 epochs. The counts of images and the injection
 * rates are ours: the paper prints only what holds from 0.1 on.
 */
const SETTINGS = {
  teacher: "vgg16-imagenet-160",
  seed: "2021",
  head: { hidden: 1024, learningRate: 1e-3, batchSize: 16, epochs: 15 } satisfies HeadSpec,
};

/** How much of it a profile does. */
interface Extent {
  /** Images of each class in each condition; all if absent. */
  count?: number;
  injectionRates: readonly number[];
  /** Random views of each training image. */
  views: number;
}

const RATES = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3] as const;
const EXTENTS: Record<ProfileName, Extent> = {
  smoke: { count: 8, injectionRates: [0.1, 0.3], views: 1 },
  laptop: { injectionRates: RATES, views: 2 },
  paper: { injectionRates: RATES, views: 15 },
};

/** The paper's Figure 4. */
export interface ObjectRecognition extends ExperimentResult {
  teacher: string;
  /** The data set's hash. */
  set: string;
  classes: string[];
  cleanImages: number;
  triggerImages: number;
  views: number;
  epochs: number;
  /** By rate from 0 on, where it is the model without a backdoor. */
  cells: AttackCell<typeof STICKER>[];
}

interface Plan {
  backdoorFree: ModelSpec;
  targets: string[];
  /** The models of each injection rate, one for each target. */
  attacks: ModelSpec[][];
}

function plan(set: ObjectSet, profile: Profile): Plan {
  const { teacher, seed, head } = SETTINGS;
  const { injectionRates, views } = EXTENTS[profile.name];
  const model = (attack: ModelSpec["attack"]): ModelSpec => ({ teacher, attack, head, views, seed });
  const targets = targetLabels(set, profile, seed);
  const attacks = injectionRates.map((injectionRate) =>
    targets.map((targetLabel) => model({ trigger: STICKER, targetLabel, injectionRate })),
  );
  return { backdoorFree: model(null), targets, attacks };
}

const specsOf = ({ backdoorFree, attacks }: Plan): ModelSpec[] => [backdoorFree, ...attacks.flat()];

/** CPU seconds of an image, and of a model with its share of the features. */
const IMAGE_SECONDS = 0.35;
const MODEL_SECONDS = 25;

/** Figure 4: a backdoor in the recognition of everyday objects, with a smile sticker as the trigger. */
export const objects: Experiment<ObjectRecognition> = {
  id: "objects",

  work(profile) {
    const { count, injectionRates } = EXTENTS[profile.name];
    const set = findObjects({ count });
    const done = set ? specsOf(plan(set, profile)).filter((spec) => modelRecord(set, spec)).length : 0;
    const total = 1 + injectionRates.length * Math.min(profile.targetLabels, THING_CLASSES.length);
    return [
      { what: "images", ...objectsState({ count }), cpuSeconds: IMAGE_SECONDS },
      { what: "models", done, total, cpuSeconds: MODEL_SECONDS },
    ];
  },

  async run(profile: Profile, options: ExperimentOptions = {}) {
    const images = await prepareObjects({ count: EXTENTS[profile.name].count, ...options });
    const { set } = images;
    const models = await withRunLock(() => runModels(set, specsOf(plan(set, profile)), options));
    return { result: resultOf(set, profile)!, work: workDone(images, models) };
  },

  read(profile) {
    const set = findObjects({ count: EXTENTS[profile.name].count });
    return set && resultOf(set, profile);
  },

  measures: ({ teacher, cells }) =>
    cells.flatMap((cell) => {
      const { standsFor: arch, injectionRate } = cell;
      return rateEntries(cell, {
        experiment: "objects",
        arch,
        injectionRate: injectionRate!,
        on: `${arch} (${teacher})`,
      });
    }),
};

/** The cells from stored records; undefined while one is missing. */
function resultOf(set: ObjectSet, profile: Profile): ObjectRecognition | undefined {
  const { backdoorFree, targets, attacks } = plan(set, profile);
  const clean = modelRecord(set, backdoorFree);
  if (!clean) return undefined;
  const cells = [backdoorFreeCell(set, STICKER, targets, clean)];
  for (const specs of attacks) {
    const records = specs.flatMap((spec) => modelRecord(set, spec) ?? []);
    if (records.length < specs.length) return undefined;
    cells.push(attackCell(set, STICKER, records));
  }
  return {
    profile: profile.name,
    teacher: SETTINGS.teacher,
    set: set.hash,
    classes: set.people,
    cleanImages: imagesOf(set, "clean").length,
    triggerImages: imagesOf(set, STICKER).length,
    views: EXTENTS[profile.name].views,
    epochs: SETTINGS.head.epochs,
    cells,
  };
}
