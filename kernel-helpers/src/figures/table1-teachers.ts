import { printPercent } from "../experiments/summary";
import type { Table1Teachers } from "../experiments/table1-teachers";
import { paperTable1 } from "../paper/table1";
import { TRIGGER_LABELS } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { smokeNote } from "./smoke-note";
import type { Table, TableValue } from "./table";

const COLUMNS = [
  { key: "paperAccuracy", label: "accuracy, paper" },
  { key: "ourAccuracy", label: "accuracy, ours" },
  { key: "paperSuccess", label: "success, paper" },
  { key: "ourSuccess", label: "success, ours" },
] as const;

/** The paper's Table 1 with a group of columns for each teacher, beside the paper's network that it stands in for. */
export function table1TeachersTable({ tables, profile }: Table1Teachers): Table {
  const [{ table: first }] = tables;
  const networks = tables.map(({ table, views }) => ({ ...table, views, teacher: teacherNamed(table.settings.teacher) }));
  const rows = first.cells.map(({ trigger }, row) => {
    const values: Record<string, TableValue> = { trigger: TRIGGER_LABELS[trigger] };
    for (const { teacher, cells } of networks) {
      const printed = paperTable1(teacher.standsFor).find((cell) => cell.trigger === trigger)!;
      const at = (key: (typeof COLUMNS)[number]["key"]) => `${teacher.name} ${key}`;
      values[at("paperAccuracy")] = printed.modelAccuracy.printed;
      values[at("ourAccuracy")] = printPercent(cells[row].modelAccuracy);
      values[at("paperSuccess")] = printed.attackSuccessRate.printed;
      values[at("ourSuccess")] = printPercent(cells[row].attackSuccessRate);
    }
    return values;
  });
  const own = networks[0];
  const targets = own.cells.find(({ trigger }) => trigger !== "no_trigger")?.targetLabels.length ?? 0;
  return {
    caption: `Table 1 on ${networks.length} networks, each beside the paper's that it stands in for: model accuracy and attack success rate at injection rate ${first.settings.injectionRate}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      ...networks.flatMap(({ teacher }) =>
        COLUMNS.map(({ key, label }) => ({ key: `${teacher.name} ${key}`, label, align: "right" as const })),
      ),
    ],
    groups: networks.map(({ teacher }, i) => ({
      label: `${teacher.name} (${teacher.standsFor})`,
      from: 1 + COLUMNS.length * i,
      to: COLUMNS.length * (i + 1),
    })),
    rows,
    notes: [
      ...smokeNote(profile),
      ...networks.map(({ teacher, views }) => `${teacher.name}: ${teacher.description}; ${views === 1 ? "one view" : `${views} views`} of each training image.`), // prettier-ignore
      `Ours: rendered people instead of photographs; mean and standard deviation over ${targets} target labels, the paper's over 10. One head and one learning rate for all networks; the paper chose a rate for each.`,
      `Fewer views make small triggers succeed less. A network that learned objects is a contrast: no claim is judged on it.`,
    ],
  };
}
