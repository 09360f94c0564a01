import type { Column, Table, TableValue } from "./table";

/** What is used of a danfojs DataFrame; written out, so that a cell needs no danfojs types. */
export interface FrameLike {
  readonly columns: (string | number)[];
  readonly index: (string | number)[];
  readonly values: unknown;
}

export interface FrameTableOptions {
  caption?: string;
  /** Significant digits of fractions. Default: 4. */
  digits?: number;
  /** Rows shown; the rest is counted in a note. Default: 20. */
  maxRows?: number;
  /** Show the frame's index. Default: only when it is not simply 0, 1, 2, … */
  index?: boolean;
}

export const isFrame = (value: unknown): value is FrameLike =>
  typeof value === "object" && value !== null && "columns" in value && "index" in value && "values" in value;

/** A danfojs DataFrame as a table. */
export function tableOfFrame(frame: FrameLike, options: FrameTableOptions = {}): Table {
  const { caption = "", digits = 4, maxRows = 20, index = !isCounting(frame.index) } = options;
  const values = frame.values as unknown[][];
  const columns: Column[] = frame.columns.map((name, c) => ({ key: String(c), label: String(name) }));
  if (index) columns.unshift({ key: "index", label: "" });
  const rows = values.slice(0, maxRows).map((row, r) => ({
    index: String(frame.index[r]),
    ...Object.fromEntries(row.map((value, c) => [String(c), tableValue(value, digits)])),
  }));
  const left = values.length - rows.length;
  return { caption, columns, rows, notes: left > 0 ? [`${left} more rows`] : [] };
}

const isCounting = (index: (string | number)[]): boolean => index.every((label, i) => Number(label) === i);

function tableValue(value: unknown, digits: number): TableValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  return typeof value === "string" ? value : JSON.stringify(value);
}
