import type { ImageArtifacts } from "../experiments/image-artifacts";
import { IMAGE_ARTIFACTS, type ImageArtifact } from "../paper/measures";
import { triggerLabel, TRIGGERS, type Trigger } from "../paper/triggers";
import { ARTIFACT_TEXTS, curvesOf, line, papers, rangeOf, SERIES, shownIn, shownSeverities } from "./artifact-figures";
import type { FigureLayout, FigureSpec } from "./figure";
import { pictureAt, type FigurePicture } from "./figure-pictures";
import { panelGrid, type GridPanel } from "./panels";
import { warnedFigure } from "./own-warnings";
import { percentText } from "./percent";

/** Shares of the figure's inside. */
const PICTURE_HEIGHT = 0.13;
const GRID_HEIGHT = 0.83;
const GRID = { gap: 0.025, rowGap: 0.105 };

/** The triggers that the paper leaves to its supplement, as far as a result has them. */
export function othersIn(result: ImageArtifacts): Trigger[] {
  const shown = shownIn(result);
  const others = [...new Set(result.curves.map(({ trigger }) => trigger))].filter((each) => !shown.includes(each));
  return others.sort((a, b) => TRIGGERS.indexOf(a) - TRIGGERS.indexOf(b));
}

/**
 * Figures 5, 6 and 7 for the other triggers: a row for each artifact, a column for each trigger.
 *
 * @param pictures of each trigger, to stand above its column (`wornTriggers`)
 */
export function otherArtifactsFigure(result: ImageArtifacts, pictures: readonly FigurePicture[] = []): FigureSpec {
  const triggers = othersIn(result);
  const columns = triggers.length;
  const panels = panelGrid(columns * IMAGE_ARTIFACTS.length, { columns, ...GRID }).map((panel): GridPanel => ({
    ...panel,
    height: [panel.height[0] * GRID_HEIGHT, panel.height[1] * GRID_HEIGHT],
  }));
  const cells = IMAGE_ARTIFACTS.flatMap((artifact) => triggers.map((trigger) => ({ artifact, trigger })));
  const figure: FigureSpec = {
    data: cells.flatMap(({ artifact, trigger }, i) =>
      curvesOf(result, artifact, trigger).flatMap(({ points }) =>
        SERIES.flatMap((series) => [line(points, panels[i], series), ...papers(trigger, panels[i], series)]),
      ),
    ),
    layout: {
      title: { text: `Figures 5-7 for the other triggers, ${result.teacher}, injection rate ${result.injectionRate}` },
      width: 900,
      height: 860,
      margin: { t: 116, b: 56 },
      legend: { y: 1.03, font: { size: 13 } },
      ...axes(cells, panels, Math.floor(columns / 2)),
      images: triggers.flatMap((trigger, column) => {
        const { domain } = panels[column];
        const place = { x: (domain[0] + domain[1]) / 2, y: 1 - PICTURE_HEIGHT, width: domain[1] - domain[0], height: PICTURE_HEIGHT }; // prettier-ignore
        return pictures.filter(({ of }) => of === trigger).map((picture) => pictureAt(picture, place));
      }),
      annotations: triggers.map((trigger, column) => heading(triggerLabel(trigger), panels[column])),
    },
    alt: describe(result, triggers),
  };
  return warnedFigure(figure, result);
}

/** The scale of a row is named once, under the column `middle`. */
function axes(
  cells: readonly { artifact: ImageArtifact }[],
  panels: readonly GridPanel[],
  middle: number,
): FigureLayout {
  const layout: Record<string, unknown> = {};
  panels.forEach(({ axis, domain, height, column }, i) => {
    const { artifact } = cells[i];
    const { head, scale } = ARTIFACT_TEXTS[artifact];
    const ticks = shownSeverities(artifact).filter((_, tick) => tick % 2 === 0);
    layout[`xaxis${axis}`] = { domain, anchor: `y${axis}`, range: rangeOf(artifact, 0.05), tickvals: ticks, title: { text: column === middle ? scale : "", font: { size: 12 }, standoff: 4 } }; // prettier-ignore
    layout[`yaxis${axis}`] = { domain: height, anchor: `x${axis}`, range: [0, 105], dtick: 50, showticklabels: column === 0, title: { text: column === 0 ? `${head} (%)` : "", font: { size: 13 } } }; // prettier-ignore
  });
  return layout;
}

const heading = (text: string, { domain }: GridPanel) =>
  ({ text: `<b>${text}</b>`, xref: "paper", yref: "paper", x: (domain[0] + domain[1]) / 2, y: 1, xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } }) as const; // prettier-ignore

function describe(result: ImageArtifacts, triggers: readonly Trigger[]): string {
  const told = triggers.map((trigger) => {
    const ends = IMAGE_ARTIFACTS.flatMap((artifact) =>
      curvesOf(result, artifact, trigger).map(({ points }) => percentText(points.at(-1)!.attackSuccessRate)),
    );
    return `${triggerLabel(trigger)} ${ends.join(", ")}`;
  });
  return `Model accuracy and attack success rate by severity of blur, compression and noise, a column for each trigger. Success at the highest severity of the three: ${told.join("; ")}.`;
}
