import type { Table1 } from "../experiments/table1";
import { ARCHITECTURES } from "../paper/names";
import { paperTable1 } from "../paper/table1";
import { TRIGGER_LABELS, type Trigger } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { pictureAt, type FigurePicture } from "./figure-pictures";
import { percents, percentText } from "./percent";
import { OUR_COLOUR } from "./theme";

/** Greys for the paper's three networks, dark to light. */
const PAPER_GREYS = ["#595959", "#8c8c8c", "#bfbfbf"];
/** Width in bars' places, heights as shares of the figure's inside. */
const PICTURE_WIDTH = 0.86;
const PICTURE_HEIGHT = 0.22;
const TICK_LABELS = 0.07;

/**
 * The paper's Figure 1: the attack success rate of each trigger, on the paper's three networks and on ours.
 *
 * @param pictures of each trigger, to stand under its bars (`wornTriggers`)
 */
export function figure1(table: Table1, pictures: readonly FigurePicture[] = []): FigureSpec {
  const cells = table.cells.filter(({ trigger }) => trigger !== "no_trigger");
  const triggers = cells.map(({ trigger }) => trigger as Trigger);
  const labels = triggers.map((trigger) => TRIGGER_LABELS[trigger]);
  const paper = ARCHITECTURES.map((arch, i) => {
    const values = triggers.map((trigger) => paperTable1(arch).find((row) => row.trigger === trigger)!.attackSuccessRate);
    return bars(`paper, ${arch}`, labels, values.map((v) => v.mean), values.map((v) => v.std ?? 0), PAPER_GREYS[i]); // prettier-ignore
  });
  const success = cells.map(({ attackSuccessRate }) => attackSuccessRate);
  const ours = bars(`ours, ${table.settings.teacher}`, labels, percents(success, (s) => s.mean), percents(success, (s) => s.std ?? 0) as number[], OUR_COLOUR); // prettier-ignore
  const diverged = labels.filter((_, i) => success[i].mean === null);
  return {
    data: [...paper, ours],
    layout: {
      title: { text: `Figure 1. Attack success rate of physical triggers, injection rate ${table.settings.injectionRate}` },
      barmode: "group",
      bargap: 0.25,
      width: 900,
      xaxis: { showgrid: false },
      ...barsAbove(pictures, triggers),
      legend: { traceorder: "normal" },
      ...(diverged.length > 0 ? { annotations: diverged.map(divergedMark) } : {}),
    },
    alt: describe(table, labels),
  };
}

/** The bars' part of the figure, and each picture under the bars of its trigger. */
function barsAbove(pictures: readonly FigurePicture[], triggers: readonly Trigger[]): FigureLayout {
  const yaxis = { title: { text: "Attack success rate (%)" }, range: [0, 105] };
  if (pictures.length === 0) return { height: 460, margin: { t: 96 }, yaxis };
  const place = { xref: "x", y: 0, width: PICTURE_WIDTH, height: PICTURE_HEIGHT } as const;
  return {
    height: 560,
    margin: { t: 96, b: 16 },
    yaxis: { ...yaxis, domain: [PICTURE_HEIGHT + TICK_LABELS, 1] },
    images: triggers.flatMap((trigger, x) =>
      pictures.filter(({ of }) => of === trigger).map((picture) => pictureAt(picture, { ...place, x })),
    ),
  };
}

function bars(name: string, x: string[], y: (number | null)[], deviations: number[], color: string): Trace {
  const error_y = { type: "data", array: deviations, visible: true, thickness: 1.2, width: 3, color: "#222222" } as const;
  return { type: "bar", name, x, y, error_y, marker: { color }, hovertemplate: "%{x}: %{y:.0f} %" };
}

/** In place of a bar. */
const divergedMark = (label: string) => ({ x: label, y: 0, text: "diverged", textangle: "-90", xshift: 24, yanchor: "bottom", showarrow: false }) as const; // prettier-ignore

function describe(table: Table1, labels: string[]): string {
  const ours = table.cells.filter(({ trigger }) => trigger !== "no_trigger");
  const list = ours.map((cell, i) => `${labels[i]} ${percentText(cell.attackSuccessRate)}`).join(", ");
  const { standsFor, name } = teacherNamed(table.settings.teacher);
  return `Bars of the attack success rate for each trigger on the paper's three networks and on our ${name}, beside the paper's ${standsFor}. Ours: ${list}.`;
}
