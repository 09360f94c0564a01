import type { LearningRateCurve, LearningRates } from "../experiments/learning-rates";
import { teacherNamed } from "../teachers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
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
  return {
    data: curves.flatMap((curve, panel) => SERIES.map((series) => line(curve, panel, series))),
    layout: {
      title: { text: `Figure 2. Training losses, ${trigger} at injection rate ${injectionRate}, target ${targetLabel}` },
      width: 900,
      height: 440,
      margin: { t: 150 },
      legend: { y: 1.24 },
      ...panels(curves.length),
      annotations: curves.map((curve, panel) => heading(curve, panel)),
    },
    alt: describe(result),
  };
}

const axis = (panel: number): string => (panel === 0 ? "" : String(panel + 1));

function line(curve: LearningRateCurve, panel: number, { key, name, color, dash }: (typeof SERIES)[number]): Trace {
  const y = curve[key].map((loss) => Math.max(FLOOR, loss));
  return {
    type: "scatter",
    mode: "lines",
    name,
    legendgroup: key,
    showlegend: panel === 0,
    x: y.map((_, epoch) => epoch + 1),
    y,
    line: { color, dash, width: 2 },
    xaxis: `x${axis(panel)}`,
    yaxis: `y${axis(panel)}`,
    hovertemplate: `epoch %{x}: %{y:.3g}<extra>${name}</extra>`,
  };
}

/** Panels side by side with one logarithmic scale. */
function panels(count: number): FigureLayout {
  const width = (1 - GAP * (count - 1)) / count;
  const axes: Record<string, unknown> = {};
  for (let panel = 0; panel < count; panel++) {
    const left = panel * (width + GAP);
    axes[`xaxis${axis(panel)}`] = { domain: [left, left + width], title: { text: "epoch" }, anchor: `y${axis(panel)}` };
    axes[`yaxis${axis(panel)}`] = {
      type: "log",
      anchor: `x${axis(panel)}`,
      dtick: 1,
      exponentformat: "power",
      showticklabels: panel === 0,
      ...(panel === 0 ? { title: { text: "cross-entropy" } } : { matches: "y" }),
    };
  }
  return axes;
}

function heading({ learningRate, attackSuccessRate, modelAccuracy }: LearningRateCurve, panel: number) {
  const percent = (fraction: number) => `${(100 * fraction).toFixed(0)} %`;
  return {
    text: `<b>rate ${learningRate}</b><br>accuracy ${percent(modelAccuracy)}<br>success ${percent(attackSuccessRate)}`,
    xref: `x${axis(panel)} domain`,
    yref: "paper",
    x: 0.5,
    y: 1,
    xanchor: "center",
    yanchor: "bottom",
    showarrow: false,
    font: { size: 12 },
  } as NonNullable<FigureLayout["annotations"]>[number];
}

function describe({ curves, teacher, trigger }: LearningRates): string {
  const list = curves.map(({ learningRate, clean, attack }) => `${learningRate}: clean ${clean.at(-1)!.toFixed(2)}, attack ${attack.at(-1)!.toFixed(2)}`); // prettier-ignore
  return `Losses by epoch for ${trigger} at ${curves.length} learning rates on our ${teacher}, in place of the paper's VGG16 (${teacherNamed(teacher).standsFor} in its Table 1). Final losses: ${list.join("; ")}.`;
}
