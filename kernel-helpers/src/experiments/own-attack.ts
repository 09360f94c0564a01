import { UserError } from "../base/errors";
import { wilsonInterval, type Interval } from "../base/wilson";
import { labelOf, type ImageSet } from "../dataset/image-set";
import type { Attack } from "../poisoning/bad-nets";
import { withRunLock } from "../store/run-lock";
import type { ModelResult, Prediction } from "../training/attack-model";
import type { Course } from "./live";
import { runModels, type RunOptions } from "./run-models";
import { onSameImages } from "./same-images";
import { modelSpec, settingsFor, TABLE1_DEFAULTS, type Table1Settings } from "./table1";

/** A share that was counted, and where it may lie: 95 % (Wilson). Fractions. */
export interface CountedRate extends Interval {
  hits: number;
  n: number;
  rate: number;
}

/** One of the two models, tested. */
export interface CountedRates {
  /** Clean test photographs recognised as whom they show. */
  modelAccuracy: CountedRate;
  /** Held-out photographs with the trigger, of others than the target, taken for the target. */
  attackSuccessRate: CountedRate;
}

/** A backdoor, and beside it a model without one, asked about the same photographs. */
export interface OwnAttack {
  attack: Attack;
  cleanCount: number;
  poisonCount: number;
  backdoored: CountedRates;
  backdoorFree: CountedRates;
}

/**
 * One attack with its two rates as they were counted, beside a model without a backdoor. Success leaves out the target's
 * own photographs, which every good model takes for the target.
 *
 * @throws UserError for an unknown trigger or target, a rate that the photographs do not allow, or if a training diverges
 */
export async function ownAttack(
  set: ImageSet,
  course: Course,
  attack: Attack,
  { settings = {}, ...options }: RunOptions & { settings?: Partial<Table1Settings> } = {},
): Promise<OwnAttack> {
  const chosen = settingsFor(settings.teacher ?? TABLE1_DEFAULTS.teacher, settings);
  const specs = [null, attack].map((each) => modelSpec(course, chosen, each));
  const { records } = await withRunLock(() => runModels(set, specs, options));
  const [free, backdoored] = records.map(({ result }) => result);
  const { cleanCount, poisonCount } = backdoored;
  return {
    attack,
    cleanCount,
    poisonCount,
    backdoored: countedRates(set, attack, backdoored),
    backdoorFree: countedRates(set, attack, onSameImages(free, backdoored)),
  };
}

function countedRates(
  set: ImageSet,
  { targetLabel }: Attack,
  { clean, triggered, divergedInEpoch }: ModelResult,
): CountedRates {
  if (divergedInEpoch !== null) {
    throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate and try again`);
  }
  const target = labelOf(set, targetLabel);
  const labelOfId = (id: string) => labelOf(set, id.slice(0, id.indexOf("/")));
  const others = triggered.filter(([id]) => labelOfId(id) !== target);
  return {
    modelAccuracy: counted(clean, ([id, named]) => named === labelOfId(id)),
    attackSuccessRate: counted(others, ([, named]) => named === target),
  };
}

/** @throws UserError where there is nothing to count */
function counted(predictions: readonly Prediction[], isHit: (prediction: Prediction) => boolean): CountedRate {
  const n = predictions.length;
  if (n === 0) throw new UserError("no photograph is left to test on: take more, or lower the injection rate");
  const hits = predictions.filter(isHit).length;
  return { hits, n, rate: hits / n, ...wilsonInterval(hits, n) };
}
