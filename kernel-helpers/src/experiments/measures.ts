import { measuresOf, type MeasureEntry, type MeasureQuery, type Measures } from "../paper/measures";
import type { Summary } from "./summary";
import type { AttackCell } from "./attack-cell";
import { measuredOn } from "./networks";
import type { Table1, Table1Networks } from "./table1";

/** Our results in the form in which the claims ask for them. */
export const measuresOfTable1 = (result: Table1Networks): Measures => measuresOf(networksEntries(result));

/** The numbers of every network; the count of the classes, which they share, once. */
export function networksEntries({ tables }: Table1Networks): MeasureEntry[] {
  const entries = tables.map(table1Entries);
  const [classes] = entries.flatMap((all) => all.filter(({ metric }) => metric === "classes"));
  return [...(classes ? [classes] : []), ...entries.flatMap((all) => all.filter(({ metric }) => metric !== "classes"))];
}

/** Every cell's three rates in percent, named as the paper's own numbers are. */
export function table1Entries({ cells }: Table1): MeasureEntry[] {
  const people = cells.find(({ trigger }) => trigger === "no_trigger")?.targetLabels.length;
  const classes: MeasureEntry[] = people ? [{ metric: "classes", experiment: "attack", mean: people }] : [];
  return [...classes, ...cells.flatMap(cellEntries)];
}

/** A cell's three rates in percent, named as the paper's own numbers are. */
export const cellEntries = (cell: AttackCell): MeasureEntry[] =>
  rateEntries(cell, {
    experiment: "attack",
    arch: cell.standsFor,
    trigger: cell.trigger,
    injectionRate: cell.injectionRate ?? 0,
    on: measuredOn({ name: cell.teacher, standsFor: cell.standsFor }),
  });

const RATES = ["modelAccuracy", "attackSuccessRate", "attackSuccessRateExcludingTarget"] as const;

/** The three rates of a cell of any experiment in percent, under the name that `query` gives them. */
export function rateEntries(
  cell: Pick<AttackCell<string>, (typeof RATES)[number]>,
  query: Omit<MeasureQuery, "metric"> & Pick<MeasureEntry, "on">,
): MeasureEntry[] {
  return RATES.map((metric) => ({
    metric,
    ...query,
    ...inPercent(cell[metric]),
  }));
}

/** A mean over some of the targets alone is not the paper's: where a training diverged there is none. */
const inPercent = ({ mean, std, values }: Summary) => ({
  mean: mean === null || values.includes(null) ? null : 100 * mean,
  ...(std === null ? {} : { std: 100 * std }),
  n: values.length,
});
