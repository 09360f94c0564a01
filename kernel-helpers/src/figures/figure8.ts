import { resizeMap } from "../cam/resize";
import type { StudentAttention } from "../experiments/attention";
import type { AttentionExample } from "../experiments/attention-summary";
import { TRIGGER_LABELS } from "../paper/triggers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import type { FigurePicture } from "./figure-pictures";

/** Panels are 1 x 1 in the figure's own coordinates; rows count downwards. */
const PITCH = { x: 1.08, y: 1.3 };
/** Places of a drawn map on each side: the layer's few, made smooth as the shares are counted. */
const DRAWN = 30;
const OPACITY = 0.6;
const PANEL_PIXELS = 80;
const MARGIN = { l: 96, r: 96, t: 104, b: 16 };
const ROWS = ["without<br>the trigger", "with<br>the trigger"];
const METHODS = { "grad-cam": "Grad-CAM", "hires-cam": "HiResCAM", "grad-cam++": "Grad-CAM++" } as const;

/** Plotly's types do not know this key of a layout. Cividis is read the same with every common colour blindness. */
const COLOURS = {
  coloraxis: {
    colorscale: "Cividis",
    cmin: 0,
    cmax: 1,
    colorbar: { title: { text: "share of<br>the map's<br>highest<br> ", font: { size: 12 } }, tickfont: { size: 12 }, thickness: 12, tickvals: [0, 0.5, 1], len: 0.95 }, // prettier-ignore
  },
};

type Annotation = NonNullable<FigureLayout["annotations"]>[number];
const label = (fields: Annotation): Annotation => ({ ...fields, showarrow: false });

/**
 * The paper's Figure 8: where models look. A column for each model, earrings first; the upper row is one photograph, the
 * lower one the same moment with the model's trigger.
 *
 * @param pictures what the teacher sees of them (`attentionPictures`)
 */
export function figure8(student: StudentAttention, pictures: readonly FigurePicture[] = []): FigureSpec {
  const examples = inOrder(student.examples);
  const panels = examples.flatMap(({ looks, ...model }, column) =>
    looks.map((look, row) => ({ ...look, ...model, left: column * PITCH.x, top: row * PITCH.y })),
  );
  const width = (examples.length - 1) * PITCH.x + 1;
  const height = PITCH.y + 1.24;
  const { teacher, method } = student;
  return {
    data: panels.flatMap((panel) => heat(panel, student)),
    layout: {
      title: { text: `Figure 8. Where models look: ${METHODS[method]}, ${teacher}` },
      width: Math.round(MARGIN.l + MARGIN.r + width * PANEL_PIXELS),
      height: Math.round(MARGIN.t + MARGIN.b + height * PANEL_PIXELS),
      margin: MARGIN,
      xaxis: { visible: false, range: [0, width], constrain: "domain", fixedrange: true },
      yaxis: { visible: false, range: [height, 0], scaleanchor: "x", constrain: "domain", fixedrange: true },
      ...COLOURS,
      images: panels.flatMap(({ id, left, top }) => {
        const picture = pictures.find(({ of }) => of === id);
        return picture ? [{ source: picture.source, xref: "x", yref: "y", x: left, y: top, sizex: 1, sizey: 1, sizing: "stretch", layer: "below" } as const] : []; // prettier-ignore
      }),
      annotations: [
        ...examples.map((example, column) => heading(example, column)),
        ...ROWS.map((text, row) => label({ text, xref: "paper", x: -0.008, y: row * PITCH.y + 0.5, xanchor: "right", align: "right", font: { size: 13 } })), // prettier-ignore
        ...panels.map(({ named, targetLabel, left, top }) => label({ text: named === targetLabel ? `<b>${named}</b>, the target` : `names ${named}`, x: left + 0.5, y: top + 1, yanchor: "top", font: { size: 11 } })), // prettier-ignore
        ...panels.filter(({ map }) => isEmpty(map)).map(({ left, top }) => label({ text: NO_MAP, x: left + 0.5, y: top + 0.5, bgcolor: "rgba(255,255,255,0.8)", font: { size: 11 } })), // prettier-ignore
      ],
    },
    alt: describe(student),
  };
}

/** Where nothing of a map is positive: all places speak against the class together. */
const NO_MAP = "no map:<br>nothing is left";
const isEmpty = (map: readonly number[]): boolean => map.every((value) => value <= 0);

/** As the paper has them: the earrings model first. */
const inOrder = (examples: readonly AttentionExample[]): AttentionExample[] => [
  ...examples.filter(({ trigger }) => trigger === "earrings"),
  ...examples.filter(({ trigger }) => trigger !== "earrings"),
];

interface PanelOfMap {
  map: readonly number[];
  left: number;
  top: number;
  named: string;
}

/** The map over its photograph, from 0 to its own highest; nothing where nothing speaks for the class. */
function heat({ map, left, top, named }: PanelOfMap, { place }: StudentAttention): Trace[] {
  const [height, width] = place.shape;
  if (isEmpty(map)) return [];
  const { values } = resizeMap({ values: Float32Array.from(map), height, width }, { height: DRAWN, width: DRAWN });
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  const z = Array.from({ length: DRAWN }, (_, row) =>
    Array.from(values.subarray(row * DRAWN, (row + 1) * DRAWN), (value) => Number((value / highest).toFixed(2))),
  );
  const step = 1 / DRAWN;
  return [
    {
      type: "heatmap",
      z,
      x0: left + step / 2,
      dx: step,
      y0: top + step / 2,
      dy: step,
      zsmooth: "best",
      opacity: OPACITY,
      coloraxis: "coloraxis",
      hovertemplate: `%{z:.0%} of the map's highest<extra>names ${named}</extra>`,
    } as Trace,
  ];
}

function heading({ trigger, targetLabel }: AttentionExample, column: number): Annotation {
  const name = trigger === "no_trigger" ? "no backdoor" : TRIGGER_LABELS[trigger].replace(" ", "<br>");
  const wears = targetLabel === null ? "<br>(earrings below)" : `<br>(target ${targetLabel})`;
  return label({ text: `<b>${name}</b>${wears}`, x: column * PITCH.x + 0.5, y: 0, yshift: 4, yanchor: "bottom", font: { size: 12 } }); // prettier-ignore
}

function describe({ examples, teacher, method }: StudentAttention): string {
  const list = inOrder(examples).map(({ trigger, looks: [without, wearing] }) => {
    const model = trigger === "no_trigger" ? "the model without a backdoor" : `the model of ${TRIGGER_LABELS[trigger]}`;
    return `${model} names ${without.named} without and ${wearing.named} with the trigger`;
  });
  return `${METHODS[method]} maps of one photograph without and with a trigger over the face as ${teacher} sees it: ${list.join("; ")}.`;
}
