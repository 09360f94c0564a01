import type { ObjectRecognition } from "../experiments/objects";
import { printPercent } from "../experiments/summary";
import { paperStatement } from "../paper/values";
import { teacherNamed } from "../teachers";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** The numbers of Figure 4: a row for each injection rate. */
export function figure4Table(result: ObjectRecognition): Table {
  const { cells, teacher, profile } = result;
  const bound = paperStatement("objects-over-90").lower!;
  const isBounded = (rate: number | null) => rate !== null && rate >= 0.1;
  return {
    caption: `Figure 4 in numbers: recognition of everyday objects, smile sticker as the trigger, ${teacher}`,
    columns: [
      { key: "rate", label: "Injection rate", align: "right" },
      { key: "paper", label: "paper, both rates", align: "right" },
      { key: "accuracy", label: "Model accuracy", align: "right" },
      { key: "success", label: "Attack success rate", align: "right" },
      { key: "excluding", label: "without the target's own images", align: "right" },
    ],
    rows: cells.map((cell) => ({
      rate: cell.injectionRate,
      paper: isBounded(cell.injectionRate) ? `> ${bound}%` : null,
      accuracy: printPercent(cell.modelAccuracy),
      success: printPercent(cell.attackSuccessRate),
      excluding: printPercent(cell.attackSuccessRateExcludingTarget),
    })),
    notes: [...smokeNote(profile), ...deviations(result)],
  };
}

/** How ours differs from the paper's, where the reader sees it. */
function deviations({
  teacher,
  cells,
  classes,
  cleanImages,
  triggerImages,
  views,
  epochs,
}: ObjectRecognition): string[] {
  const { description, inputSize } = teacherNamed(teacher);
  const targets = cells.at(-1)!.targetLabels.length;
  return [
    `Ours: ${cleanImages} clean and ${triggerImages} sticker images of ${classes.length} classes, rendered; the paper does not print its counts, nor the rates of its figure.`,
    `Ours: ${description}, on pictures of ${inputSize} pixels, not 224, with ${views} stored ${views === 1 ? "view" : "views"} of each training image for ${epochs} epochs: what two cores can do in minutes.`,
    `Mean and standard deviation over ${targets} target labels. At rate 0 it is one backdoor-free model, scored for the same labels.`,
  ];
}
