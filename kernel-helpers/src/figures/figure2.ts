import type { LearningRateCurve, LearningRates } from "../experiments/learning-rates";
import { teacherNamed } from "../teachers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide, type Panel } from "./panels";
import { PALETTE } from "./theme";

const SERIES = [
  { key: "clean", name: "clean loss, backdoored model", color: PALETTE.blue, dash: "solid" },
  { key: "attack", name: "attack loss, backdoored model", color: PALETTE.vermillion, dash: "solid" },
  { key: "backdoorFree", name: "clean loss, backdoor-free model", color: PALETTE.black, dash: "dot" },
] as const;

/** Losses below this are drawn on the edge: a logarithm has no 0. */
const FLOOR = 1e-5;
const GAP = 0.02;

/** The paper's Figure 2: the three losses by epoch, one panel for each learning rate. */
export function figure2(result: LearningRates): FigureSpec {
  const { curves, trigger, injectionRate, targetLabel } = result;
  const panels = panelsSideBySide(curves.length, GAP);
  return {
    data: curves.flatMap((curve, i) => SERIES.map((series) => line(curve, panels[i], series))),
    layout: {
      title: { text: `Figure 2. Training losses, ${trigger} at injection rate ${injectionRate}, target ${targetLabel}` },
      width: 900,
      height: 440,
      margin: { t: 150 },
      legend: { y: 1.24 },
      ...axes(panels),
      annotations: curves.map((curve, i) => heading(curve, panels[i])),
    },
    alt: describe(result),
  };
}

function line(curve: LearningRateCurve, { axis }: Panel, { key, name, color, dash }: (typeof SERIES)[number]): Trace {
  const y = curve[key].map((loss) => Math.max(FLOOR, loss));
  return {
    type: "scatter",
    mode: "lines",
    name,
    legendgroup: key,
    showlegend: isFirst(axis),
    x: y.map((_, epoch) => epoch + 1),
    y,
    line: { color, dash, width: 2 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `epoch %{x}: %{y:.3g}<extra>${name}</extra>`,
  };
}

const isFirst = (axis: string): boolean => axis === "";

/** One logarithmic scale for all panels. */
function axes(panels: readonly Panel[]): FigureLayout {
  const layout: Record<string, unknown> = {};
  for (const { axis, domain } of panels) {
    layout[`xaxis${axis}`] = { domain, title: { text: "epoch" }, anchor: `y${axis}` };
    layout[`yaxis${axis}`] = {
      type: "log",
      anchor: `x${axis}`,
      dtick: 1,
      exponentformat: "power",
      showticklabels: isFirst(axis),
      ...(isFirst(axis) ? { title: { text: "cross-entropy" } } : { matches: "y" }),
    };
  }
  return layout;
}

function heading(curve: LearningRateCurve, { axis }: Panel) {
  return {
    text: `<b>rate ${curve.learningRate}</b><br>${ratesText(curve)}`,
    xref: `x${axis} domain`,
    yref: "paper",
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

function describe({ curves, teacher, trigger }: LearningRates): string {
  const final = ({ clean, attack, modelAccuracy }: LearningRateCurve) =>
    modelAccuracy === null
      ? `diverged in epoch ${clean.length + 1}`
      : `clean ${clean.at(-1)!.toFixed(2)}, attack ${attack.at(-1)!.toFixed(2)}`;
  const list = curves.map((curve) => `${curve.learningRate}: ${final(curve)}`);
  return `Losses by epoch for ${trigger} at ${curves.length} learning rates on our ${teacher}, in place of the paper's VGG16 (${teacherNamed(teacher).standsFor} in its Table 1). Final losses: ${list.join("; ")}.`;
}
