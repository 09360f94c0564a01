import type { NetworkPretraining, PretrainingResult } from "../experiments/pretraining-experiment";
import type { PretrainingEpoch } from "../teachers/pretrained-record";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide, type Panel } from "./panels";
import { PALETTE } from "./theme";

const COLOURS = { vgg16: PALETTE.blue, resnet50: PALETTE.vermillion, densenet121: PALETTE.green } as const;
const REAL_GREY = "#595959";
const GAP = 0.09;

/** What is drawn by epoch; a value that an epoch does not have is left out. */
interface Curve {
  title: string;
  value: (epoch: PretrainingEpoch) => number | undefined;
  axis: object;
}
const CURVES: readonly Curve[] = [
  { title: "loss", value: ({ loss }) => loss, axis: { rangemode: "tozero" } },
  {
    title: "held-out images named (%)",
    value: ({ heldOutAccuracy }) => 100 * heldOutAccuracy,
    axis: { range: [0, 105] },
  },
  {
    title: "equal error rate on strangers (%)",
    value: ({ equalErrorRate }) => equalErrorRate && 100 * equalErrorRate,
    axis: { type: "log", range: [Math.log10(0.4), Math.log10(60)], tickvals: [0.5, 1, 2, 5, 10, 20, 50] },
  },
];

/** That the pretraining converged: three curves by epoch for each network that has been pretrained, one at least. */
export function pretrainingFigure({ networks, realNetworks }: PretrainingResult): FigureSpec {
  const panels = panelsSideBySide(CURVES.length, GAP);
  const last = panels[panels.length - 1];
  return {
    data: networks.flatMap((network) => CURVES.map((_, panel) => line(network, panel, panels[panel]))),
    layout: {
      title: { text: "Pretraining the paper's networks on rendered strangers" },
      width: 900,
      height: 380,
      margin: { t: 80 },
      ...axes(panels),
      shapes: realNetworks.map(({ teacher, equalErrorRate }) => level(teacher, 100 * equalErrorRate, last)),
    },
    alt: describe(networks),
  };
}

function line({ network, curve }: NetworkPretraining, panel: number, { axis }: Panel): Trace {
  const points = curve.flatMap((epoch) => {
    const y = CURVES[panel].value(epoch);
    return y === undefined ? [] : [{ x: epoch.epoch, y: Number(y.toFixed(4)) }];
  });
  return {
    type: "scatter",
    mode: points.length < curve.length ? "lines+markers" : "lines",
    name: network,
    legendgroup: network,
    showlegend: panel === 0,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    line: { color: COLOURS[network], width: 2 },
    marker: { color: COLOURS[network], size: 5 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `epoch %{x}: %{y:.3g}<extra>${network}</extra>`,
  };
}

function axes(panels: readonly Panel[]): FigureLayout {
  const layout: Record<string, unknown> = {};
  for (const [i, { axis, domain }] of panels.entries()) {
    const { title, axis: scale } = CURVES[i];
    layout[`xaxis${axis}`] = { domain, anchor: `y${axis}`, title: { text: "epoch" }, rangemode: "tozero" };
    layout[`yaxis${axis}`] = { anchor: `x${axis}`, title: { text: title }, ...scale };
  }
  return layout;
}

/** What a network reaches that was trained on real faces. */
function level(teacher: string, percent: number, { axis }: Panel): NonNullable<FigureLayout["shapes"]>[number] {
  return {
    ...{
      type: "line",
      xref: `x${axis} domain` as "x",
      yref: `y${axis}` as "y",
      x0: 0,
      x1: 1,
      y0: percent,
      y1: percent,
    },
    line: { dash: "dot", width: 1.5, color: REAL_GREY },
    label: { text: teacher, textposition: "start", yanchor: "bottom", font: { size: 11, color: REAL_GREY } },
  };
}

function describe(networks: readonly NetworkPretraining[]): string {
  const ends = networks.map(({ network, curve, verification }) => {
    const { loss, heldOutAccuracy } = curve[curve.length - 1];
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    return `${network} after ${curve.length} epochs loss ${loss.toFixed(2)}, held-out images named ${percent(heldOutAccuracy)}, equal error rate ${percent(verification.float32.equalErrorRate)}`;
  });
  if (ends.length === 0) return "No network has been pretrained yet.";
  return `Loss, identification of held-out images and equal error rate on people never seen, by epoch: ${ends.join("; ")}. Dotted lines: two networks that others trained on real faces.`;
}
