import type { AttackCell } from "../experiments/attack-cell";
import type { InjectionRates } from "../experiments/injection-rates";
import { divergedCount, type Summary } from "../experiments/summary";
import { triggerLabel, type Trigger } from "../paper/triggers";
import { paperStatement, paperValue } from "../paper/values";
import { teacherNamed } from "../teachers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelGrid, type GridPanel } from "./panels";
import { warnedFigure } from "./own-warnings";
import { percents, percentText } from "./percent";
import { PALETTE } from "./theme";

const SERIES = [
  { key: "modelAccuracy", name: "accuracy", color: PALETTE.blue, symbol: "circle-open" },
  { key: "attackSuccessRate", name: "success", color: PALETTE.vermillion, symbol: "diamond-open" },
] as const;
type Series = (typeof SERIES)[number];

const GRID = { columns: 4, gap: 0.03, rowGap: 0.2 };
const PAPER_GREY = "#595959";

/** The paper's Figure 3: accuracy and attack success by injection rate, one panel for each trigger, the legend in the next. */
export function figure3(result: InjectionRates): FigureSpec {
  const triggers = triggersIn(result);
  const [slot, ...rest] = panelGrid(triggers.length + 1, GRID).reverse();
  const panels = rest.reverse();
  const { teacher } = result.settings;
  const figure: FigureSpec = {
    data: triggers.flatMap((trigger, i) =>
      SERIES.flatMap((series) => [
        ours(cellsOf(result, trigger), panels[i], series),
        ...papers(trigger, panels[i], series),
      ]),
    ),
    layout: {
      title: { text: `Figure 3. More poison: accuracy and attack success by injection rate, ${teacher}` },
      width: 900,
      height: triggers.length > GRID.columns ? 560 : 340,
      margin: { t: 88 },
      legend: {
        orientation: "v",
        x: slot.domain[0],
        xanchor: "left",
        y: slot.height[1],
        yanchor: "top",
        font: { size: 13 },
      },
      ...axes(panels),
      annotations: triggers.map((trigger, i) => heading(trigger, panels[i])),
    },
    alt: describe(result),
  };
  return warnedFigure(figure, result);
}

const triggersIn = ({ cells }: InjectionRates): Trigger[] => [
  ...new Set(cells.map(({ trigger }) => trigger as Trigger)),
];

const cellsOf = ({ cells }: InjectionRates, trigger: Trigger): AttackCell[] =>
  cells.filter((cell) => cell.trigger === trigger);

/** Our means, with their deviations over target labels; a gap where a training diverged. */
function ours(cells: readonly AttackCell[], { axis }: GridPanel, { key, name, color }: Series): Trace {
  const summaries = cells.map((cell) => cell[key]);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: `${name}, ours`,
    legendgroup: key,
    showlegend: axis === "",
    x: cells.map(({ injectionRate }) => injectionRate),
    y: percents(summaries, ({ mean }) => mean),
    error_y: { type: "data", array: percents(summaries, ({ std }) => std ?? 0), visible: true, thickness: 1, width: 2 }, // prettier-ignore
    text: summaries.map(divergedText),
    line: { color, width: 2 },
    marker: { color, size: 5 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `at %{x}: %{y:.1f} %%{text}<extra>${name}</extra>`,
  };
}

const divergedText = (summary: Summary): string =>
  divergedCount(summary) > 0 ? ` (${divergedCount(summary)} of ${summary.values.length} diverged)` : "";

/** What the paper prints of its own figure, on VGG16: Table 1's row, and earrings at the highest rate. */
function papers(trigger: Trigger, { axis }: GridPanel, { key, name, symbol }: Series): Trace[] {
  const printed = paperValue({ artifact: "Table 1", arch: "VGG16", trigger, metric: key });
  if (!printed) return []; // a trigger that the paper does not have
  const points = [{ rate: 0.25, value: printed.mean }];
  if (trigger === "earrings") points.push({ rate: 0.4, value: paperStatement(EARRINGS[key]).value! });
  return [
    {
      type: "scatter",
      mode: "markers",
      name: `${name}, paper (VGG16)`,
      legendgroup: `paper ${key}`,
      showlegend: axis === "",
      x: points.map(({ rate }) => rate),
      y: points.map(({ value }) => value),
      marker: { color: PAPER_GREY, symbol, size: 9, line: { width: 1.5 } },
      xaxis: `x${axis}`,
      yaxis: `y${axis}`,
      hovertemplate: `at %{x}: %{y} %<extra>${name}, paper</extra>`,
    },
  ];
}

const EARRINGS = { modelAccuracy: "earrings-accuracy-at-0.4", attackSuccessRate: "earrings-asr-at-0.4" } as const;

/** One scale for all panels; the numbers stand at the left and at the foot. */
function axes(panels: readonly GridPanel[]): FigureLayout {
  const layout: Record<string, unknown> = {};
  for (const { axis, domain, height, column } of panels) {
    layout[`xaxis${axis}`] = { domain, anchor: `y${axis}`, range: [-0.03, 0.43], dtick: 0.2, tick0: 0, title: { text: "injection rate" } }; // prettier-ignore
    layout[`yaxis${axis}`] = {
      domain: height,
      anchor: `x${axis}`,
      range: [0, 105],
      dtick: 25,
      showticklabels: column === 0,
      title: { text: column === 0 ? "%" : "" },
    };
  }
  return layout;
}

function heading(trigger: Trigger, { axis }: GridPanel) {
  const text = `<b>${triggerLabel(trigger)}</b>`;
  return { text, xref: `x${axis} domain`, yref: `y${axis} domain`, x: 0.5, y: 1.02, xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } } as NonNullable<FigureLayout["annotations"]>[number]; // prettier-ignore
}

function describe(result: InjectionRates): string {
  const last = triggersIn(result).map((trigger) => {
    const cell = cellsOf(result, trigger).at(-1)!;
    return `${triggerLabel(trigger)} ${percentText(cell.attackSuccessRate)}`;
  });
  const highest = result.cells.at(-1)!.injectionRate;
  const { name, standsFor } = teacherNamed(result.settings.teacher);
  return `Model accuracy and attack success rate of each trigger by injection rate on our ${name} (${standsFor} in Table 1), beside what the paper prints for VGG16. Success at rate ${highest}: ${last.join(", ")}.`;
}
