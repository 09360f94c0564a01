import { printPercent } from "../experiments/summary";
import type { WiderCrop } from "../experiments/wider-crop";
import { triggerLabel } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** The control for triggers at the edge of the crop: the same attacks with the usual crop and with a wider one. */
export function widerCropTable(result: WiderCrop): Table {
  const { usual, wide, profile } = result;
  const rows = usual.cells.map((cell, i) => ({
    trigger: triggerLabel(cell.trigger),
    usualAccuracy: printPercent(cell.modelAccuracy),
    wideAccuracy: printPercent(wide.cells[i].modelAccuracy),
    usualSuccess: printPercent(cell.attackSuccessRate),
    wideSuccess: printPercent(wide.cells[i].attackSuccessRate),
  }));
  const table: Table = {
    caption: `Were earrings cut away? The usual crop beside a wider one, injection rate ${usual.settings.injectionRate}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "usualAccuracy", label: "usual", align: "right" },
      { key: "wideAccuracy", label: "wider", align: "right" },
      { key: "usualSuccess", label: "usual", align: "right" },
      { key: "wideSuccess", label: "wider", align: "right" },
    ],
    groups: [
      { label: "Model accuracy", from: 1, to: 2 },
      { label: "Attack success rate", from: 3, to: 4 },
    ],
    rows,
    notes: [
      ...smokeNote(profile),
      `Not in the paper. Wider: ${teacherNamed(wide.settings.teacher).description}. How much of a trigger either crop shows stands in the table of what the networks are shown.`,
      ...(usual.cells.some(({ trigger }) => trigger === "dots")
        ? [
            "Dots lie on the face itself: beside the earrings they show what a smaller face with more around it does to a trigger that was in the picture all along.",
          ]
        : []),
    ],
  };
  return warnedTable(table, result);
}
