import type { LearningRateCurve, LearningRates, NetworkCurves } from "../experiments/learning-rates";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { warnedFigure } from "./own-warnings";
import { panelGrid, type GridPanel } from "./panels";
import { PALETTE } from "./theme";

const SERIES = [
  { key: "clean", name: "clean loss, backdoored model", color: PALETTE.blue, dash: "solid" },
  { key: "attack", name: "attack loss, backdoored model", color: PALETTE.vermillion, dash: "solid" },
  { key: "backdoorFree", name: "clean loss, backdoor-free model", color: PALETTE.black, dash: "dot" },
] as const;

/** Losses below this are drawn on the edge: a logarithm has no 0. */
const FLOOR = 1e-5;
const GAP = 0.02;
/** Pixels: of a row of panels without what stands over and under it, between rows, and over the first. */
const ROW = { height: 234, gap: 112, top: 150, bottom: 56 };

/** The paper's Figure 2: the three losses by epoch, a row for each network, a panel for each learning rate. */
export function figure2(result: LearningRates): FigureSpec {
  const { networks } = result;
  const rows = networks.length;
  const inside = rows * ROW.height + (rows - 1) * ROW.gap;
  const columns = Math.max(...networks.map(({ curves }) => curves.length));
  const grid = panelGrid(rows * columns, { columns, gap: GAP, rowGap: ROW.gap / inside });
  const panels = networks.flatMap((network, row) =>
    network.curves.map((curve, column) => ({ network, curve, panel: grid[row * columns + column] })),
  );
  const [{ trigger, injectionRate, targetLabel }] = networks;
  const figure: FigureSpec = {
    data: panels.flatMap(({ curve, panel }) => SERIES.map((series) => line(curve, panel, series))),
    layout: {
      title: {
        text: `Figure 2. Training losses, ${trigger} at injection rate ${injectionRate}, target ${targetLabel}`,
      },
      width: 900,
      height: inside + ROW.top + ROW.bottom,
      margin: { t: ROW.top, b: ROW.bottom },
      legend: { yref: "container", y: 1 - 44 / (inside + ROW.top + ROW.bottom), yanchor: "top" },
      ...axes(panels),
      annotations: panels.map(({ curve, panel }) => heading(curve, panel)),
    },
    alt: networks.map(describe).join(" "),
  };
  return warnedFigure(figure, result);
}

function line(
  curve: LearningRateCurve,
  { axis }: GridPanel,
  { key, name, color, dash }: (typeof SERIES)[number],
): Trace {
  const y = curve[key].map((loss) => Math.max(FLOOR, loss));
  return {
    type: "scatter",
    mode: "lines",
    name,
    legendgroup: key,
    showlegend: axis === "",
    x: y.map((_, epoch) => epoch + 1),
    y,
    line: { color, dash, width: 2 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `epoch %{x}: %{y:.3g}<extra>${name}</extra>`,
  };
}

/** One logarithmic scale for all panels; the network stands at its row. */
function axes(panels: readonly { network: NetworkCurves; panel: GridPanel }[]): FigureLayout {
  const layout: Record<string, unknown> = {};
  for (const { network, panel } of panels) {
    const { axis, domain, height, column } = panel;
    layout[`xaxis${axis}`] = { domain, title: { text: "epoch" }, anchor: `y${axis}` };
    layout[`yaxis${axis}`] = {
      domain: height,
      type: "log",
      anchor: `x${axis}`,
      dtick: 1,
      exponentformat: "power",
      showticklabels: column === 0,
      ...(column === 0 ? { title: { text: `<b>${network.teacher}</b><br>cross-entropy` } } : {}),
      ...(axis === "" ? {} : { matches: "y" }),
    };
  }
  return layout;
}

function heading(curve: LearningRateCurve, { axis }: GridPanel) {
  return {
    text: `<b>rate ${curve.learningRate}</b><br>${ratesText(curve)}`,
    xref: `x${axis} domain`,
    yref: `y${axis} domain`,
    x: 0.5,
    y: 1,
    xanchor: "center",
    yanchor: "bottom",
    showarrow: false,
    font: { size: 12 },
  } as NonNullable<FigureLayout["annotations"]>[number];
}

function ratesText({ modelAccuracy, attackSuccessRate, clean }: LearningRateCurve): string {
  if (modelAccuracy === null || attackSuccessRate === null) return `diverged<br>in epoch ${clean.length + 1}`;
  const percent = (fraction: number) => `${(100 * fraction).toFixed(0)} %`;
  return `accuracy ${percent(modelAccuracy)}<br>success ${percent(attackSuccessRate)}`;
}

function describe({ curves, teacher, standsFor, trigger }: NetworkCurves): string {
  const final = ({ clean, attack, modelAccuracy }: LearningRateCurve) =>
    modelAccuracy === null
      ? `diverged in epoch ${clean.length + 1}`
      : `clean ${clean.at(-1)!.toFixed(2)}, attack ${attack.at(-1)!.toFixed(2)}`;
  const list = curves.map((curve) => `${curve.learningRate}: ${final(curve)}`);
  return `Losses by epoch for ${trigger} at ${curves.length} learning rates on our ${teacher}, which stands for the paper's ${standsFor}. Final losses: ${list.join("; ")}.`;
}
