import { wrap } from "../base/text";
import type { ExperimentResult } from "../experiments/experiment";
import type { FigureSpec } from "./figure";
import type { Table } from "./table";

type Whose = Pick<ExperimentResult, "own">;

/** What is said above a figure or table of photographs of one's own: whose they are, and where there are too few. */
export const warningsOf = ({ own }: Whose): string[] =>
  own ? [`Your own photographs: ${own.name}.`, ...own.warnings] : [];

/** The table with these sentences above it; as it is if it is of rendered people. */
export const warnedTable = (table: Table, result: Whose): Table =>
  result.own ? { ...table, warnings: warningsOf(result) } : table;

/** Pixels: from line to line of a title, and a letter of a warning, about. */
const LINE = 20.8;
const LETTER = 6.2;
const WIDTH = 700;
const HEIGHT = 420;
const TOP = 72;

/** The figure with these sentences under its title, as much taller as they need; as it is if it is of rendered people. */
export function warnedFigure(figure: FigureSpec, result: Whose): FigureSpec {
  if (!result.own) return figure;
  const { width = WIDTH, height = HEIGHT, margin = {}, title, legend } = figure.layout;
  const lines = warningsOf(result).flatMap((sentence) => wrap(sentence, Math.floor((width - 90) / LETTER)));
  const room = Math.ceil(LINE * (lines.length + 1));
  const small = lines.map((line) => `<br><span style="font-size:12px">${line}</span>`).join("");
  const text = typeof title === "string" ? title : (title?.text ?? "");
  // what is placed in shares of the whole figure stays as far from its foot
  const placed = legend?.yref === "container" ? { legend: { ...legend, y: ((legend.y ?? 1) * height) / (height + room) } } : {}; // prettier-ignore
  return {
    ...figure,
    layout: {
      ...figure.layout,
      ...placed,
      title: { ...(typeof title === "object" ? title : {}), text: `${text}<br>${small}` },
      height: height + room,
      margin: { ...margin, t: (margin.t ?? TOP) + room },
    },
    alt: `${figure.alt} ${warningsOf(result).join(" ")}`,
  };
}
