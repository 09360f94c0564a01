import type { DigitalInjection, InjectionCell } from "../experiments/digital-injection";
import { FIGURE10 } from "../experiments/digital-injection-plan";
import type { Summary } from "../experiments/summary";
import { TRIGGER_LABELS, type Trigger } from "../paper/triggers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide, type Panel } from "./panels";
import { percents, percentText } from "./percent";
import { PALETTE } from "./theme";

const SERIES = [
  { name: "attack real: worn and photographed", color: PALETTE.vermillion, symbol: "circle", dash: "solid", of: (cell: InjectionCell) => cell.real.attackSuccessRate }, // prettier-ignore
  { name: "attack digital: pasted", color: PALETTE.blue, symbol: "square", dash: "dash", of: (cell: InjectionCell) => cell.digital.attackSuccessRate }, // prettier-ignore
  { name: "model accuracy", color: "#8c8c8c", symbol: "triangle-up", dash: "dot", of: (cell: InjectionCell) => cell.modelAccuracy }, // prettier-ignore
] as const;

/** The cells of Figure 10 of one trigger, by rate. */
export const curveOf = ({ cells }: DigitalInjection, trigger: Trigger): InjectionCell[] =>
  cells
    .filter((cell) => cell.trainedOn === "pasted" && cell.trigger === trigger)
    .sort((a, b) => a.injectionRate - b.injectionRate);

/** The paper's Figure 10: models trained on pasted triggers, attacked with the real and with the pasted object, by injection rate. */
export function figure10(result: DigitalInjection): FigureSpec {
  const triggers = FIGURE10.filter((trigger) => curveOf(result, trigger).length > 0);
  const panels = panelsSideBySide(triggers.length, 0.06);
  const targets = result.cells[0].targetLabels.length;
  return {
    data: triggers.flatMap((trigger, i) => SERIES.map((series) => trace(curveOf(result, trigger), series, panels[i]))),
    layout: {
      title: { text: `Figure 10. Trained on pasted triggers: success by injection rate, ${result.teacher}, ${targets} targets` }, // prettier-ignore
      width: 900,
      height: 420,
      margin: { t: 112 },
      legend: { y: 1.1 },
      ...axes(panels),
      annotations: triggers.map((trigger, i) => heading(trigger, panels[i])),
    },
    alt: describe(result, triggers),
  };
}

function trace(
  cells: readonly InjectionCell[],
  { name, color, symbol, dash, of }: (typeof SERIES)[number],
  { axis }: Panel,
): Trace {
  // prettier-ignore
  const summaries: Summary[] = cells.map(of);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    legendgroup: name,
    showlegend: axis === "",
    x: cells.map(({ injectionRate }) => injectionRate),
    y: percents(summaries, ({ mean }) => mean),
    error_y: { type: "data", array: percents(summaries, ({ std }) => std ?? 0), visible: true, thickness: 1, width: 3 }, // prettier-ignore
    line: { color, width: 2, dash },
    marker: { color, size: 7, symbol },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `at %{x}: %{y:.1f} %<extra>${name}</extra>`,
  };
}

function axes(panels: readonly Panel[]): FigureLayout {
  const layout: Record<string, unknown> = {};
  panels.forEach(({ axis, domain }, i) => {
    layout[`xaxis${axis}`] = { domain, anchor: `y${axis}`, range: [-0.02, 0.42], dtick: 0.1, title: { text: "injection rate" } }; // prettier-ignore
    layout[`yaxis${axis}`] = { anchor: `x${axis}`, range: [0, 105], dtick: 25, showticklabels: i === 0, title: { text: i === 0 ? "%" : "" } }; // prettier-ignore
  });
  return layout;
}

function heading(trigger: Trigger, { axis }: Panel) {
  const text = `<b>${TRIGGER_LABELS[trigger]}</b>`;
  return { text, xref: `x${axis} domain`, yref: `y${axis} domain`, x: 0.5, y: 1.01, xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } } as NonNullable<FigureLayout["annotations"]>[number]; // prettier-ignore
}

function describe(result: DigitalInjection, triggers: readonly Trigger[]): string {
  const highest = triggers.map((trigger) => {
    const cell = curveOf(result, trigger).at(-1)!;
    return `${TRIGGER_LABELS[trigger]} ${percentText(cell.real.attackSuccessRate)} with the real object and ${percentText(cell.digital.attackSuccessRate)} with the pasted one at rate ${cell.injectionRate}`;
  });
  return `Attack success rate by injection rate of models trained on pasted triggers, ${result.teacher}: ${highest.join("; ")}.`;
}
