import type { Locations, PlaceCell, PlaceSeries, SeriesKey } from "../experiments/locations";
import { paperValue } from "../paper/values";
import { teacherNamed } from "../teachers";
import { faceOutline } from "./face-outline";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { HEAT_SCALE, heatColour, inkOn } from "./heat-scale";
import { panelGrid, type GridPanel } from "./panels";
import { percentText } from "./percent";
import { polarCells } from "./polar-cells";

const COLUMNS = 2;
const X_RANGE = [-1.35, 1.35] as const;
const Y_RANGE = [-1.72, 1.42] as const;
/** Where less of the earring than this lies inside the crop, its value is marked. */
export const MOSTLY_INSIDE = 0.5;
const UNKNOWN = "#dddddd";

/** What each series is called. */
export const SERIES_NAMES: Record<SeriesKey, string> = {
  pasted: "pasted, as in the paper",
  rendered: "worn and photographed",
  "few-faces": "trunk for faces",
  "few-objects": "trunk for objects",
};

/** The paper's Figure 9: success of an earring at each place over a face, one panel for each series. */
export function figure9(result: Locations): FigureSpec {
  const { series, injectionRate } = result;
  const panels = panelGrid(series.length, { columns: COLUMNS, gap: 0.02, rowGap: 0.08 });
  const axes: Record<string, unknown> = {};
  panels.forEach(({ axis, domain, height }) => {
    const hidden = { showgrid: false, showline: false, ticks: "", showticklabels: false } as const;
    axes[`xaxis${axis}`] = { ...hidden, domain, anchor: `y${axis}`, range: [...X_RANGE] };
    axes[`yaxis${axis}`] = { ...hidden, domain: height, anchor: `x${axis}`, range: [...Y_RANGE], scaleanchor: `x${axis}`, constrain: "domain" }; // prettier-ignore
  });
  return {
    data: [...series.flatMap((each, i) => [...cellsOf(each, panels[i]), valuesOf(each, panels[i])]), bar()],
    layout: {
      title: { text: `Figure 9. Attack success rate (%) of an earring by its place, injection rate ${injectionRate}` },
      width: 900,
      height: 1060,
      margin: { l: 10, r: 80, t: 96, b: 74 },
      showlegend: false,
      shapes: panels.flatMap(({ axis }) => faceOutline(axis)),
      annotations: [...panels.map((panel, i) => panelTitle(series[i], panel, i)), footnote()],
      ...(axes as FigureLayout),
    },
    alt: `Attack success rate of an earring by angle and distance from the middle of the face. ${series.map(describe).join(" ")} † less than half of the earring lies inside the network's crop.`,
  };
}

const ON_PAPER = { xref: "paper", yref: "paper", showarrow: false } as const;

const panelTitle = ({ key, teacher, views }: PlaceSeries, { domain, height }: GridPanel, i: number) => ({
  ...ON_PAPER,
  text: `<b>(${"abcd"[i]})</b> ${SERIES_NAMES[key]}: ${teacher}${key.startsWith("few") ? `, ${views} views` : ""}`,
  x: (domain[0] + domain[1]) / 2,
  y: height[1],
  xanchor: "center" as const,
  yanchor: "bottom" as const,
  font: { size: 14 },
});

/** What the paper has to say beside it, and how to read ours. */
function footnote() {
  const printed = (position: "on_face" | "off_face") =>
    paperValue({ artifact: "Table 2", trigger: "earrings", position, metric: "attackSuccessRate" })!.printed;
  return {
    ...ON_PAPER,
    text: `<i>Paper:</i> no printed numbers; its Table 2 has earrings at ${printed("on_face")} on the face and ${printed("off_face")} off it.<br>† Less than half of the earring lies inside the network's crop. The lines are a face from in front, its chin and hairline one half height from the middle.`,
    x: 0.01,
    y: 0,
    yshift: -64,
    xanchor: "left" as const,
    yanchor: "bottom" as const,
    align: "left" as const,
    font: { size: 12 },
  };
}

function cellsOf({ cells }: PlaceSeries, { axis }: GridPanel): Trace[] {
  return polarCells(cells.map(({ place }) => place)).map(({ x, y }, i): Trace => {
    const { mean } = cells[i].attackSuccessRate;
    return {
      type: "scatter",
      mode: "lines",
      x,
      y,
      fill: "toself",
      fillcolor: mean === null ? UNKNOWN : heatColour(mean),
      line: { color: "#ffffff", width: 1 },
      hoverinfo: "skip",
      xaxis: `x${axis}`,
      yaxis: `y${axis}`,
    };
  });
}

/** The numbers on the cells. */
function valuesOf({ cells }: PlaceSeries, { axis }: GridPanel): Trace {
  const places = polarCells(cells.map(({ place }) => place));
  return {
    type: "scatter",
    mode: "text",
    x: places.map(({ at }) => at[0]),
    y: places.map(({ at }) => at[1]),
    text: cells.map(valueText),
    textfont: { size: 12, color: cells.map(({ attackSuccessRate: { mean } }) => inkOn(mean ?? 0)) },
    customdata: cells.map(hoverText),
    hovertemplate: "%{customdata}<extra></extra>",
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
  };
}

const valueText = ({ attackSuccessRate: { mean }, inside }: PlaceCell): string =>
  `${mean === null ? "–" : (100 * mean).toFixed(0)}${inside < MOSTLY_INSIDE ? "†" : ""}`;

const hoverText = (cell: PlaceCell): string =>
  [
    `${cell.place.angleDegrees}°, ${cell.place.distance} half heights`,
    `success ${percentText(cell.attackSuccessRate)}, without the target ${percentText(cell.attackSuccessRateExcludingTarget)}`,
    `model accuracy ${percentText(cell.modelAccuracy)}`,
    `${(100 * cell.inside).toFixed(0)} % of the earring inside the crop, ${(100 * cell.ofCrop).toFixed(2)} % of its area`,
  ].join("<br>");

/** A trace without points that carries the colour bar. */
const bar = (): Trace => ({
  type: "scatter",
  mode: "markers",
  x: [null],
  y: [null],
  hoverinfo: "skip",
  marker: {
    color: [0],
    cmin: 0,
    cmax: 100,
    colorscale: HEAT_SCALE,
    showscale: true,
    colorbar: { title: { text: "%" }, thickness: 14, len: 0.5, outlinewidth: 0 },
  },
});

function describe({ key, teacher, cells }: PlaceSeries): string {
  const known = cells.filter(({ attackSuccessRate }) => attackSuccessRate.mean !== null);
  const sorted = [...known].sort((a, b) => b.attackSuccessRate.mean! - a.attackSuccessRate.mean!);
  const named = ({ place, attackSuccessRate }: PlaceCell) =>
    `${percentText(attackSuccessRate)} at ${place.angleDegrees}° and ${place.distance}`;
  if (sorted.length === 0) return "";
  return `${SERIES_NAMES[key]} (${teacher}, ${teacherNamed(teacher).weights.domain}): from ${named(sorted.at(-1)!)} to ${named(sorted[0])}.`;
}
