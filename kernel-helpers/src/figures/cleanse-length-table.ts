import type { CleanseSpec } from "../defenses/neural-cleanse/spec";
import type { CleanseLength, LabelAtLength, ModelAtLengths, TargetVerdict } from "../experiments/cleanse-length";
import type { DefendedTrigger } from "../experiments/defenses-plan";
import { printPercent } from "../experiments/summary";
import { defendedLabel } from "./defense-words";
import { smokeNote } from "./smoke-note";
import { right, type Table } from "./table";

/** By how much a norm may differ before the reduced schedule is said to stand for the long one no more, a fraction. */
const CLOSE = 0.1;

/** Neural Cleanse's reduced schedule beside a long one: norms, steps, and what is flagged. */
export function cleanseLengthTable(result: CleanseLength): Table {
  const { profile, teacher, short, long, models } = result;
  return {
    caption: `Neural Cleanse, reduced and at length, ${teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "label", label: "Label" },
      right("shortNorm", "norm"),
      right("shortSuccess", "success"),
      right("shortIndex", "anomaly index"),
      right("longNorm", "norm"),
      right("longSuccess", "success"),
      right("longSteps", "steps"),
      right("longIndex", "anomaly index"),
      right("change", "change of the norm"),
    ],
    groups: [
      { label: "reduced", from: 2, to: 4 },
      { label: "at length", from: 5, to: 8 },
    ],
    rows: models.flatMap(rowsOf),
    notes: [
      ...smokeNote(profile),
      `Not in the paper: how far the reduced schedule is from a long one. Reduced: ${lengthOf(short)}. At length: ${lengthOf(long)}, everything else as in the authors' code. Norms are pixels of the network's input. A star: the label is flagged.`,
      "The anomaly index needs all labels. At length only those of the table were reversed; for the others their reduced norm was taken times the mean factor of the table's labels but the target: this index is an estimate.",
      lengthFinding(result),
    ],
  };
}

const lengthOf = ({ steps, batchesPerStep, batchSize }: CleanseSpec) =>
  `at most ${steps} steps of ${batchesPerStep} mini-batches of ${batchSize}`;

function rowsOf({ trigger, targetLabel, labels, short, long }: ModelAtLengths): Table["rows"] {
  return labels.map(({ label, ...at }) => {
    const isTarget = label === targetLabel;
    return {
      trigger: defendedLabel(trigger as DefendedTrigger),
      label: isTarget ? `${label} (target)` : label,
      ...{ shortNorm: normOf(at.short, label, short), shortSuccess: printPercent({ mean: at.short.successRate }) },
      shortIndex: isTarget ? indexOf(short) : null,
      ...{ longNorm: normOf(at.long, label, long), longSuccess: printPercent({ mean: at.long.successRate }) },
      longSteps: at.long.steps,
      longIndex: isTarget ? indexOf(long) : null,
      change: changeText(changeOf(at)),
    };
  });
}

const normOf = ({ norm, converged }: LabelAtLength, label: string, { flaggedLabels }: TargetVerdict): string =>
  `${norm.toFixed(0)}${flaggedLabels.includes(label) ? " *" : ""}${converged ? "" : " (no trigger found)"}`;

const indexOf = ({ anomalyIndex }: TargetVerdict): string | null =>
  anomalyIndex === null ? null : anomalyIndex.toFixed(2);

/** Of the norm from the reduced schedule to the long one, a fraction. */
const changeOf = ({ short, long }: { short: LabelAtLength; long: LabelAtLength }): number => long.norm / short.norm - 1;

const changeText = (change: number): string => `${change < 0 ? "−" : "+"}${printPercent({ mean: Math.abs(change) })}`;

/** Whether the reduced schedule stands for the long one, and which way it errs, in a sentence or two. */
export function lengthFinding({ models }: CleanseLength): string {
  const of = (isWanted: (isTarget: boolean) => boolean) =>
    models.flatMap(({ targetLabel, labels }) => labels.filter(({ label }) => isWanted(label === targetLabel)).map(changeOf)); // prettier-ignore
  const [targets, others] = [of((isTarget) => isTarget), of((isTarget) => !isTarget)];
  const isClose = [...targets, ...others].every((change) => Math.abs(change) <= CLOSE);
  const turned = models.filter(({ short, long }) => short.isFlagged !== long.isFlagged);
  const verdict =
    turned.length === 0
      ? "The verdict on the target is the same with both schedules."
      : turned.map(({ trigger, long }) => `At length the target of ${defendedLabel(trigger as DefendedTrigger)} is ${long.isFlagged ? "flagged, reduced it is not" : "not flagged any more"}.`).join(" "); // prettier-ignore
  const norms = isClose
    ? `Every norm is within ${printPercent({ mean: CLOSE })} of that at length.`
    : `The norms are not within ${printPercent({ mean: CLOSE })}: at length those of the targets change by ${rangeOf(targets)}, those of the other labels by ${rangeOf(others)}.`;
  return `${norms} ${verdict}`;
}

function rangeOf(changes: readonly number[]): string {
  const [low, high] = [Math.min(...changes), Math.max(...changes)].map(changeText);
  return low === high ? low : `${low} to ${high}`;
}
