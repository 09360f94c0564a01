import { spreadOf } from "../dataset/describe-set";
import { TRIGGER_LABELS, TRIGGERS, type Trigger } from "../paper/triggers";
import type { ImageMeta } from "../world";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide } from "./panels";
import { OUR_COLOUR, PALETTE } from "./theme";

/** What of an image's truth the plots show. */
export type PlottedTruth = Pick<
  ImageMeta,
  "condition" | "yawDegrees" | "pitchDegrees" | "distanceMetres" | "faceBox" | "triggerPixels" | "flags"
>;

interface Histogram {
  title: string;
  /** Width of a bin, in the unit of the values. */
  bin: number;
  valueOf: (truth: PlottedTruth) => number;
}

const PANELS: readonly Histogram[] = [
  { title: "turn of the head (degrees)", bin: 4, valueOf: ({ yawDegrees }) => yawDegrees },
  { title: "nod of the head (degrees)", bin: 2, valueOf: ({ pitchDegrees }) => pitchDegrees },
  { title: "distance (m)", bin: 0.025, valueOf: ({ distanceMetres }) => distanceMetres },
  { title: "width of the face (pixels)", bin: 6, valueOf: ({ faceBox }) => faceBox[2] - faceBox[0] },
];

const GAP = 0.035;

/** How a set was photographed: histograms of pose, distance and size of the face. */
export function shotsFigure(truth: readonly PlottedTruth[]): FigureSpec {
  const panels = panelsSideBySide(PANELS.length, GAP);
  const axes: Record<string, unknown> = {};
  const data = PANELS.map(({ title, bin, valueOf }, i): Trace => {
    const { axis, domain } = panels[i];
    axes[`xaxis${axis}`] = { domain, anchor: `y${axis}`, title: { text: title } };
    axes[`yaxis${axis}`] = { anchor: `x${axis}`, showticklabels: false, title: { text: i === 0 ? "images" : "" } };
    return { type: "bar", ...histogram(truth.map(valueOf), bin), xaxis: `x${axis}`, yaxis: `y${axis}`, marker: { color: OUR_COLOUR } }; // prettier-ignore
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
    alt: `Boxes of the visible area in pixels: ${triggers.map((trigger) => `${TRIGGER_LABELS[trigger]} median ${spreadOf(of(trigger).map(({ triggerPixels }) => triggerPixels)).median.toFixed(0)}, small views ${percent(smallViews(trigger))}`).join("; ")}.`,
  };
}
