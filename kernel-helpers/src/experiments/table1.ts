import { Seed } from "../base/seed";
import type { ImageSet } from "../dataset/image-set";
import type { TriggerOrNone } from "../paper/names";
import { withRunLock } from "../store/run-lock";
import type { ModelSpec } from "../training/attack-model";
import type { HeadSpec } from "../training/head";
import { attackCell, type AttackCell } from "./attack-cell";
import type { ExperimentResult } from "./experiment";
import type { Course } from "./live";
import { learningRateOf } from "./networks";
import type { Profile } from "./profiles";
import { modelRecords, runModels, type RunOptions, type RunReport } from "./run-models";

/** The paper's Table 1 and Figure 1: every trigger at one injection rate, over several target labels. */
export interface Table1Settings {
  teacher: string;
  injectionRate: number;
  seed: string;
  head: Omit<HeadSpec, "epochs">;
}

/**
 * Ours where the paper is silent. Learning rate (experiments/learning-rate-choice) and epochs (in the profile: until the
 * clean loss has settled) are chosen on clean images alone. There are as many stored views of a training image as epochs,
 * since the paper's generator draws a new view each time. (A first run with 8 views was less successful for small
 * triggers: with few views a head learns poison images by heart.) All settings are the same for every trigger.
 *
 * @param changes of an experiment, or the user's
 */
export function settingsFor(teacher: string, changes: Partial<Omit<Table1Settings, "teacher">> = {}): Table1Settings {
  const injectionRate = 0.25; // Wenger et al., Table 1
  const head = { hidden: 256, learningRate: learningRateOf(teacher), batchSize: 32 };
  return { injectionRate, seed: "2021", head, ...changes, teacher };
}

/** On the teacher that stands in where the paper names no network: trained on real faces, and fast. */
export const TABLE1_DEFAULTS: Table1Settings = settingsFor("resnet-dlib");

export type { AttackCell as Table1Cell } from "./attack-cell";

interface CellPlan {
  trigger: TriggerOrNone;
  specs: ModelSpec[];
}

/** The models behind each cell: one for each target label, and a single backdoor-free one. */
export function planTable1(set: ImageSet, profile: Profile, settings = TABLE1_DEFAULTS): CellPlan[] {
  const { seed, injectionRate } = settings;
  const model = (attack: ModelSpec["attack"]) => modelSpec(profile, settings, attack);
  const targets = targetLabels(set, profile, seed);
  return [
    { trigger: "no_trigger", specs: [model(null)] },
    ...profile.triggers.map((trigger) => ({
      trigger,
      specs: targets.map((targetLabel) => model({ trigger, targetLabel, injectionRate })),
    })),
  ];
}

/** A model with these settings, trained as long and on as many views as the course (a profile is one) has it. */
export function modelSpec(course: Course, settings: Table1Settings, attack: ModelSpec["attack"]): ModelSpec {
  const { teacher, seed, head } = settings;
  return { teacher, attack, head: { ...head, epochs: course.epochs }, views: course.views, seed };
}

/** The first people (or classes of objects) of one random order, so that a larger profile attacks the same labels and more. */
export const targetLabels = (set: Pick<ImageSet, "people">, profile: Profile, seed: string): string[] =>
  new Seed(seed).child("target-labels").random().shuffle(set.people).slice(0, profile.targetLabels).sort();

/** The table on one network, with what it was made from. */
export interface Table1 extends ExperimentResult {
  settings: Table1Settings;
  /** Of each training image. */
  views: number;
  /** The data set's hash. */
  set: string;
  cells: AttackCell[];
}

/** The tables of several networks: the paper's has three. */
export interface Table1Networks extends ExperimentResult {
  tables: Table1[];
}

/** Trains what is missing and returns the table. */
export async function runTable1(
  set: ImageSet,
  profile: Profile,
  { settings = TABLE1_DEFAULTS, ...options }: RunOptions & { settings?: Table1Settings } = {},
): Promise<{ table: Table1; report: RunReport }> {
  const specs = planTable1(set, profile, settings).flatMap((cell) => cell.specs);
  const report = await withRunLock(() => runModels(set, specs, options));
  return { table: readTable1(set, profile, settings)!, report };
}

/** The table from stored records; undefined while one is missing. */
export function readTable1(set: ImageSet, profile: Profile, settings = TABLE1_DEFAULTS): Table1 | undefined {
  const cells: AttackCell[] = [];
  for (const { trigger, specs } of planTable1(set, profile, settings)) {
    const records = modelRecords(set, specs);
    if (!records) return undefined;
    cells.push(attackCell(set, trigger, records));
  }
  return { profile: profile.name, settings, views: profile.views, set: set.hash, cells };
}
