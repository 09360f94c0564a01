import { TRIGGER_LABELS, TRIGGERS, type Trigger } from "../paper/triggers";
import type { ImageMeta } from "../world";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { OUR_COLOUR, PALETTE } from "./theme";

/** What of an image's truth the plots show. */
export type PlottedTruth = Pick<
  ImageMeta,
  "condition" | "yawDegrees" | "pitchDegrees" | "distanceMetres" | "faceBox" | "triggerPixels" | "flags"
>;

interface Panel {
  title: string;
  /** Width of a bin, in the unit of the values. */
  bin: number;
  valueOf: (truth: PlottedTruth) => number;
}

const PANELS: readonly Panel[] = [
  { title: "turn of the head (degrees)", bin: 4, valueOf: ({ yawDegrees }) => yawDegrees },
  { title: "nod of the head (degrees)", bin: 2, valueOf: ({ pitchDegrees }) => pitchDegrees },
  { title: "distance (m)", bin: 0.025, valueOf: ({ distanceMetres }) => distanceMetres },
  { title: "width of the face (pixels)", bin: 6, valueOf: ({ faceBox }) => faceBox[2] - faceBox[0] },
];

const GAP = 0.035;

/** How a set was photographed: histograms of pose, distance and size of the face. */
export function shotsFigure(truth: readonly PlottedTruth[]): FigureSpec {
  const width = (1 - GAP * (PANELS.length - 1)) / PANELS.length;
  const axes: Record<string, unknown> = {};
  const data = PANELS.map(({ title, bin, valueOf }, panel): Trace => {
    const name = panel === 0 ? "" : String(panel + 1);
    const left = panel * (width + GAP);
    axes[`xaxis${name}`] = { domain: [left, left + width], anchor: `y${name}`, title: { text: title } };
    axes[`yaxis${name}`] = { anchor: `x${name}`, showticklabels: false, title: { text: panel === 0 ? "images" : "" } };
    return { type: "bar", ...histogram(truth.map(valueOf), bin), xaxis: `x${name}`, yaxis: `y${name}`, marker: { color: OUR_COLOUR } }; // prettier-ignore
  });
  return {
    data,
    layout: {
      title: { text: `How ${truth.length} images were taken` },
      width: 900,
      height: 300,
      showlegend: false,
      bargap: 0.05,
      ...(axes as FigureLayout),
    },
    alt: `Histograms over ${truth.length} images: ${PANELS.map((panel) => `${panel.title} ${rangeOf(truth.map(panel.valueOf))}`).join(", ")}.`,
  };
}

/** Counts in bins of one width, whose middles are multiples of it. */
export function histogram(values: readonly number[], bin: number): { x: number[]; y: number[] } {
  const counts = new Map<number, number>();
  for (const value of values) {
    const index = Math.round(value / bin);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  const bins = [...counts].sort(([a], [b]) => a - b);
  return { x: bins.map(([index]) => Number((index * bin).toPrecision(10))), y: bins.map(([, count]) => count) };
}

const rangeOf = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;

/** How much of each trigger is seen: its visible area in pixels, one box for each trigger. */
export function visibleAreaFigure(truth: readonly PlottedTruth[]): FigureSpec {
  const of = (trigger: Trigger) => truth.filter(({ condition }) => condition === trigger);
  const triggers = TRIGGERS.filter((trigger) => of(trigger).length > 0);
  const smallViews = (trigger: Trigger) =>
    of(trigger).filter(({ flags }) => flags.includes("small-view")).length / of(trigger).length;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return {
    data: triggers.map((trigger) => ({
      type: "box",
      name: `${TRIGGER_LABELS[trigger]}<br>small: ${percent(smallViews(trigger))}`,
      y: of(trigger).map(({ triggerPixels }) => triggerPixels),
      boxpoints: "outliers",
      marker: { color: PALETTE.vermillion, size: 3 },
      line: { color: OUR_COLOUR, width: 1.5 },
    })),
    layout: {
      title: { text: "Visible area of each trigger" },
      width: 900,
      height: 420,
      showlegend: false,
      margin: { b: 72 },
      xaxis: { tickfont: { size: 12 }, showgrid: false },
      yaxis: { type: "log", title: { text: "pixels of 224 x 224" }, dtick: 1, exponentformat: "none" },
    },
    alt: `Boxes of the visible area in pixels: ${triggers.map((trigger) => `${TRIGGER_LABELS[trigger]} median ${median(of(trigger).map(({ triggerPixels }) => triggerPixels)).toFixed(0)}, small views ${percent(smallViews(trigger))}`).join("; ")}.`,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
