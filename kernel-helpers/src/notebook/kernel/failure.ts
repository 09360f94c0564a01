import * as path from "node:path";
import { inspect } from "node:util";
import { UserError } from "../../base/errors";
import { projectRoot } from "../../base/paths";
import { Interrupted } from "../cell-scope";
import { cellLines, positionInCell, type CellPosition } from "./compiled-cells";

/** What a failing cell shows: the content of Jupyter's `error` message. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

interface CellPlace extends CellPosition {
  cell: number;
}

/** A message of the TypeScript compiler about the cell, `line` and `column` counted from 1. */
export interface Diagnostic extends CellPosition {
  /** Another file of the project, or empty for the cell itself. */
  file: string;
  message: string;
}

const CELL_FRAME = /cell\[(\d+)\]:(\d+):(\d+)/;
const MACHINERY = /[\\/]tslab[\\/]dist[\\/]|[\\/]notebook[\\/](kernel[\\/]|cell-scope)|\(node:|at node:|at async node:/;

const placeText = (place: CellPlace): string => `cell [${place.cell}], line ${place.line}, column ${place.column}`;

function placeOf(frame: string): CellPlace | undefined {
  const match = CELL_FRAME.exec(frame);
  if (!match) return undefined;
  const [cell, line, column] = match.slice(1).map(Number);
  const position = positionInCell(cell, line, column);
  return position && { cell, ...position };
}

/** The frames a reader can act on: cells by line, files relative to the project; none of the kernel's own. */
function readableFrames(stack: string): { frames: string[]; first: CellPlace | undefined } {
  const frames: string[] = [];
  let first: CellPlace | undefined;
  for (const frame of stack.split("\n").filter((line) => /^\s+at /.test(line))) {
    if (MACHINERY.test(frame)) continue;
    if (!CELL_FRAME.test(frame)) {
      frames.push(frame.replaceAll(projectRoot() + path.sep, ""));
      continue;
    }
    const place = placeOf(frame);
    if (!place) continue; // the wrapper that tslab puts around the cell
    first ??= place;
    frames.push(frame.replace("at Proxy.", "at ").replace(CELL_FRAME, placeText(place)));
  }
  return { frames, first };
}

/** The line that failed between its neighbours. */
function excerpt(place: CellPlace): string[] {
  const lines = cellLines(place.cell);
  const from = Math.max(1, place.line - 1);
  const to = Math.min(lines.length, place.line + 1);
  const width = String(to).length;
  const shown: string[] = [];
  for (let line = from; line <= to; line++) {
    shown.push(`${line === place.line ? ">" : " "} ${String(line).padStart(width)} | ${lines[line - 1]}`);
  }
  return ["", ...shown];
}

/** Anything that a cell threw, or that a promise or timer of the cell threw later. */
export function failureOf(thrown: unknown): Failure {
  if (isInterruption(thrown))
    return { ename: "Interrupted", evalue: "the cell was interrupted", traceback: ["Interrupted"] };
  if (!isErrorLike(thrown)) {
    const evalue = typeof thrown === "string" ? thrown : inspect(thrown);
    return { ename: "thrown", evalue, traceback: [`thrown: ${evalue}`] };
  }
  const ename = thrown.name || "Error";
  const { frames, first } = readableFrames(thrown.stack ?? "");
  const own = thrown instanceof UserError ? frames.filter((frame) => frame.includes("cell [")) : frames;
  const cause =
    thrown.cause === undefined ? [] : ["", ...failureOf(thrown.cause).traceback.map((l) => `  caused by ${l}`)];
  return {
    ename,
    evalue: thrown.message,
    traceback: [`${ename}: ${thrown.message}`, ...own, ...(first ? excerpt(first) : []), ...cause],
  };
}

/** What the compiler says against a cell. */
export function failureOfDiagnostics(cell: number, diagnostics: readonly Diagnostic[]): Failure {
  const traceback = diagnostics.flatMap(({ file, line, column, message }, i) => {
    if (file) return [`${file}:${line}:${column} ${message}`];
    const previous = diagnostics[i - 1] as Diagnostic | undefined;
    if (previous?.line === line && previous.column === column) return [`  ${message}`]; // the compiler's further reasons
    const place = { cell, line, column };
    return ["", `${placeText(place)}: ${message}`, ...excerpt(place).slice(1)];
  });
  return {
    ename: "TypeScriptError",
    evalue: diagnostics[0].message,
    traceback: ["TypeScriptError: the cell does not compile, and nothing of it ran", ...traceback],
  };
}

// Errors of another context (vm, worker) fail instanceof.
const isErrorLike = (thrown: unknown): thrown is Error =>
  thrown instanceof Error ||
  (typeof thrown === "object" && thrown !== null && "stack" in thrown && typeof thrown.stack === "string");

/** The cell was stopped by its reader: by the kernel, by a helper, or by Node in the middle of a synchronous loop. */
export const isInterruption = (thrown: unknown): boolean =>
  thrown instanceof Interrupted ||
  (thrown instanceof Error &&
    (thrown.message === "Interrupted asynchronously" ||
      (thrown as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"));
