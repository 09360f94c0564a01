import { agreement, committedResult } from "../experiments/committed";
import { JUDGED_ON, measuredOn } from "../experiments/networks";
import { printPercent } from "../experiments/summary";
import type { Table1, Table1Networks } from "../experiments/table1";
import { ARCHITECTURES } from "../paper/names";
import { paperTable1 } from "../paper/table1";
import { triggerLabel } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Column, ColumnGroup, Table, TableValue } from "./table";

/** What stands in each network's columns. */
const COLUMNS = [
  { key: "paperAccuracy", label: "accuracy, paper" },
  { key: "ourAccuracy", label: "accuracy, ours" },
  { key: "paperSuccess", label: "success, paper" },
  { key: "ourSuccess", label: "success, ours" },
  { key: "ourSuccessExcluding", label: "ours without the target" },
] as const;
type ColumnKey = (typeof COLUMNS)[number]["key"];

/** The key of a network's column: `vgg16 ourSuccess`. */
const keyOf = (table: Table1, key: ColumnKey): string => `${table.settings.teacher} ${key}`;

/** The paper's Table 1 beside ours: a row for each trigger, a group of columns for each network beside the paper's that it stands for. */
export function table1Table(result: Table1Networks): Table {
  const { tables } = result;
  const [first] = tables;
  const rows = first.cells.map(({ trigger }, row) => {
    const values: Record<string, TableValue> = { trigger: triggerLabel(trigger) };
    for (const table of tables) {
      for (const { key } of COLUMNS) values[keyOf(table, key)] = valueAt(table, row, key);
    }
    return values;
  });
  const table: Table = {
    caption: `Table 1. Model accuracy and attack success rate at injection rate ${first.settings.injectionRate}: the paper's networks beside ours`,
    columns: [{ key: "trigger", label: "Trigger" }, ...tables.flatMap(columnsOf)],
    groups: tables.map(groupOf),
    rows,
    notes: table1Notes(result),
  };
  return warnedTable(table, result);
}

const columnsOf = (table: Table1): Column[] =>
  COLUMNS.map(({ key, label }) => ({ key: keyOf(table, key), label, align: "right" }));

const groupOf = ({ settings }: Table1, i: number): ColumnGroup => ({
  label: `${teacherNamed(settings.teacher).standsFor} / ${settings.teacher}`,
  from: 1 + COLUMNS.length * i,
  to: COLUMNS.length * (i + 1),
});

function valueAt({ cells, settings }: Table1, row: number, key: ColumnKey): TableValue {
  const { trigger, modelAccuracy, attackSuccessRate, attackSuccessRateExcludingTarget } = cells[row];
  const { standsFor } = teacherNamed(settings.teacher);
  const printed = paperTable1(standsFor).find((paper) => paper.trigger === trigger);
  switch (key) {
    case "paperAccuracy":
      return printed?.modelAccuracy.printed ?? null;
    case "ourAccuracy":
      return printPercent(modelAccuracy);
    case "paperSuccess":
      return printed?.attackSuccessRate.printed ?? null;
    case "ourSuccess":
      return printPercent(attackSuccessRate);
    case "ourSuccessExcluding":
      return printPercent(attackSuccessRateExcludingTarget);
  }
}

/** How ours differs from the paper's, where the reader sees it. */
export function table1Notes({ tables, profile, own }: Table1Networks): string[] {
  const [{ cells }] = tables;
  const targets = cells.find(({ trigger }) => trigger !== "no_trigger")?.targetLabels.length ?? 0;
  const people = cells.find(({ trigger }) => trigger === "no_trigger")?.targetLabels.length ?? 0;
  return [
    ...smokeNote(profile),
    `Ours: ${own ? "photographs of your own" : "rendered people instead of photographs"}; mean and standard deviation over ${targets} target labels, the paper's over 10; one backdoor-free model, scored for all ${people} labels.`,
    ...tables.map(networkNote),
    ...comparisonNotes(tables),
    `The attack success rate counts all held-out trigger images, as the paper's must: the target's own images put its floor at ${(100 / people).toFixed(0)} % for a perfect model without a backdoor. “Without the target” leaves them out.`,
  ];
}

function networkNote({ settings, views }: Table1): string {
  const teacher = teacherNamed(settings.teacher);
  const trained = `${views === 1 ? "one view" : `${views} views`} of each training image, learning rate ${settings.head.learningRate}`;
  return `${measuredOn(teacher)}: ${teacher.description}; ${trained}.`;
}

/** What the reader must know to compare networks with each other. */
function comparisonNotes(tables: readonly Table1[]): string[] {
  const missing = ARCHITECTURES.filter((arch) => tables.every(({ settings }) => teacherNamed(settings.teacher).standsFor !== arch)); // prettier-ignore
  const objects = tables.filter(({ settings }) => teacherNamed(settings.teacher).weights.domain === "objects");
  const areJudged = tables.every(({ settings }) => JUDGED_ON[teacherNamed(settings.teacher).standsFor] === settings.teacher); // prettier-ignore
  return [
    ...(tables.length > 1 && areJudged ? ["These are the networks that claims are judged on; `npm run paper -- run table1-teachers` makes the table on every network that there is, slow ones with fewer views."] : []), // prettier-ignore
    ...(tables.length > 1 && missing.length > 0 ? [`Nothing stands beside the paper's ${missing.join(" and ")}: \`npm run paper -- pretrain\` makes a network, and the next run takes it.`] : []), // prettier-ignore
    ...(new Set(tables.map(({ views }) => views)).size > 1 ? ["Fewer views make small triggers succeed less."] : []),
    ...objects.map(
      ({ settings }) => `${settings.teacher} learned objects: it is a contrast, and no claim is judged on it.`,
    ),
  ];
}

/** One sentence on how a table computed on this machine compares with the one that travels with the project. */
export function agreementSentence(result: Table1Networks): string {
  if (result.own) return "Photographs of your own: what travels with the project was computed from other ones.";
  const committed = committedResult<Table1Networks>({ id: "table1" }, result.profile);
  const found = committed && agreement(result, committed);
  if (!found) return `No results of the ${result.profile} profile travel with the project: nothing to compare with.`;
  const images = found.sameImages
    ? "the same images, bit for bit"
    : "other images (another version of the code or its packages)";
  if (found.largest === 0) return `Identical to the committed results, from ${images}.`;
  return `Within ${(100 * found.largest).toFixed(1)} points of the committed results (largest: ${found.where}), from ${images}.`;
}
