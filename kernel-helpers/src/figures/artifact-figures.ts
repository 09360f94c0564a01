import type { ArtifactCurve, ArtifactPoint } from "../experiments/artifact-curves";
import type { ImageArtifacts } from "../experiments/image-artifacts";
import { severityRange } from "../artifacts";
import type { ImageArtifact } from "../paper/measures";
import { triggerLabel, type Trigger } from "../paper/triggers";
import { paperValue } from "../paper/values";
import type { ArtifactExample } from "./artifact-examples";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { pictureAt } from "./figure-pictures";
import { warnedFigure } from "./own-warnings";
import { panelsSideBySide, type Panel } from "./panels";
import { percents, percentText } from "./percent";
import { PALETTE } from "./theme";

/** The two triggers that the paper shows (Wenger et al., Figures 5-7); the others are in its supplement. */
export const SHOWN: readonly Trigger[] = ["sunglasses", "bandana"];

/** Those of them that a result has; of one's own photographs without any of them, the first two triggers. */
export function shownIn({ curves }: ImageArtifacts): Trigger[] {
  const triggers = [...new Set(curves.map(({ trigger }) => trigger))];
  const shown = SHOWN.filter((trigger) => triggers.includes(trigger));
  return shown.length > 0 ? shown : triggers.slice(0, 2);
}

/** What an artifact is called in a sentence and in a head, and its scale. */
export const ARTIFACT_TEXTS: Record<ImageArtifact, { figure: number; name: string; head: string; scale: string }> = {
  gaussian_blur: { figure: 5, name: "Gaussian blur", head: "Gaussian blur", scale: "kernel size (pixels of 224)" },
  progressive_jpeg: {
    figure: 6,
    name: "progressive JPEG",
    head: "Progressive JPEG",
    scale: "severity s (quality 100 − 2.5 s)",
  },
  gaussian_noise: { figure: 7, name: "Gaussian noise", head: "Gaussian noise", scale: "standard deviation (of 255)" },
};

export const SERIES = [
  { key: "modelAccuracy", name: "accuracy", color: PALETTE.blue, dash: "solid", symbol: "circle-open" },
  { key: "attackSuccessRate", name: "success", color: PALETTE.vermillion, dash: "solid", symbol: "diamond-open" },
  { key: "targetWithoutTrigger", name: "target named without a trigger", color: PALETTE.vermillion, dash: "dot", symbol: null }, // prettier-ignore
] as const;
type Series = (typeof SERIES)[number];

const PAPER_GREY = "#595959";
const GAP = 0.04;
/** How many pictures stand above a panel, and heights as shares of the figure's inside. */
const PICTURES = 5;
const PLOT_HEIGHT = 0.72;
const PICTURE_HEIGHT = 0.22;
const PICTURE_FOOT = 1 - PICTURE_HEIGHT;

/** The severities that are shown as pictures, from 0 on, in about equal steps. */
export const shownSeverities = (artifact: ImageArtifact): number[] =>
  Array.from({ length: PICTURES }, (_, i) => Math.round((i * severityRange(artifact).highest) / (PICTURES - 1)));

/**
 * The paper's Figure 5, 6 or 7: accuracy and attack success by severity, a panel for each of its two triggers.
 *
 * @param examples of each trigger at some severities, to stand above the panels (`artifactExamples`)
 */
export function artifactFigure(
  result: ImageArtifacts,
  artifact: ImageArtifact,
  examples: readonly ArtifactExample[] = [],
): FigureSpec {
  const curves = shownIn(result).flatMap((trigger) => curvesOf(result, artifact, trigger));
  const panels = panelsSideBySide(curves.length, GAP);
  const { figure, head } = ARTIFACT_TEXTS[artifact];
  const spec: FigureSpec = {
    data: curves.flatMap(({ trigger, points }, i) =>
      SERIES.flatMap((series) => [line(points, panels[i], series), ...papers(trigger, panels[i], series)]),
    ),
    layout: {
      title: {
        text: `Figure ${figure}. ${head} on the test images, ${result.teacher}, injection rate ${result.injectionRate}`,
      },
      width: 900,
      height: 520,
      margin: { t: 124, b: 60 },
      legend: { y: 1.07, font: { size: 13 } },
      ...axes(artifact, panels, examples.length > 0 ? [0, PLOT_HEIGHT] : [0, 1]),
      images: curves.flatMap(({ trigger }, i) =>
        strip(
          examples.filter(({ of }) => of === trigger),
          artifact,
          panels[i],
        ),
      ),
      annotations: curves.map(({ trigger }, i) => heading(triggerLabel(trigger), panels[i])),
    },
    alt: describe(result, curves, artifact),
  };
  return warnedFigure(spec, result);
}

