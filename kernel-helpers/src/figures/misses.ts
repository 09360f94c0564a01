import type { Misses } from "../experiments/misses-experiment";
import type { Bin, SuccessByView, Variable } from "../experiments/misses";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS, TRIGGERS, type Trigger } from "../paper/triggers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide } from "./panels";
import type { Table } from "./table";
import { PALETTE } from "./theme";

const PANELS: readonly { variable: Variable; title: string; isLog?: true }[] = [
  { variable: "yawDegrees", title: "turn of the head (degrees)" },
  { variable: "distanceMetres", title: "distance (m)" },
  { variable: "triggerPixels", title: "visible area (pixels)", isLog: true },
];
const GAP = 0.03;

const COLOURS: Record<Trigger, string> = {
  dots: PALETTE.blue,
  sunglasses: PALETTE.black,
  tattoo_outline: PALETTE.sky,
  tattoo_filled_in: PALETTE.green,
  white_tape: PALETTE.vermillion,
  bandana: PALETTE.purple,
  earrings: PALETTE.orange,
};

/** Attack success by how the trigger was photographed: a panel for each variable, a line for each trigger. */
export function missesFigure({ triggers, teacher, injectionRate }: Misses): FigureSpec {
  const panels = panelsSideBySide(PANELS.length, GAP);
  const axes: Record<string, unknown> = {};
  const data = PANELS.flatMap(({ variable, title, isLog }, i): Trace[] => {
    const { axis, domain } = panels[i];
    axes[`xaxis${axis}`] = { domain, anchor: `y${axis}`, title: { text: title }, ...(isLog ? { type: "log", dtick: 1, exponentformat: "none" } : {}) }; // prettier-ignore
    axes[`yaxis${axis}`] = { anchor: `x${axis}`, range: [0, 105], showticklabels: i === 0, title: { text: i === 0 ? "attack success rate (%)" : "" } }; // prettier-ignore
    return triggers.map(({ trigger, bins }) => line(trigger, bins[variable], axis));
  });
  return {
    data,
    layout: {
      title: { text: `Where the misses are: ${teacher}, injection rate ${injectionRate}` },
      width: 900,
      height: 420,
      margin: { t: 96 },
      ...(axes as FigureLayout),
    },
    alt: `Attack success by turn of the head, distance and visible area of the trigger. ${triggers.map(describe).join("; ")}.`,
  };
}

function line(trigger: Trigger, bins: readonly Bin[], axis: string): Trace {
  const color = COLOURS[trigger];
  return {
    type: "scatter",
    mode: "lines+markers",
    name: TRIGGER_LABELS[trigger],
    legendgroup: trigger,
    showlegend: axis === "",
    x: bins.map(({ value }) => Number(value.toPrecision(4))),
    y: bins.map(({ success }) => percent(success)),
    text: bins.map(({ shown }) => String(shown)),
    line: { color, width: 2 },
    marker: { color, size: 6 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: "%{x}: %{y:.0f} % of %{text}",
  };
}

const percent = (share: number): number => Number((100 * share).toFixed(2));
const inText = (share: number): string => printPercent({ mean: share });

const describe = ({ trigger, bins: { triggerPixels } }: SuccessByView): string =>
  `${TRIGGER_LABELS[trigger]} ${inText(triggerPixels[0].success)} where least is seen, ${inText(triggerPixels.at(-1)!.success)} where most`;

/** Attack success where a trigger is seen least and best: a row for each trigger. */
export function missesTable({ triggers, teacher, injectionRate, profile }: Misses): Table {
  return {
    caption: `Attack success by what is seen of the trigger: ${teacher}, injection rate ${injectionRate}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "all", label: "all photographs", align: "right" },
      { key: "least", label: "smallest fifth", align: "right" },
      { key: "most", label: "largest fifth", align: "right" },
      { key: "right", label: "to the right", align: "right" },
      { key: "left", label: "to the left", align: "right" },
      { key: "near", label: "nearest fifth", align: "right" },
      { key: "far", label: "farthest fifth", align: "right" },
    ],
    groups: [
      { label: "Visible area", from: 2, to: 3 },
      { label: "Head turned most", from: 4, to: 5 },
      { label: "Distance", from: 6, to: 7 },
    ],
    rows: [...triggers].sort(inOrder).map(({ trigger, success, bins }) => ({
      trigger: TRIGGER_LABELS[trigger],
      all: inText(success),
      ...ends(bins.triggerPixels, "least", "most"),
      ...ends(bins.yawDegrees, "right", "left"),
      ...ends(bins.distanceMetres, "near", "far"),
    })),
    notes: [
      ...(profile === "smoke" ? ["Smoke profile: a few photographs."] : []),
      "Not in the paper. Over the held-out photographs of all target labels, without those of the target; right and left are the person's own.",
    ],
  };
}

const inOrder = (a: SuccessByView, b: SuccessByView): number =>
  TRIGGERS.indexOf(a.trigger) - TRIGGERS.indexOf(b.trigger);

const ends = (bins: readonly Bin[], first: string, last: string): Record<string, string> => ({
  [first]: inText(bins[0].success),
  [last]: inText(bins.at(-1)!.success),
});
