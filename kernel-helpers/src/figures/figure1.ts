import type { Summary } from "../experiments/summary";
import type { Table1, Table1Networks } from "../experiments/table1";
import { ARCHITECTURES } from "../paper/names";
import { paperTable1 } from "../paper/table1";
import { triggerLabel, type Trigger } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { pictureAt, type FigurePicture } from "./figure-pictures";
import { warnedFigure } from "./own-warnings";
import { percents, percentText } from "./percent";
import { OUR_COLOUR } from "./theme";

/** For the networks in the paper's order, dark to light: greys for the paper's, blues for ours. */
const PAPER_GREYS = ["#595959", "#8c8c8c", "#bfbfbf"];
const OUR_BLUES = ["#003f66", OUR_COLOUR, "#7fc4ee"];
/** Width in bars' places, heights as shares of the figure's inside. */
const PICTURE_WIDTH = 0.86;
const PICTURE_HEIGHT = 0.22;
const TICK_LABELS = 0.07;

/** Of a trigger's place in the figure, what its bars leave free. */
const BAR_GAP = 0.25;
const WIDTH = 900;
/** Left and right of the bars, about. */
const MARGINS = 90;

/**
 * The paper's Figure 1: the attack success rate of each trigger, on the paper's three networks and on ours.
 *
 * @param pictures of each trigger, to stand under its bars (`wornTriggers`)
 */
export function figure1(result: Table1Networks, pictures: readonly FigurePicture[] = []): FigureSpec {
  const { tables } = result;
  const triggers = triggersOf(tables[0]);
  const labels = triggers.map((trigger) => triggerLabel(trigger));
  const paper = ARCHITECTURES.map((arch, i) => {
    const values = triggers.map(
      (trigger) => paperTable1(arch).find((row) => row.trigger === trigger)?.attackSuccessRate,
    );
    return bars(`paper, ${arch}`, labels, values.map((v) => v?.mean ?? null), values.map((v) => v?.std ?? 0), PAPER_GREYS[i]); // prettier-ignore
  });
  const counts = { bars: paper.length + tables.length, triggers: triggers.length };
  const diverged = tables.flatMap((table, i) =>
    labels
      .filter((_, t) => successOf(table)[t].mean === null)
      .map((label) => divergedMark(label, paper.length + i, counts)),
  );
  const figure: FigureSpec = {
    data: [...paper, ...tables.map((table) => ours(table, labels))],
    layout: {
      title: {
        text: `Figure 1. Attack success rate of physical triggers, injection rate ${tables[0].settings.injectionRate}`,
      },
      barmode: "group",
      bargap: BAR_GAP,
      width: WIDTH,
      xaxis: { showgrid: false },
      ...barsAbove(pictures, triggers),
      legend: { traceorder: "normal" },
      ...(diverged.length > 0 ? { annotations: diverged } : {}),
    },
    alt: describe(tables, labels),
  };
  return warnedFigure(figure, result);
}

const attacked = ({ cells }: Table1) => cells.filter(({ trigger }) => trigger !== "no_trigger");
const triggersOf = (table: Table1): Trigger[] => attacked(table).map(({ trigger }) => trigger as Trigger);
const successOf = (table: Table1): Summary[] => attacked(table).map(({ attackSuccessRate }) => attackSuccessRate);

function ours(table: Table1, labels: string[]): Trace {
  const success = successOf(table);
  const { teacher } = table.settings;
  const { standsFor } = teacherNamed(teacher);
  return bars(`ours, ${teacher}`, labels, percents(success, (s) => s.mean), percents(success, (s) => s.std ?? 0) as number[], OUR_BLUES[ARCHITECTURES.indexOf(standsFor)]); // prettier-ignore
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
  const error_y = {
    type: "data",
    array: deviations,
    visible: true,
    thickness: 1.2,
    width: 3,
    color: "#222222",
  } as const;
  return { type: "bar", name, x, y, error_y, marker: { color }, hovertemplate: "%{x}: %{y:.0f} %" };
}

/** In place of bar `bar` of the `bars` that each of so many triggers has. */
function divergedMark(label: string, bar: number, { bars, triggers }: { bars: number; triggers: number }) {
  const barWidth = ((1 - BAR_GAP) * (WIDTH - MARGINS)) / triggers / bars;
  return { x: label, y: 0, text: "diverged", textangle: "-90", xshift: Math.round((bar - (bars - 1) / 2) * barWidth), yanchor: "bottom", showarrow: false } as const; // prettier-ignore
}

function describe(tables: readonly Table1[], labels: string[]): string {
  const ours = tables.map((table) => {
    const { standsFor, name } = teacherNamed(table.settings.teacher);
    const list = successOf(table).map((success, i) => `${labels[i]} ${percentText(success)}`);
    return `our ${name}, beside the paper's ${standsFor}: ${list.join(", ")}`;
  });
  return `Bars of the attack success rate for each trigger on the paper's three networks and on ours. ${ours.map((text) => text[0].toUpperCase() + text.slice(1)).join(". ")}.`;
}
