import type { Architecture } from "../paper/names";
import { Seed } from "../base/seed";
import { imageSet, type ImageSet } from "../dataset/image-set";
import { splitClean } from "../dataset/split";
import { teacherNamed } from "../teachers";
import type { ModelResult, ModelSpec } from "../training/attack-model";
import { costsOf } from "./costs";
import type { Experiment, ExperimentResult } from "./experiment";
import { lateMean, LEARNING_RATES } from "./learning-rates";
import { modelExperiment, VOLUNTEERS, type ImageSource } from "./model-experiment";
import { judgedTeachers, learningRateOf } from "./networks";
import type { Profile } from "./profiles";
import { modelRecords } from "./run-models";
import { modelSpec, settingsFor, TABLE1_DEFAULTS } from "./table1";

/** A model without a backdoor, trained at one learning rate. */
export interface TriedRate {
  learningRate: number;
  /** Validation images that it names wrongly; null where the training diverged. */
  errors: number | null;
  /** Mean cross-entropy of the training images over the last third of the epochs. */
  lateLoss: number | null;
}

/** Every rate of the paper's grid on one teacher. */
export interface TriedTeacher {
  teacher: string;
  standsFor: Architecture;
  tried: TriedRate[];
  /** The best of them by `bestRate`. */
  best: number;
  /** What the other experiments train with. */
  taken: number;
}

/** How each teacher's learning rate was chosen. */
export interface LearningRateChoice extends ExperimentResult {
  trainingImages: number;
  validationImages: number;
  teachers: TriedTeacher[];
}

/**
 * The clean images that Table 1's models train on, as a set of its own: a model without a backdoor trains on 80 % of them
 * and is validated on the rest. No image of a test, and none with a trigger, has a say.
 */
export const choiceSet = (set: ImageSet): ImageSet =>
  imageSet(`${set.name}, clean training images`, splitClean(set, new Seed(TABLE1_DEFAULTS.seed)).train as typeof set.images); // prettier-ignore

const IMAGES: ImageSource = {
  ...VOLUNTEERS,
  find: (profile) => {
    const set = VOLUNTEERS.find(profile);
    return set && choiceSet(set);
  },
  prepare: async (profile, options) => {
    const { set, ...counts } = await VOLUNTEERS.prepare(profile, options);
    return { set: choiceSet(set), ...counts };
  },
};

const specsOf = (profile: Profile, teacher: string): ModelSpec[] =>
  LEARNING_RATES.map((learningRate) => {
    const { head } = settingsFor(teacher);
    return modelSpec(profile, settingsFor(teacher, { head: { ...head, learningRate } }), null);
  });

/** Of the images that Table 1's models train on: what these do. */
const SHARE = 0.6;

/** The learning rate of each teacher that claims are judged on, chosen as the paper does: on its grid, one for each network. */
export const learningRateChoice: Experiment<LearningRateChoice> = modelExperiment({
  id: "learning-rate-choice",
  images: IMAGES,
  groups: (profile) =>
    judgedTeachers().map((teacher) => ({
      what: `models of ${teacher}`,
      total: LEARNING_RATES.length,
      cpuSeconds: SHARE * costsOf(teacher).head, // its features are Table 1's
      specs: () => specsOf(profile, teacher),
    })),
  resultOf,
  measures: () => [],
});

function resultOf(set: ImageSet, profile: Profile): LearningRateChoice | undefined {
  const teachers: TriedTeacher[] = [];
  for (const teacher of judgedTeachers()) {
    const records = modelRecords(set, specsOf(profile, teacher));
    if (!records) return undefined;
    const tried = records.map(({ result }, i) => triedRate(set, LEARNING_RATES[i], result));
    const { standsFor } = teacherNamed(teacher);
    teachers.push({ teacher, standsFor, tried, best: bestRate(tried), taken: learningRateOf(teacher) });
  }
  const { train, test } = splitClean(set, new Seed(TABLE1_DEFAULTS.seed));
  return { profile: profile.name, trainingImages: train.length, validationImages: test.length, teachers };
}

function triedRate(set: ImageSet, learningRate: number, { clean, losses, divergedInEpoch }: ModelResult): TriedRate {
  if (divergedInEpoch !== null) return { learningRate, errors: null, lateLoss: null };
  const isWrong = ([id, named]: ModelResult["clean"][number]) => set.people[named] !== id.slice(0, id.indexOf("/"));
  return {
    learningRate,
    errors: clean.filter(isWrong).length,
    lateLoss: lateMean(losses.map(({ clean: loss }) => loss)),
  };
}

/**
 * The rate with the fewest validation images named wrongly, and of equals the one with the lowest clean loss at the end
 * of the training, on random views of the training images.
 *
 * @throws RangeError if every training diverged
 */
export function bestRate(tried: readonly TriedRate[]): number {
  const finished = tried.filter(({ errors }) => errors !== null);
  if (finished.length === 0) throw new RangeError("bestRate: every training diverged");
  finished.sort((a, b) => a.errors! - b.errors! || a.lateLoss! - b.lateLoss!);
  return finished[0].learningRate;
}
