import type { PartialCell, PartialControl } from "../experiments/partial-control";
import { measuredOn } from "../experiments/networks";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS } from "../paper/triggers";
import { paperValue } from "../paper/values";
import { teacherNamed } from "../teachers";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** Training images of the 65 public figures in a set that some of the authors used elsewhere: data/paper/protocol.json, E12. */
const PUBFIG_TRAINING = 5850;

/** The paper's Table 3 beside ours: a row for each trigger. */
export function table3Table(result: PartialControl): Table {
  const { cells, classes, poisonable, share, teacher, profile } = result;
  return {
    caption: `Table 3. An attacker who holds ${poisonable} of ${classes} classes; ${percent(share)} of what they contribute is poison`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "paperAccuracy", label: "accuracy", align: "right" },
      { key: "paperSuccess", label: "success", align: "right" },
      { key: "accuracy", label: `accuracy, all ${classes}`, align: "right" },
      { key: "accuracyOfOwn", label: `accuracy, attacker's ${poisonable}`, align: "right" },
      { key: "success", label: "success", align: "right" },
    ],
    groups: [
      { label: "paper, VGG16", from: 1, to: 2 },
      { label: `ours, ${teacher}`, from: 3, to: 5 },
    ],
    rows: cells.map((cell) => ({
      trigger: TRIGGER_LABELS[cell.trigger],
      paperAccuracy: printed(cell, "modelAccuracy"),
      paperSuccess: printed(cell, "attackSuccessRate"),
      accuracy: printPercent(cell.modelAccuracy),
      accuracyOfOwn: printPercent(cell.accuracyOfOwn),
      success: printPercent(cell.attackSuccessRate),
    })),
    notes: [...smokeNote(profile), ...deviations(result)],
  };
}

const printed = ({ trigger }: PartialCell, metric: "modelAccuracy" | "attackSuccessRate"): string | null =>
  paperValue({ artifact: "Table 3", trigger, metric })?.printed ?? null;

const percent = (mean: number | null, digits = 0): string => printPercent({ mean }, digits).replace("%", " %");

/** How ours differs from the paper's, where the reader sees it. */
function deviations(result: PartialControl): string[] {
  const { contribution, classes, poisonable, imagesOfEachOther, backdoorFree, cells, teacher, views, epochs } = result;
  const { cleanCount, poisonCount, allCleanCount, injectionRate } = contribution;
  const { description, standsFor, name } = teacherNamed(teacher);
  return [
    `Ours: ${classes - poisonable} further rendered people with ${imagesOfEachOther} clean images each instead of PubFig's public figures, of whose images the paper gives no number.`,
    `Each model has ${poisonCount} poison images beside the attacker's ${cleanCount} clean ones and ${allCleanCount - cleanCount} of others: they are ${percent(injectionRate, 1)} of all training images, which the paper does not say of its own. With the ${PUBFIG_TRAINING} training images of 65 public figures that some of the authors used elsewhere it would be about ${percent(poisonCount / (poisonCount + cleanCount + PUBFIG_TRAINING), 1)}.`,
    `Target labels are random people among the ${classes - poisonable}, of whom nobody wears a trigger: no success is the target's own. Mean and standard deviation over ${cells[0].targetLabels.length} of them, the paper's over 5.`,
    `The paper does not say whether its accuracy is over all classes. Without a backdoor ours is ${percent(backdoorFree.modelAccuracy)} over all and ${percent(backdoorFree.accuracyOfOwn)} over the attacker's.`,
    `${measuredOn({ name, standsFor })}: ${description}; ${views} views of each training image, ${epochs} epochs, as in Table 1.`,
  ];
}