/** The curves of an artifact for one trigger: one, or none where the profile leaves the trigger out. */
export const curvesOf = ({ curves }: ImageArtifacts, artifact: ImageArtifact, trigger: Trigger): ArtifactCurve[] =>
  curves.filter((curve) => curve.artifact === artifact && curve.trigger === trigger);

/** Our means, with their deviations over target labels; a gap where a training diverged. */
export function line(points: readonly ArtifactPoint[], { axis }: Panel, { key, name, color, dash }: Series): Trace {
  const summaries = points.map((point) => point[key]);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: key === "targetWithoutTrigger" ? name : `${name}, ours`,
    legendgroup: key,
    showlegend: axis === "",
    x: points.map(({ severity }) => severity),
    y: percents(summaries, ({ mean }) => mean),
    error_y: { type: "data", array: percents(summaries, ({ std }) => std ?? 0), visible: dash === "solid", thickness: 1, width: 2 }, // prettier-ignore
    line: { color, width: 2, dash },
    marker: { color, size: dash === "solid" ? 5 : 3 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `at %{x}: %{y:.1f} %<extra>${name}</extra>`,
  };
}

/** What the paper prints near its figure: Table 1 on VGG16, the untouched images. Of the curves it prints no number. */
export function papers(trigger: Trigger, { axis }: Panel, { key, name, symbol }: Series): Trace[] {
  if (key === "targetWithoutTrigger") return [];
  const printed = paperValue({ artifact: "Table 1", arch: "VGG16", trigger, metric: key });
  if (!printed) return []; // a trigger that the paper does not have
  return [
    {
      type: "scatter",
      mode: "markers",
      name: `${name}, paper (VGG16, Table 1)`,
      legendgroup: `paper ${key}`,
      showlegend: axis === "",
      x: [0],
      y: [printed.mean],
      marker: { color: PAPER_GREY, symbol, size: 9, line: { width: 1.5 } },
      xaxis: `x${axis}`,
      yaxis: `y${axis}`,
      hovertemplate: `%{y} %<extra>${name}, paper</extra>`,
    },
  ];
}

/** How far an axis reaches beyond its first and last severity, as a share of its length: half a picture. */
const MARGIN = 0.125;

export function rangeOf(artifact: ImageArtifact, margin = MARGIN): [number, number] {
  const { highest } = severityRange(artifact);
  return [-margin * highest, (1 + margin) * highest];
}

function axes(artifact: ImageArtifact, panels: readonly Panel[], height: [number, number]): FigureLayout {
  const layout: Record<string, unknown> = {};
  panels.forEach(({ axis, domain }, i) => {
    layout[`xaxis${axis}`] = { domain, anchor: `y${axis}`, range: rangeOf(artifact), tickvals: shownSeverities(artifact), title: { text: ARTIFACT_TEXTS[artifact].scale } }; // prettier-ignore
    layout[`yaxis${axis}`] = { domain: height, anchor: `x${axis}`, range: [0, 105], dtick: 25, showticklabels: i === 0, title: { text: i === 0 ? "%" : "" } }; // prettier-ignore
  });
  return layout;
}

/** Each picture above its severity. */
function strip(examples: readonly ArtifactExample[], artifact: ImageArtifact, { axis }: Panel) {
  const [from, to] = rangeOf(artifact);
  const width = (0.97 * severityRange(artifact).highest) / (PICTURES - 1);
  return examples
    .filter(({ severity }) => severity >= from && severity <= to)
    .map((example) => ({
      ...pictureAt(example, { x: example.severity, y: PICTURE_FOOT, width, height: PICTURE_HEIGHT }),
      xref: `x${axis}` as "x",
    }));
}

const heading = (text: string, { domain }: Panel) =>
  ({ text: `<b>${text}</b>`, xref: "paper", yref: "paper", x: (domain[0] + domain[1]) / 2, y: 1, xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } }) as const; // prettier-ignore

function describe({ teacher }: ImageArtifacts, curves: readonly ArtifactCurve[], artifact: ImageArtifact): string {
  const { name, scale } = ARTIFACT_TEXTS[artifact];
  const told = curves.map(({ trigger, points }) => {
    const last = points.at(-1)!;
    return `${triggerLabel(trigger)} from ${percentText(points[0].modelAccuracy)} and ${percentText(points[0].attackSuccessRate)} to ${percentText(last.modelAccuracy)} and ${percentText(last.attackSuccessRate)} at ${last.severity}`;
  });
  return `Model accuracy and attack success rate of our ${teacher} by ${scale}, ${name} on the test images alone. ${told.join("; ")}.`;
}
