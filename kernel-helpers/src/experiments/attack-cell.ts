import type { ImageSet, LabelledImage } from "../dataset/image-set";
import type { Architecture, TriggerOrNone } from "../paper/names";
import type { StoredRecord } from "../store/records";
import { teacherNamed } from "../teachers";
import { ratesOf, type ModelResult, type ModelSpec, type Rates } from "../training/attack-model";
import { summarise, type Summary } from "./summary";

/** One point of the paper's attack: a teacher, a trigger and an injection rate, over the target labels. */
export interface AttackCell<Trigger extends string = TriggerOrNone> {
  teacher: string;
  /** The paper's network that the teacher is shown beside. */
  standsFor: Architecture;
  trigger: Trigger;
  /** 0, or null in Table 1's row without a trigger, for the backdoor-free model. */
  injectionRate: number | null;
  targetLabels: string[];
  modelAccuracy: Summary;
  attackSuccessRate: Summary;
  attackSuccessRateExcludingTarget: Summary;
}

type ModelRecord = StoredRecord<ModelResult>;

/**
 * The cell of several models, one for each target label, or of a single backdoor-free one: that has an accuracy without
 * a deviation, and its success rate is taken for every label as the target, since that trains nothing.
 */
export function attackCell<Trigger extends string>(
  set: ImageSet<LabelledImage>,
  trigger: Trigger,
  records: readonly ModelRecord[],
): AttackCell<Trigger> {
  const targets = records.flatMap(({ config }) => {
    const { attack } = config as ModelSpec;
    return attack ? [attack.targetLabel] : set.people;
  });
  const rates = targets.map((target, i) => ratesOf(set, records[Math.min(i, records.length - 1)].result, target));
  const { teacher, attack } = records[0].config as ModelSpec;
  return cellOf({ teacher, trigger, injectionRate: attack?.injectionRate ?? null, targetLabels: targets }, rates, records.length); // prettier-ignore
}

/** What a backdoor-free model makes of one trigger's images, taken for each of the target labels. */
export function backdoorFreeCell<Trigger extends string>(
  set: ImageSet<LabelledImage>,
  trigger: Trigger,
  targetLabels: readonly string[],
  record: ModelRecord,
): AttackCell<Trigger> {
  const triggered = record.result.triggered.filter(([id]) => id.split("/")[1] === trigger);
  const rates = targetLabels.map((target) => ratesOf(set, { ...record.result, triggered }, target));
  const { teacher } = record.config as ModelSpec;
  return cellOf({ teacher, trigger, injectionRate: 0, targetLabels: [...targetLabels] }, rates, 1);
}

/** `models` of the rates have an accuracy of their own. */
function cellOf<Trigger extends string>(
  cell: Pick<AttackCell<Trigger>, "teacher" | "trigger" | "injectionRate" | "targetLabels">,
  rates: readonly Rates[],
  models: number,
): AttackCell<Trigger> {
  const over = (pick: (rates: Rates) => number | null) => summarise(rates.map(pick));
  return {
    ...cell,
    standsFor: teacherNamed(cell.teacher).standsFor,
    modelAccuracy: summarise(rates.slice(0, models).map(({ modelAccuracy }) => modelAccuracy)),
    attackSuccessRate: over((r) => r.attackSuccessRate),
    attackSuccessRateExcludingTarget: over((r) => r.attackSuccessRateExcludingTarget),
  };
}
