import type { CleanseSpec } from "../defenses/neural-cleanse/spec";
import { median } from "../defenses/numeric/quantile";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import { CPU_CLEANSE } from "./cleanse-schedule";
import { findDefenseImages, type DefenseImages } from "./defense-images";
import {
  CONTROL_SHARE,
  defenseExtent,
  planDefenses,
  tableTriggers,
  type DefendedCell,
  type DefendedTrigger,
} from "./defenses-plan";
import type { DefenseCell } from "./defenses-summary";
import { planNeuralCleanse, readCleanseMasks, readNeuralCleanse, type CleansePlan, type LabelCleansed, type LabelMask, type ModelCleansed } from "./neural-cleanse"; // prettier-ignore
import type { Profile, ProfileName } from "./profiles";
import { summarise, type Summary } from "./summary";
import { modelSpec, TABLE1_DEFAULTS } from "./table1";

/** Neural Cleanse on the models of one trigger, or on the one without a backdoor. */
export interface CleanseCell {
  trigger: DefendedTrigger | "no_trigger";
  /** The poison's share of the target class that was asked for; null at Table 1's injection rate. */
  share: number | null;
  /** Share of the models with a flagged label: what the paper's Table 4 has. Of 0 and 1, null where undefined. */
  detectionRate: Summary;
  /** Share of the models whose target label is flagged. */
  targetFlagged: Summary;
  /** Over the models, of the label with the smallest norm; null where undefined. */
  medianAnomalyIndex: number | null;
  models: CleansedModel[];
}

export interface CleansedModel {
  targetLabel: string | null;
  anomalyIndex: number | null;
  flaggedLabels: string[];
  labels: LabelCleansed[];
}

/**
 * Models that Neural Cleanse looks at: Table 4's with the digital patch among them, those of the digital patch and of the
 * figure's physical triggers where poison is a minority of its class, and the one without a backdoor.
 */
export interface PlannedCleanse {
  trigger: CleanseCell["trigger"];
  share: number | null;
  plan: CleansePlan;
}

/**
 * Target labels of each trigger that Neural Cleanse is tried on: it takes minutes for each model, and on a laptop as long as
 * all else of Table 4.
 */
const MOST_TARGETS: Record<ProfileName, number> = { smoke: 1, laptop: 2, paper: 10 };
const cleansedTargets = ({ name, targetLabels }: Profile): number => Math.min(MOST_TARGETS[name], targetLabels);

/** Enough to show that every step runs. */
const SMOKE_CLEANSE: CleanseSpec = { ...CPU_CLEANSE, steps: 4, batchesPerStep: 1 };
export const cleanseSpec = ({ name }: Profile): CleanseSpec => (name === "smoke" ? SMOKE_CLEANSE : CPU_CLEANSE);

export function planCleanse(images: DefenseImages, profile: Profile, cells: readonly DefendedCell[]): PlannedCleanse[] {
  const free = modelSpec(profile, TABLE1_DEFAULTS, null);
  const cleanse = cleanseSpec(profile);
  const isControl = ({ trigger }: DefendedCell): boolean => trigger === DIGITAL_PATCH;
  const controlFirst = (list: readonly DefendedCell[]) => [...list.filter(isControl), ...list.filter((cell) => !isControl(cell))]; // prettier-ignore
  return [
    { trigger: "no_trigger", share: null, plan: planNeuralCleanse(images.volunteers, [free], { cleanse }) },
    // The control first: an interrupted run can be judged. Then, of the poison's shares, the one at which it is a minority.
    ...[null, CONTROL_SHARE].flatMap((wanted) =>
      controlFirst(cells.filter(({ share }) => share === wanted)).map(({ trigger, share, questions }) => {
        const set = trigger === DIGITAL_PATCH ? images.digital : images.volunteers;
        const specs = questions.slice(0, cleansedTargets(profile)).map(({ spec }) => spec);
        return { trigger, share, plan: planNeuralCleanse(set, specs, { cleanse }) };
      }),
    ),
  ];
}

/** How many labels there are, known before the images are. */
export function countCleansed(profile: Profile): number {
  const triggers = tableTriggers(profile).length + 1 + (defenseExtent(profile).shareTriggers.length + 1);
  return profile.people * (1 + triggers * cleansedTargets(profile));
}

/** The cells whose every label is stored. */
export const storedCleanse = (planned: readonly PlannedCleanse[]): CleanseCell[] =>
  planned.flatMap(({ plan, ...cell }) => {
    const models = readNeuralCleanse(plan);
    return models ? [cleanseCell(cell, models)] : [];
  });

export function cleanseCell(
  { trigger, share }: Pick<CleanseCell, "trigger" | "share">,
  models: readonly ModelCleansed[],
): CleanseCell {
  const indices = models.flatMap(({ anomalyIndex }) => anomalyIndex ?? []);
  const asRate = (flag: boolean | null) => (flag === null ? null : Number(flag));
  const isTarget = ({ spec, flaggedLabels, anomaly }: ModelCleansed) =>
    anomaly.isBackdoored === null || spec.attack === null ? null : flaggedLabels.includes(spec.attack.targetLabel);
  return {
    trigger,
    share,
    detectionRate: summarise(models.map(({ anomaly }) => asRate(anomaly.isBackdoored))),
    targetFlagged: summarise(models.map((model) => asRate(isTarget(model)))),
    medianAnomalyIndex: indices.length === models.length ? median(indices) : null,
    models: models.map(({ spec, anomalyIndex, flaggedLabels, labels }) => ({
      targetLabel: spec.attack?.targetLabel ?? null,
      anomalyIndex,
      flaggedLabels,
      labels,
    })),
  };
}

/** What there is of Neural Cleanse on a cell's models, or on the model without a backdoor. */
export const cleanseOf = (
  { cleanse }: { cleanse: readonly CleanseCell[] },
  cell: Pick<DefenseCell, "trigger" | "share"> | null,
): CleanseCell | null =>
  cleanse.find(({ trigger, share }) =>
    cell ? trigger === cell.trigger && share === cell.share : trigger === "no_trigger",
  ) ?? null;

/** What Neural Cleanse reversed on the first model of a trigger, as pictures; undefined while a label is missing. */
export function reversedTriggers(
  profile: Profile,
  wanted: DefendedTrigger,
): { model: ModelCleansed; masks: LabelMask[] } | undefined {
  const images = findDefenseImages(profile);
  const planned = images && planCleanse(images, profile, planDefenses(images, profile));
  const plan = planned?.find(({ trigger, share }) => trigger === wanted && share === null)?.plan;
  const [model] = (plan && readNeuralCleanse(plan)) ?? [];
  const masks = plan && readCleanseMasks(plan, plan.specs[0]);
  return masks && { model, masks };
}
