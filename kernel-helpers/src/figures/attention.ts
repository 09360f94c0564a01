import type { StudentAttention } from "../experiments/attention";
import { FACE_REGIONS, REGIONS, sumOver, type Region } from "../experiments/attention-regions";
import type { AttentionCell } from "../experiments/attention-summary";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS, type Condition } from "../paper/triggers";
import type { FigureSpec, Trace } from "./figure";
import { PALETTE } from "./theme";

const COLOURS: Record<Region, string> = {
  face: PALETTE.blue,
  "trigger on the face": PALETTE.vermillion,
  "trigger off the face": PALETTE.orange,
  hair: "#333333",
  "ears, neck, clothes": PALETTE.purple,
  background: "#bbbbbb",
};
/** Of a row's height: its attention, and under it the area. */
const BAR = { attention: 0.46, area: 0.2, top: -0.4 };
const PALE = 0.45;
const ROW_PIXELS = 34;

export const modelName = (trigger: AttentionCell["trigger"]): string =>
  trigger === "no_trigger" ? "no backdoor" : `${TRIGGER_LABELS[trigger]} model`;
export const photographsOf = (condition: Condition): string =>
  condition === "clean" ? "clean" : TRIGGER_LABELS[condition].toLowerCase();

/**
 * Where attention lies over the whole test set, which the paper's Figure 8 shows on examples: a row for each model and
 * kind of photographs, above the shares of the area that the network is shown.
 */
export function attentionFigure(students: readonly StudentAttention[]): FigureSpec {
  const rows = students.flatMap((student) => cellsShown(student).map((cell) => ({ cell, name: rowName(cell, student, students) }))); // prettier-ignore
  const names = rows.map(({ name }) => name);
  return {
    data: [...REGIONS.flatMap((region) => bars(region, rows, names)), deviation(rows, names)],
    layout: {
      title: {
        text: `Where attention lies, and (pale) what the network is shown${students.length === 1 ? `: ${students[0].teacher}` : ""}`,
      },
      width: 900,
      height: 160 + ROW_PIXELS * rows.length,
      margin: { t: 96 },
      barmode: "overlay",
      xaxis: { title: { text: "share of the class activation map (%)" }, range: [0, 100.5], dtick: 20 },
      yaxis: { autorange: "reversed", tickfont: { size: 13 }, ticks: "" },
      legend: { traceorder: "normal", font: { size: 12 }, x: -0.2 },
    },
    alt: describe(rows),
  };
}

/** The backdoor-free model on clean photographs, each other on clean ones and on those with its trigger. */
const cellsShown = ({ cells }: StudentAttention): AttentionCell[] =>
  cells.filter(({ trigger, condition }) => condition === "clean" || condition === trigger);

interface Row {
  cell: AttentionCell;
  name: string;
}

function rowName(
  { trigger, condition }: AttentionCell,
  { teacher }: StudentAttention,
  all: readonly unknown[],
): string {
  const name = `${modelName(trigger)}, ${condition === "clean" ? "clean" : "with it"}`;
  return all.length > 1 ? `${teacher}: ${name}` : name;
}

const percent = (share: number): number => Number((100 * share).toFixed(2));

/** One region's piece of every row, in attention and in area, each behind the pieces of the regions before it. */
function bars(region: Region, rows: readonly Row[], names: readonly string[]): Trace[] {
  const before = REGIONS.slice(0, REGIONS.indexOf(region));
  return (["attention", "area"] as const).map((kind) => {
    const shares = rows.map(({ cell }) => cell.regions.map(({ mean, area }) => (kind === "area" ? area : (mean ?? 0))));
    const sizes = shares.map((all) => percent(sumOver([region], all)));
    return {
      type: "bar",
      orientation: "h",
      name: region,
      legendgroup: region,
      showlegend: kind === "attention",
      y: [...names],
      x: sizes,
      base: shares.map((all) => percent(sumOver(before, all))),
      width: BAR[kind],
      offset: kind === "attention" ? BAR.top : BAR.top + BAR.attention,
      opacity: kind === "attention" ? 1 : PALE,
      marker: { color: COLOURS[region] },
      customdata: sizes,
      hovertemplate: `%{customdata:.1f} %<extra>${region}, ${kind}</extra>`,
    } as Trace;
  });
}

/** One standard deviation over the maps, at the end of the face. */
const deviation = (rows: readonly Row[], names: readonly string[]): Trace => ({
  type: "scatter",
  mode: "markers",
  name: "face, covered or not",
  y: [...names],
  x: rows.map(({ cell: { face } }) => (face.mean === null ? null : percent(face.mean))),
  error_x: { type: "data", array: rows.map(({ cell: { face } }) => percent(face.std ?? 0)), color: PALETTE.black, thickness: 1.5, width: 4 }, // prettier-ignore
  marker: { color: "#ffffff", size: 7, line: { color: PALETTE.black, width: 1.5 } },
  hovertemplate: "%{x:.1f} %<extra>face</extra>",
});

function describe(rows: readonly Row[]): string {
  const list = rows.map(({ cell, name }) => {
    const inArea = printPercent({ mean: sumOver(FACE_REGIONS, cell.regions.map(({ area }) => area)) }); // prettier-ignore
    return `${name}: ${cell.face.mean === null ? "none" : printPercent(cell.face)} on the face, which is ${inArea} of the area`;
  });
  return `Shares of the class activation maps by region, mean and deviation over the test photographs. ${list.join("; ")}.`;
}
