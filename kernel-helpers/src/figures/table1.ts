import { agreement, committedResult } from "../experiments/committed";
import { printPercent } from "../experiments/summary";
import type { Table1, Table1Cell } from "../experiments/table1";
import { paperTable1 } from "../paper/table1";
import { TRIGGER_LABELS } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import type { Table } from "./table";

/**
 * The paper's Table 1 beside ours: one row for each trigger, the paper's column of the network that our teacher stands
 * in for.
 */
export function table1Table(table: Table1): Table {
  const teacher = teacherNamed(table.settings.teacher);
  const paper = paperTable1(teacher.standsFor);
  const rows = table.cells.map((cell) => {
    const printed = paper.find(({ trigger }) => trigger === cell.trigger)!;
    return {
      trigger: TRIGGER_LABELS[cell.trigger],
      paperAccuracy: printed.modelAccuracy.printed,
      ourAccuracy: printPercent(cell.modelAccuracy),
      paperSuccess: printed.attackSuccessRate.printed,
      ourSuccess: printPercent(cell.attackSuccessRate),
      ourSuccessExcluding: printPercent(cell.attackSuccessRateExcludingTarget),
    };
  });
  return {
    caption: `Table 1. Model accuracy and attack success rate at injection rate ${table.settings.injectionRate}: the paper's ${teacher.standsFor} beside our ${teacher.name}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "paperAccuracy", label: "paper", align: "right" },
      { key: "ourAccuracy", label: "ours", align: "right" },
      { key: "paperSuccess", label: "paper", align: "right" },
      { key: "ourSuccess", label: "ours", align: "right" },
      { key: "ourSuccessExcluding", label: "ours, without the target", align: "right" },
    ],
    groups: [
      { label: "Model accuracy", from: 1, to: 2 },
      { label: "Attack success rate", from: 3, to: 5 },
    ],
    rows,
    notes: table1Notes(table),
  };
}

/** How ours differs from the paper's, where the reader sees it. */
export function table1Notes({ cells, settings, profile }: Table1): string[] {
  const teacher = teacherNamed(settings.teacher);
  const attacked = cells.find(({ trigger }) => trigger !== "no_trigger");
  const people = cells.find(({ trigger }) => trigger === "no_trigger")?.targetLabels.length ?? 0;
  const notes = [
    `Ours: rendered people instead of photographs; ${teacher.description}.`,
    `Ours: mean and standard deviation over ${count(attacked)} target labels, the paper's over 10; one backdoor-free model, scored for all ${people} labels.`,
    `The attack success rate counts all held-out trigger images, as the paper's must: the target's own images put its floor at ${(100 / people).toFixed(0)} % for a perfect model without a backdoor. “Without the target” leaves them out.`,
  ];
  if (profile === "smoke") notes.unshift("Smoke profile: a few people, triggers and images. These numbers only show that every step runs.");
  return notes;
}

const count = (cell: Table1Cell | undefined): number => cell?.targetLabels.length ?? 0;

/** One sentence on how a table computed on this machine compares with the one that travels with the project. */
export function agreementSentence(table: Table1): string {
  const committed = committedResult<Table1>({ id: "table1" }, table.profile);
  const found = committed && agreement(table, committed);
  if (!found) return `No results of the ${table.profile} profile travel with the project: nothing to compare with.`;
  const images = found.sameImages ? "the same images, bit for bit" : "other images (another version of the code or its packages)";
  if (found.largest === 0) return `Identical to the committed results, from ${images}.`;
  return `Within ${(100 * found.largest).toFixed(1)} points of the committed results (largest: ${found.where}), from ${images}.`;
}
