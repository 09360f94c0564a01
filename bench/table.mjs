import { isMet } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */

const HEADINGS = ["what", "median", "unit", "vs", "to reach", "rounds", "note"];

/**
 * The rows as a Markdown table, which also reads well in a terminal.
 * @param {readonly Row[]} rows
 */
export function markdownTable(rows) {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

const cellsOf = (/** @type {Row} */ row) => [
  row.name,
  row.median === undefined ? "not measured" : row.median.toPrecision(3),
  row.unit,
  row.vs ? `${row.vs.ratio.toPrecision(3)} x ${row.vs.of}` : "-",
  targetCell(row),
  row.rounds.map((value) => value.toPrecision(3)).join(" "),
  [row.failure, row.note]
    .filter((text) => text !== undefined)
    .join("; ")
    .replaceAll("|", "/")
    .replaceAll(/\s+/g, " "),
];

/** The target, and whether it is reached. */
function targetCell(/** @type {Row} */ row) {
  const met = isMet(row);
  return met === undefined ? row.target : `${row.target}: ${met ? "met" : "missed"}`;
}
