import type { ImageSet } from "../dataset/image-set";
import type { Architecture } from "../paper/names";
import type { MeasureEntry, Metric } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { ratesOf, type ModelResult, type ModelSpec } from "../training/attack-model";
import { costsOf } from "./costs";
import type { Experiment, ExperimentResult } from "./experiment";
import { modelExperiment, VOLUNTEERS } from "./model-experiment";
import { measuredOn, vgg16OrStandIn } from "./networks";
import { triggerOf, type Profile } from "./profiles";
import { modelRecords } from "./run-models";
import { modelSpec, settingsFor, targetLabels, TABLE1_DEFAULTS } from "./table1";

/** The paper's grid (Wenger et al., Section 3.2). */
export const LEARNING_RATES = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1] as const;
/** The caption of the paper's Figure 2 says glasses; the trigger that it has is sunglasses. */
const TRIGGER: Trigger = "sunglasses";

/** Training at one learning rate: a backdoored model and one without a backdoor, on the same clean images. */
export interface LearningRateCurve {
  learningRate: number;
  /** Mean cross-entropy of the clean and of the poison training images, by epoch; until it diverged, if it did. */
  clean: number[];
  attack: number[];
  /** Of the same clean images in the model without a backdoor. */
  backdoorFree: number[];
  /** Fractions; null where the training diverged. */
  modelAccuracy: number | null;
  attackSuccessRate: number | null;
}

/** The paper's Figure 2 on one network. */
export interface NetworkCurves {
  teacher: string;
  standsFor: Architecture;
  trigger: Trigger;
  targetLabel: string;
  injectionRate: number;
  curves: LearningRateCurve[];
}

/** The paper's Figure 2. */
export interface LearningRates extends ExperimentResult {
  /** The data set's hash. */
  set: string;
  /** First the one that stands where the paper has VGG16. */
  networks: NetworkCurves[];
}

interface Plan {
  learningRate: number;
  targetLabel: string;
  backdoored: ModelSpec;
  backdoorFree: ModelSpec;
}

/** The network of the paper's figure, and one that was trained on real faces. */
const teachers = (): string[] => [...new Set([vgg16OrStandIn(), TABLE1_DEFAULTS.teacher])];

function plan(set: ImageSet, profile: Profile, teacher: string): Plan[] {
  const { seed, injectionRate, head } = settingsFor(teacher);
  const [targetLabel] = targetLabels(set, profile, seed);
  return LEARNING_RATES.map((learningRate) => {
    const settings = settingsFor(teacher, { head: { ...head, learningRate } });
    const backdoored = modelSpec(profile, settings, {
      trigger: triggerOf(profile, TRIGGER),
      targetLabel,
      injectionRate,
    });
    return { learningRate, targetLabel, backdoored, backdoorFree: modelSpec(profile, settings, null) };
  });
}

const specsOf = (plans: readonly Plan[]): ModelSpec[] =>
  plans.flatMap(({ backdoored, backdoorFree }) => [backdoored, backdoorFree]);

/** Figure 2: the three losses at each learning rate. */
export const learningRates: Experiment<LearningRates> = modelExperiment({
  id: "learning-rates",
  images: VOLUNTEERS,
  groups: (profile) =>
    teachers().map((teacher) => ({
      what: `models of ${teacher}`,
      total: 2 * LEARNING_RATES.length,
      cpuSeconds: costsOf(teacher).head, // its features are Table 1's
      specs: (set) => specsOf(plan(set, profile, teacher)),
    })),
  resultOf,
  measures: ({ networks }) =>
    networks.flatMap((network) => network.curves.flatMap((curve) => curveEntries(network, curve))),
});

function resultOf(set: ImageSet, profile: Profile): LearningRates | undefined {
  const networks: NetworkCurves[] = [];
  for (const teacher of teachers()) {
    const curves = networkCurves(set, profile, teacher);
    if (!curves) return undefined;
    networks.push(curves);
  }
  return { profile: profile.name, set: set.hash, networks };
}

function networkCurves(set: ImageSet, profile: Profile, teacher: string): NetworkCurves | undefined {
  const plans = plan(set, profile, teacher);
  const records = modelRecords(set, specsOf(plans));
  if (!records) return undefined;
  const curves = plans.map((each, i) => curveOf(set, each, records[2 * i].result, records[2 * i + 1].result));
  const [{ targetLabel }] = plans;
  const { standsFor } = teacherNamed(teacher);
  return {
    teacher,
    standsFor,
    trigger: triggerOf(profile, TRIGGER),
    targetLabel,
    injectionRate: TABLE1_DEFAULTS.injectionRate,
    curves,
  };
}

function curveOf(
  set: ImageSet,
  { learningRate, targetLabel }: Plan,
  backdoored: ModelResult,
  backdoorFree: ModelResult,
): LearningRateCurve {
  const { modelAccuracy, attackSuccessRate } = ratesOf(set, backdoored, targetLabel);
  return {
    learningRate,
    clean: backdoored.losses.map(({ clean }) => clean),
    attack: backdoored.losses.map(({ poison }) => poison!),
    backdoorFree: backdoorFree.losses.map(({ clean }) => clean),
    modelAccuracy,
    attackSuccessRate,
  };
}

function curveEntries({ standsFor, teacher }: NetworkCurves, curve: LearningRateCurve): MeasureEntry[] {
  const { learningRate, clean, attack, backdoorFree } = curve;
  const query = {
    experiment: "learning rates",
    arch: standsFor,
    learningRate,
    on: measuredOn({ name: teacher, standsFor }),
  } as const;
  const isDiverged = curve.modelAccuracy === null;
  const comparable = !isDiverged && clean.length === backdoorFree.length;
  const entry = (metric: Metric, mean: number | null): MeasureEntry => ({ metric, ...query, mean });
  return [
    entry("finalCleanLoss", isDiverged ? null : clean.at(-1)!),
    entry("finalAttackLoss", isDiverged ? null : attack.at(-1)!),
    entry("lateCleanLossGap", comparable ? lateGap(clean, backdoorFree) : null),
    entry("modelAccuracy", inPercent(curve.modelAccuracy)),
    entry("attackSuccessRate", inPercent(curve.attackSuccessRate)),
  ];
}

const inPercent = (fraction: number | null): number | null => fraction && 100 * fraction;

/** Mean absolute difference of two curves over the last third of the epochs. */
export function lateGap(a: readonly number[], b: readonly number[]): number {
  return lateMean(a.map((loss, i) => Math.abs(loss - b[i])));
}

/** Mean of a curve over the last third of the epochs. */
export function lateMean(curve: readonly number[]): number {
  const late = curve.slice(-Math.max(1, Math.round(curve.length / 3)));
  return late.reduce((sum, loss) => sum + loss, 0) / late.length;
}
