import type { InjectionRates } from "../experiments/injection-rates";
import { printPercent } from "../experiments/summary";
import { triggerLabel } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** The numbers of Figure 3: a row for each trigger and rate. */
export function figure3Table(result: InjectionRates): Table {
  const { cells, settings, profile } = result;
  const { name, standsFor, description } = teacherNamed(settings.teacher);
  const targets = cells[0]?.targetLabels.length ?? 0;
  const table: Table = {
    caption: `Figure 3 in numbers: every trigger at each injection rate, ${name}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "rate", label: "Injection rate", align: "right" },
      { key: "accuracy", label: "Model accuracy", align: "right" },
      { key: "success", label: "Attack success rate", align: "right" },
      { key: "excluding", label: "without the target", align: "right" },
    ],
    rows: cells.map((cell) => ({
      trigger: triggerLabel(cell.trigger),
      rate: cell.injectionRate,
      accuracy: printPercent(cell.modelAccuracy),
      success: printPercent(cell.attackSuccessRate),
      excluding: printPercent(cell.attackSuccessRateExcludingTarget),
    })),
    notes: [
      ...smokeNote(profile),
      `Ours: ${description}; the paper's figure is on VGG16${standsFor === "VGG16" ? "" : `, our teacher stands beside its ${standsFor}`}.`,
      `Mean and standard deviation over ${targets} target labels, the paper's over 10. The paper does not list its rates. At rate 0 it is one backdoor-free model, tested on each trigger's images.`,
    ],
  };
  return warnedTable(table, result);
}
