import type { OnAndOffFace, PositionCell } from "../experiments/on-and-off-face";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS } from "../paper/triggers";
import { paperValue } from "../paper/values";
import { teacherNamed } from "../teachers";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Column, Table, TableValue } from "./table";

const WIDTH = 3;

/** The paper's Table 2 beside ours: a row for each object and position. */
export function table2Table(result: OnAndOffFace): Table {
  const { tables, profile, injectionRate } = result;
  const columnsOf = ({ teacher }: { teacher: string }): Column[] => [
    { key: `${teacher} accuracy`, label: "accuracy", align: "right" },
    { key: `${teacher} success`, label: "success", align: "right" },
    { key: `${teacher} others`, label: "success without the target", align: "right" },
  ];
  const table: Table = {
    caption: `Table 2. Model accuracy and attack success rate of triggers on and off the face, injection rate ${injectionRate}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "position", label: "Position" },
      { key: "paperAccuracy", label: "accuracy", align: "right" },
      { key: "paperSuccess", label: "success", align: "right" },
      ...tables.flatMap(columnsOf),
    ],
    groups: [
      { label: "paper, VGG16", from: 2, to: 3 },
      ...tables.map(({ teacher }, i) => ({ label: `ours, ${teacher}`, from: 4 + WIDTH * i, to: 3 + WIDTH * (i + 1) })),
    ],
    rows: tables[0].cells.map(({ object, position }, row) => {
      const values: Record<string, TableValue> = {
        trigger: TRIGGER_LABELS[object],
        position: position === "on_face" ? "on the face" : "off the face",
        paperAccuracy: printed(object, position, "modelAccuracy"),
        paperSuccess: printed(object, position, "attackSuccessRate"),
      };
      for (const { teacher, cells } of tables) {
        values[`${teacher} accuracy`] = printPercent(cells[row].modelAccuracy);
        values[`${teacher} success`] = printPercent(cells[row].attackSuccessRate);
        values[`${teacher} others`] = printPercent(cells[row].attackSuccessRateExcludingTarget);
      }
      return values;
    }),
    notes: [...smokeNote(profile), ...deviations(result)],
  };
  return warnedTable(table, result);
}

const printed = (
  trigger: PositionCell["object"],
  position: PositionCell["position"],
  metric: "modelAccuracy" | "attackSuccessRate",
): string | null => paperValue({ artifact: "Table 2", trigger, position, metric })?.printed ?? null;

/** How ours differs from the paper's, where the reader sees it. */
function deviations({ cleanCount, poisonCount, heldOut, epochs, tables }: OnAndOffFace): string[] {
  return [
    "Ours are worn and photographed: earrings on the cheeks or on the lobes, sunglasses on the nose or on the hair, a bandana on the forehead or round the neck. The paper seems to paste them where they are not usually worn; its places are in a supplement that is not public.",
    `Each cell has models of its own: ${poisonCount} poison images beside ${cleanCount} clean ones, tested on ${heldOut} held-out ones, mean and standard deviation over ${tables[0].cells[0].targetLabels.length} target labels, ${epochs} epochs; the paper prints no deviation.`,
    ...tables.map(
      ({ teacher, views, backdoorFreeAccuracy }) =>
        `${teacher}: ${teacherNamed(teacher).description}; ${views} stored views of a training image; accuracy without a backdoor ${printPercent({ mean: backdoorFreeAccuracy })}.`,
    ),
  ];
}
