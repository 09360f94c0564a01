/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit
 * @property {string} target
 * @property {number[]} rounds what each round gave
 * @property {number} [median]
 * @property {string} [failure] why there is no number
 */

const HEADINGS = ["what", "median", "unit", "to reach", "rounds"];

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

/** @param {Row} row */
const cellsOf = ({ name, unit, target, rounds, median, failure }) =>
  median === undefined
    ? [name, "not measured", unit, target, failure ?? ""]
    : [name, median.toPrecision(3), unit, target, rounds.map((value) => value.toPrecision(3)).join(" ")];
