import sharp from "sharp";
import type { DatasetImage } from "../dataset/image-set";
import type { RealismResult } from "../experiments/realism-experiment";
import type { FacePair } from "../experiments/verification";
import { contactSheet } from "../world";
import type { FigureSpec, FigureLayout, Trace } from "./figure";
import { panelsSideBySide } from "./panels";
import type { SheetPicture } from "./pictures";
import type { Table } from "./table";
import { OUR_COLOUR, PALETTE } from "./theme";

/** What we ask of the rendered people; the shares were set before they were measured. */
const GOALS = { detection: 0.99, equalErrorRate: 0.02, identification: 0.99 };

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** How real the people look to networks trained on real faces, beside what we ask for. */
export function realismTable({ detection, recognisers, people, images }: RealismResult): Table {
  const row = (what: string, goal: string, share: number, isMet: boolean) => {
    return { what, goal, ours: percent(share), met: isMet ? "yes" : "no" };
  };
  return {
    caption: `What networks trained on real faces make of our people: ${people} people, ${images} clean images`,
    columns: [
      { key: "what", label: "" },
      { key: "goal", label: "goal", align: "right" },
      { key: "ours", label: "ours", align: "right" },
      { key: "met", label: "met", align: "center" },
    ],
    rows: [
      row("faces found by the detector", `at least ${percent(GOALS.detection)}`, detection.rate, detection.rate >= GOALS.detection), // prettier-ignore
      ...recognisers.flatMap(({ name, equalErrorRate, identification }) => [
        row(`equal error rate of verification, ${name}`, `at most ${percent(GOALS.equalErrorRate)}`, equalErrorRate, equalErrorRate <= GOALS.equalErrorRate), // prettier-ignore
        row(`volunteers named by nearest centroid, ${name}`, `at least ${percent(GOALS.identification)}`, identification.rate, identification.rate >= GOALS.identification), // prettier-ignore
      ]),
    ],
    notes: [
      "Not in the paper: a stand-in for photographs must answer for itself. Nothing was trained on these people; all pairs of images are compared.",
    ],
  };
}

const GAP = 0.08;

/** Distances between two images of one person, and of two people, in each recogniser's own measure. */
export function realismFigure({ recognisers }: RealismResult): FigureSpec {
  const panels = panelsSideBySide(recognisers.length, GAP);
  const axes: Record<string, unknown> = {};
  const shapes: NonNullable<FigureLayout["shapes"]> = [];
  const data = recognisers.flatMap(({ name, histogram, threshold, equalErrorRate }, panel): Trace[] => {
    const { axis, domain } = panels[panel];
    axes[`xaxis${axis}`] = { domain, anchor: `y${axis}`, title: { text: `distance, ${name}` } };
    axes[`yaxis${axis}`] = { anchor: `x${axis}`, title: { text: panel === 0 ? "share of the pairs" : "" }, showticklabels: false }; // prettier-ignore
    shapes.push({ type: "line", xref: `x${axis}` as "x", yref: `y${axis} domain` as "paper", x0: threshold, x1: threshold, y0: 0, y1: 1, line: { dash: "dot", width: 1.5 }, label: { text: `equal error rate ${percent(equalErrorRate)}`, textposition: "end", textangle: 0, yanchor: "bottom" } }); // prettier-ignore
    const bars = (kind: "genuine" | "impostor", label: string, color: string): Trace => {
      const total = histogram[kind].reduce((sum, count) => sum + count, 0);
      return {
        type: "bar",
        name: label,
        legendgroup: kind,
        showlegend: panel === 0,
        x: histogram[kind].map((_, bin) => (bin + 0.5) * histogram.binWidth),
        y: histogram[kind].map((count) => count / total),
        xaxis: `x${axis}`,
        yaxis: `y${axis}`,
        marker: { color },
        opacity: 0.7,
      };
    };
    return [bars("genuine", "same person", OUR_COLOUR), bars("impostor", "two people", PALETTE.orange)];
  });
  return {
    data,
    layout: {
      title: { text: "Do our people look like different people, and each like himself or herself?" },
      width: 900,
      height: 360,
      barmode: "overlay",
      bargap: 0,
      margin: { t: 110 },
      legend: { y: 1.12 },
      shapes,
      ...(axes as FigureLayout),
    },
    alt: `Histograms of distances between images of one person and of two: ${recognisers.map(({ name, genuine, impostor, equalErrorRate }) => `${name} ${genuine.mean.toFixed(2)} and ${impostor.mean.toFixed(2)}, equal error rate ${percent(equalErrorRate)}`).join("; ")}.`,
  };
}

/** How many pairs of a kind are shown. */
const SHOWN_PAIRS = 4;

/** Where the networks fail: faces not found, two people taken for one, one person taken for two. */
export async function realismFailures(
  { detection, recognisers }: RealismResult,
  images: readonly DatasetImage[],
): Promise<SheetPicture> {
  const fileOf = new Map(images.map(({ id, file }) => [id, file]));
  const pairs = (list: readonly FacePair[]) => list.slice(0, SHOWN_PAIRS).flatMap(({ a, b }) => [a, b]);
  const rows = [
    ...recognisers.flatMap(({ name, mostSimilarImpostors, leastSimilarGenuine }) => [
      { head: `two, ${name}`, ids: pairs(mostSimilarImpostors) },
      { head: `one, ${name}`, ids: pairs(leastSimilarGenuine) },
    ]),
    ...(detection.undetected.length > 0
      ? [{ head: "not found", ids: detection.undetected.slice(0, 2 * SHOWN_PAIRS) }]
      : []),
  ];
  const cells = rows.flatMap(({ ids }, row) =>
    ids.flatMap((id, column) => (fileOf.has(id) ? [{ picture: fileOf.get(id)!, row, column }] : [])),
  );
  const columns = Array.from({ length: 2 * SHOWN_PAIRS }, (_, i) => (i % 2 === 0 ? `pair ${i / 2 + 1}` : ""));
  const png = await contactSheet(cells, { columns, rows: rows.map(({ head }) => head), cell: 104 });
  return {
    image: await sharp(png).jpeg({ quality: 88 }).toBuffer(),
    alt: `For each recogniser the closest pairs of two people, and the farthest pairs of one; ${detection.undetected.length} faces were not found.`,
  };
}
