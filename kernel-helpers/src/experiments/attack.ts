import type { ImageSet } from "../dataset/image-set";
import type { Attack } from "../poisoning/bad-nets";
import { withRunLock } from "../store/run-lock";
import { ratesOf, type ModelResult, type Rates } from "../training/attack-model";
import type { Course } from "./live";
import { runModels, type RunOptions } from "./run-models";
import { printPercent } from "./summary";
import { modelSpec, settingsFor, TABLE1_DEFAULTS, type Table1Settings } from "./table1";

export interface AttackOutcome extends Rates {
  cleanCount: number;
  poisonCount: number;
  /** The epoch, from 1, in which the training diverged; null where it went well. */
  divergedInEpoch: number | null;
}

/**
 * One attack of your choice, trained with Table 1's settings unless you change them:
 * `await runAttack(set, profile, { trigger: "dots", targetLabel: "v03", injectionRate: 0.1 })`.
 *
 * @throws UserError for an unknown trigger or target, or a rate that the images do not allow.
 */
export async function runAttack(
  set: ImageSet,
  course: Course,
  attack: Attack,
  { settings = {}, ...options }: RunOptions & { settings?: Partial<Table1Settings> } = {},
): Promise<AttackOutcome> {
  const spec = modelSpec(course, settingsFor(settings.teacher ?? TABLE1_DEFAULTS.teacher, settings), attack);
  const { records } = await withRunLock(() => runModels(set, [spec], options));
  return outcomeOf(set, attack, records[0].result);
}

/** What came of an attack, from what its model predicts. */
export function outcomeOf(set: ImageSet, { targetLabel }: Attack, result: ModelResult): AttackOutcome {
  const { cleanCount, poisonCount, divergedInEpoch } = result;
  return { cleanCount, poisonCount, divergedInEpoch, ...ratesOf(set, result, targetLabel) };
}

/** The outcome in a sentence. */
export function describeAttack(outcome: AttackOutcome): string {
  const { poisonCount, cleanCount, divergedInEpoch } = outcome;
  const images = `${poisonCount} poison images beside ${cleanCount} clean ones`;
  if (divergedInEpoch !== null)
    return `${images}: the training diverged in epoch ${divergedInEpoch}; lower the learning rate.`;
  const percent = (mean: number | null) => printPercent({ mean });
  const { modelAccuracy, attackSuccessRate, attackSuccessRateExcludingTarget } = outcome;
  return `${images}: model accuracy ${percent(modelAccuracy)}, attack success rate ${percent(attackSuccessRate)} (${percent(attackSuccessRateExcludingTarget)} without the target's own images).`;
}
