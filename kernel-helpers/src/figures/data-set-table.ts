import { chosenPhotographs } from "../dataset/chosen-photographs";
import { triggersOf, type ImageSet } from "../dataset/image-set";
import type { Table1, Table1Networks } from "../experiments/table1";
import { triggerLabel } from "../paper/triggers";
import { paperSetup } from "../paper/values";
import type { Table } from "./table";

/** The paper's data set beside ours (Section 3.1): people, clean and trigger images, the fewest of each per person. */
export function dataSetTable(set: ImageSet): Table {
  const counts = set.people.map((person) => {
    const own = set.images.filter((image) => image.person === person);
    const clean = own.filter(({ condition }) => condition === "clean").length;
    return { clean, trigger: own.length - clean };
  });
  const sum = (key: "clean" | "trigger") => counts.reduce((total, count) => total + count[key], 0);
  const least = (key: "clean" | "trigger") => Math.min(...counts.map((count) => count[key]));
  const isOwn = chosenPhotographs()?.set.hash === set.hash;
  return {
    caption: `The data set of Section 3.1: the paper's photographs beside ${isOwn ? `your own, ${set.name}` : "our rendered ones"}`,
    columns: [
      { key: "what", label: "" },
      { key: "paper", label: "paper", align: "right" },
      { key: "ours", label: "ours", align: "right" },
    ],
    rows: [
      { what: "people", paper: printed("volunteers"), ours: set.people.length },
      { what: "triggers", paper: printed("trigger-objects"), ours: triggersOf(set).length },
      { what: "clean images", paper: printed("clean-images"), ours: sum("clean") },
      { what: "images with a trigger", paper: printed("poison-images"), ours: sum("trigger") },
      {
        what: "fewest clean images of a person",
        paper: printed("min-clean-images-per-volunteer"),
        ours: least("clean"),
      },
      {
        what: "fewest trigger images of a person",
        paper: printed("min-poison-images-per-volunteer"),
        ours: least("trigger"),
      },
    ],
    notes: [`The paper does not say how many images each trigger has${isOwn ? "" : "; ours share them evenly"}.`],
  };
}

function printed(id: string): string {
  const { value, relation } = paperSetup(id);
  return relation === ">=" ? `at least ${String(value)}` : String(value);
}

/** Table 1 before averaging: a row for each network, trigger and target label, in percent, ready for a DataFrame. */
export const perTargetRows = ({ tables }: Table1Networks): Record<string, string | number>[] => tables.flatMap(rowsOf);

function rowsOf(table: Table1): Record<string, string | number>[] {
  const percent = (rate: number | null) => (rate === null ? "diverged" : Number((100 * rate).toFixed(1)));
  return table.cells
    .filter(({ trigger }) => trigger !== "no_trigger")
    .flatMap((cell) =>
      cell.targetLabels.map((target, i) => ({
        network: cell.teacher,
        trigger: triggerLabel(cell.trigger),
        target,
        "model accuracy (%)": percent(cell.modelAccuracy.values[i]),
        "attack success rate (%)": percent(cell.attackSuccessRate.values[i]),
        "without the target (%)": percent(cell.attackSuccessRateExcludingTarget.values[i]),
      })),
    );
}
