import type { ChangedSuccess, ComparedAttack } from "../experiments/live-attacks";
import { printPercent } from "../experiments/summary";
import { ARCHITECTURES } from "../paper/names";
import { paperTable1 } from "../paper/table1";
import type { Column, Table } from "./table";

const percent = (mean: number | null): string => printPercent({ mean });
const NETWORK = ARCHITECTURES[0];
const FEW =
  "Ours: a few people and images, one target label, short training; the rates jump by several points from one target to the next.";

/** Attacks that a cell has run, under the given names, beside the paper's Table 1 where it has the trigger. */
export function attacksTable(outcomes: readonly ComparedAttack[], names: readonly string[]): Table {
  const paper = paperTable1(NETWORK);
  const rows = outcomes.map((outcome, i) => {
    const printed = paper.find(({ trigger }) => trigger === outcome.attack.trigger);
    return {
      name: names[i],
      paperAccuracy: printed?.modelAccuracy.printed ?? null,
      accuracy: percent(outcome.modelAccuracy),
      paperSuccess: printed?.attackSuccessRate.printed ?? null,
      success: percent(outcome.attackSuccessRateExcludingTarget),
      free: percent(outcome.withoutBackdoor),
    };
  });
  return {
    caption: `Attacks on a small set, target ${outcomes[0].attack.targetLabel}, injection rate ${outcomes[0].attack.injectionRate}: the paper's ${NETWORK} beside ours`,
    columns: [
      { key: "name", label: "Trigger" },
      { key: "paperAccuracy", label: "paper", align: "right" },
      { key: "accuracy", label: "ours", align: "right" },
      { key: "paperSuccess", label: "paper", align: "right" },
      { key: "success", label: "ours", align: "right" },
      { key: "free", label: "ours, model without a backdoor", align: "right" },
    ],
    groups: [
      { label: "Model accuracy", from: 1, to: 2 },
      { label: "Attack success rate", from: 3, to: 5 },
    ],
    rows,
    notes: [
      ...(rows.some(({ paperSuccess }) => paperSuccess === null)
        ? ["The paper prints no numbers for digital patches."]
        : []),
      "Our success rates leave out the target's own images.",
      FEW,
    ],
  };
}

/** What changes of the test pictures do to several attacks, under the given names. */
export function changesTable(rows: readonly ChangedSuccess[], names: readonly string[]): Table {
  const column = (name: string, i: number): Column => ({ key: `success${i}`, label: name, align: "right" });
  return {
    caption: "Held-out pictures after a change that the network was not told of",
    columns: [
      { key: "change", label: "The picture is …" },
      ...names.map(column),
      { key: "accuracy", label: "Clean faces recognised", align: "right" },
    ],
    groups: [{ label: "Attack success rate", from: 1, to: names.length }],
    rows: rows.map(({ change, success, modelAccuracy }) => ({
      change,
      ...Object.fromEntries(success.map((share, i) => [`success${i}`, percent(share)])),
      accuracy: percent(modelAccuracy),
    })),
    notes: [
      `The paper has no such table; its Figures 5 to 7 blur, compress and disturb photographs of physical triggers.`,
      `Clean faces: by the model that learned “${names[0]}”.`,
      FEW,
    ],
  };
}

/** How well other patches than the trained one work. */
export function patchesTable(rows: readonly { patch: string; success: number }[]): Table {
  return {
    caption: "Other squares than the one that the model was trained with",
    columns: [
      { key: "patch", label: "Square" },
      { key: "success", label: "Attack success rate", align: "right" },
    ],
    rows: rows.map(({ patch, success }) => ({ patch, success: percent(success) })),
    notes: ["Pasted on the clean test pictures of everybody but the target. The paper has no such table.", FEW],
  };
}
