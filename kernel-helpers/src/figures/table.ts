import * as path from "node:path";
import { writeAtomic } from "../base/files";
import { wrap } from "../base/text";

export type TableValue = string | number | null;

export interface Column {
  /** The field of a row. */
  key: string;
  /** The column head. */
  label: string;
  /** Default: right for a column of numbers, else left. */
  align?: "left" | "right" | "center";
  /** Written behind the label, as in “Model accuracy (%)”. */
  unit?: string;
}

/** A column that is aligned to the right, whatever stands in it: numbers with their deviations are text. */
export const right = (key: string, label: string): Column => ({ key, label, align: "right" });

/** A head over several neighbouring columns, counted from 0. */
export interface ColumnGroup {
  label: string;
  from: number;
  to: number;
}

/** A table as the page shows it: numbers are already in the unit of their column and rounded by whoever made the table. */
export interface Table {
  caption: string;
  columns: Column[];
  groups?: ColumnGroup[];
  rows: Record<string, TableValue>[];
  notes?: string[];
  /** What the reader must know before the numbers: stands between caption and heads. */
  warnings?: string[];
}

export interface TableFiles {
  markdown: string;
  csv: string;
}

/** What stands where a value is missing. */
const MISSING = "–";
const MINUS = "−";

export const headOf = (column: Column): string => (column.unit ? `${column.label} (${column.unit})` : column.label);

/** A value as the page shows it. */
export function shown(value: TableValue | undefined): string {
  if (value === null || value === undefined || value === "") return MISSING;
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return MISSING;
  return String(value).replace(/^-/, MINUS);
}

export function alignment(table: Table, column: Column): "left" | "right" | "center" {
  if (column.align) return column.align;
  const values = table.rows.map((row) => row[column.key]).filter((value) => value !== null && value !== undefined);
  return values.length > 0 && values.every((value) => typeof value === "number") ? "right" : "left";
}

/** The heads over the heads: each group, and an empty one over columns of no group. */
export function groupHeads(table: Table): { label: string; span: number }[] {
  const heads: { label: string; span: number }[] = [];
  for (let at = 0; at < table.columns.length;) {
    const group = table.groups?.find(({ from }) => from === at);
    const span = group ? group.to - group.from + 1 : 1;
    heads.push({ label: group?.label ?? "", span });
    at += span;
  }
  return heads;
}

/** Text rows: the heads, then the values. */
export const cellsOf = (table: Table): { head: string[]; body: string[][] } => ({
  head: table.columns.map(headOf),
  body: table.rows.map((row) => table.columns.map(({ key }) => shown(row[key]))),
});

/** Writes `name`.md and `name`.csv into `folder`; returns their paths. */
export function saveTable(name: string, table: Table, folder: string): TableFiles {
  const files = { markdown: path.join(folder, `${name}.md`), csv: path.join(folder, `${name}.csv`) };
  writeAtomic(files.markdown, toMarkdown(table) + "\n");
  writeAtomic(files.csv, toCsv(table));
  return files;
}

/** Comma-separated values (RFC 4180) with raw numbers and empty fields where a value is missing. */
export function toCsv(table: Table): string {
  const field = (value: TableValue | undefined): string => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = [table.columns.map(headOf), ...table.rows.map((row) => table.columns.map(({ key }) => row[key]))];
  return rows.map((row) => row.map(field).join(",") + "\r\n").join("");
}

/** A note with its commands, which stand between backticks, marked up as code. */
export const withCode = (note: string, text: (text: string) => string, code: (text: string) => string): string =>
  note.split(/`([^`]+)`/).map((part, i) => (i % 2 === 0 ? text(part) : code(part))).join(""); // prettier-ignore

/** Pipe table with the caption above and the notes below. */
export function toMarkdown(table: Table): string {
  const { head, body } = cellsOf(table);
  const marks = { left: ":---", right: "---:", center: ":---:" };
  const cell = (text: string) =>
    text
      .replace(/[\\`*_[\]<>|~$]/g, "\\$&")
      .replaceAll("&", "&amp;")
      .replace(/\s*\n\s*/g, "<br>");
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rows = [line(withGroups(table, head).map(cell))];
  rows.push(line(table.columns.map((column) => marks[alignment(table, column)])));
  for (const values of body) rows.push(line(values.map(cell)));
  const notes = (table.notes ?? []).flatMap((note) => ["", withCode(note, cell, (code) => `\`${code}\``)]);
  const warnings = (table.warnings ?? []).flatMap((warning) => [`> ${cell(warning)}`, ""]);
  return [`**${cell(table.caption)}**`, "", ...warnings, ...rows, ...notes].join("\n");
}

/** Markdown and CSV have one row of heads: a group's name goes before the heads under it. */
function withGroups(table: Table, head: string[]): string[] {
  return head.map((label, at) => {
    const group = table.groups?.find(({ from, to }) => at >= from && at <= to);
    return group ? `${group.label}: ${label}` : label;
  });
}

/** Columns padded with spaces, for a terminal; caption and notes are wrapped to `width` characters if it is given. */
export function toText(table: Table, width = Infinity): string {
  const { head, body } = cellsOf(table);
  const rows = [head, ...body].map((row) => row.map((text) => text.replace(/\s*\n\s*/g, " ")));
  const widths = textWidths(table, rows);
  const pad = (text: string, c: number) => {
    const space = " ".repeat(widths[c] - [...text].length);
    return alignment(table, table.columns[c]) === "right" ? space + text : text + space;
  };
  const [heads, ...values] = rows.map((row) => row.map(pad).join(GAP).trimEnd());
  const groups = table.groups ? [groupLine(table, widths)] : [];
  const rule = widths.map((columns) => "─".repeat(columns)).join(GAP);
  const notes = (table.notes ?? []).map((note) => wrap(note, width).join("\n"));
  const warnings = (table.warnings ?? []).map((warning) => wrap(warning, width).join("\n"));
  return [wrap(table.caption, width).join("\n"), ...warnings, "", ...groups, heads, rule, ...values, ...notes].join(
    "\n",
  );
}

const GAP = "  ";

/** What the cells need; the last column of a group is widened where the group's name needs more. */
function textWidths(table: Table, rows: readonly string[][]): number[] {
  const widths = table.columns.map((_, c) => Math.max(...rows.map((row) => [...row[c]].length)));
  for (const { label, from, to } of table.groups ?? [])
    widths[to] += Math.max(0, label.length - spanOf(widths, from, to));
  return widths;
}

const spanOf = (widths: readonly number[], from: number, to: number): number =>
  widths.slice(from, to + 1).reduce((sum, width) => sum + width, GAP.length * (to - from));

/** Each group's name over its columns, with a line up to where it ends. */
function groupLine(table: Table, widths: readonly number[]): string {
  let at = 0;
  const names = groupHeads(table).map(({ label, span }) => {
    const room = spanOf(widths, at, at + span - 1);
    const text = label && label.length < room ? `${label} `.padEnd(room, "─") : label.padEnd(room);
    at += span;
    return text;
  });
  return names.join(GAP).trimEnd();
}
