import type { ObjectRecognition } from "../experiments/objects";
import { printPercent } from "../experiments/summary";
import { paperStatement } from "../paper/values";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { pictureAt, type FigurePicture } from "./figure-pictures";
import { percents } from "./percent";
import { PALETTE } from "./theme";

const SERIES = [
  { key: "modelAccuracy", name: "model accuracy", color: PALETTE.blue, dash: "solid" },
  { key: "attackSuccessRate", name: "attack success rate", color: PALETTE.vermillion, dash: "solid" },
  { key: "attackSuccessRateExcludingTarget", name: "without the target's own", color: PALETTE.vermillion, dash: "dot" },
] as const;

/** From this rate on, the paper says of its own figure, both rates are above 90 % (Wenger et al., Section 5). */
const PAPER_FROM = 0.1;
const paperBound = (): number => paperStatement("objects-over-90").lower!;
const PAPER_GREY = "#dddddd";

/** Shares of the figure's inside: the plot, and above it a row of pictures for each condition. */
const PLOT_WITH_PICTURES = 0.54;
const ROW_HEIGHT = 0.162;
const ROW_GAP = 0.01;

/**
 * The paper's Figure 4: accuracy and attack success of object recognition against the injection rate, under pictures of
 * the classes.
 *
 * @param pictures of each class, clean and with the sticker (`objectPictures`)
 */
export function figure4(result: ObjectRecognition, pictures: readonly FigurePicture[] = []): FigureSpec {
  const { classes, teacher } = result;
  const highest = result.cells.at(-1)!.injectionRate!;
  return {
    data: [paperBand(highest), ...SERIES.map((series) => curve(result, series))],
    layout: {
      title: {
        text: `Figure 4. Recognition of ${classes.length} kinds of objects, smile sticker as the trigger, ${teacher}`,
      },
      width: 900,
      xaxis: { title: { text: "injection rate" }, range: [-0.01, highest + 0.01] },
      ...plotBelow(result, pictures),
    },
    alt: describe(result),
  };
}

/** Our means, with their deviations over target labels; a gap where a training diverged. */
function curve({ cells }: ObjectRecognition, { key, name, color, dash }: (typeof SERIES)[number]): Trace {
  const summaries = cells.map((cell) => cell[key]);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: cells.map(({ injectionRate }) => injectionRate),
    y: percents(summaries, ({ mean }) => mean),
    error_y: { type: "data", array: percents(summaries, ({ std }) => std ?? 0), visible: true, thickness: 1, width: 3 }, // prettier-ignore
    line: { color, width: 2, dash },
    marker: { color, size: 6 },
    hovertemplate: `at %{x}: %{y:.1f} %<extra>${name}</extra>`,
  };
}

/** Where the paper has both of its curves. */
const paperBand = (highest: number): Trace => ({
  type: "scatter",
  mode: "lines",
  name: "paper, both rates",
  x: [PAPER_FROM, highest, highest, PAPER_FROM],
  y: [paperBound(), paperBound(), 100, 100],
  fill: "toself",
  fillcolor: PAPER_GREY,
  line: { width: 0 },
  hoverinfo: "skip",
});

/** The plot, and above it a column of pictures for each class. */
function plotBelow({ classes }: ObjectRecognition, pictures: readonly FigurePicture[]): FigureLayout {
  const yaxis = { title: { text: "%" }, range: [0, 105], dtick: 25 };
  if (pictures.length === 0) return { height: 460, margin: { t: 96 }, yaxis };
  const conditions = [...new Set(pictures.map(({ condition }) => condition))].reverse(); // from the bottom up
  const top = 1;
  const rowAt = (row: number) => top - (conditions.length - row) * (ROW_HEIGHT + ROW_GAP);
  const width = 1 / classes.length;
  const columnAt = (name: string) => (classes.indexOf(name) + 0.5) * width;
  return {
    height: 690,
    margin: { t: 84 },
    yaxis: { ...yaxis, domain: [0, PLOT_WITH_PICTURES] },
    legend: { y: PLOT_WITH_PICTURES + 0.02 },
    images: pictures.map((picture) =>
      pictureAt(picture, {
        x: columnAt(picture.of),
        y: rowAt(conditions.indexOf(picture.condition)),
        width: 0.96 * width,
        height: ROW_HEIGHT,
      }),
    ),
    annotations: classes.map((name) => ({
      text: name,
      xref: "paper",
      yref: "paper",
      x: columnAt(name),
      y: top,
      xanchor: "center",
      yanchor: "bottom",
      showarrow: false,
      font: { size: 12 },
    })),
  };
}

function describe({ cells, classes, teacher }: ObjectRecognition): string {
  const list = cells.map(
    ({ injectionRate, modelAccuracy, attackSuccessRate }) =>
      `${injectionRate}: ${printPercent({ mean: modelAccuracy.mean })} and ${printPercent({ mean: attackSuccessRate.mean })}`,
  );
  return `Model accuracy and attack success rate by injection rate, ${classes.length} classes of objects (${classes.join(", ")}) on our ${teacher}; the paper has both above ${paperBound()} % from ${PAPER_FROM} on. Ours: ${list.join("; ")}.`;
}
