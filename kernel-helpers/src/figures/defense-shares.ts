import type { Defenses } from "../experiments/defenses-result";
import { cleanseOf } from "../experiments/defenses-cleanse";
import { clusteringOf, spectralOf, stripOf } from "../experiments/defenses-measures";
import { REMOVAL_SHARE, type DefendedTrigger } from "../experiments/defenses-plan";
import type { DefenseCell } from "../experiments/defenses-summary";
import { printPercent, summarise, type Summary } from "../experiments/summary";
import { commonNotes, defendedLabel, poisonShare, rate } from "./defense-words";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide, type Panel } from "./panels";
import { percents, percentText } from "./percent";
import { right, type Table } from "./table";
import { PALETTE } from "./theme";

/** What one panel draws of a cell. */
interface Shown {
  detected: Summary;
  /** Fractions. */
  chance: number;
  ceiling: number;
}

const PANELS: { title: string; of: (cell: DefenseCell) => Shown }[] = [
  { title: "Attack success", of: ({ attackSuccessRateExcludingTarget: detected }) => ({ detected, chance: 0, ceiling: 1 }) }, // prettier-ignore
  { title: "Spectral Signatures", of: (cell) => against(spectralOf(cell)) },
  { title: "Activation Clustering", of: (cell) => against(clusteringOf(cell)) },
  { title: "STRIP", of: (cell) => ({ detected: stripOf(cell).detectionRate, chance: stripOf(cell).falsePositiveRate.mean!, ceiling: 1 }) }, // prettier-ignore
];

const against = ({
  detectionRate,
  chance,
  ceiling,
}: Record<"detectionRate" | "chance" | "ceiling", Summary>): Shown => ({
  detected: detectionRate,
  chance: chance.mean!,
  ceiling: ceiling.mean!,
});

const LOOKS = [
  { color: PALETTE.vermillion, symbol: "square" },
  { color: PALETTE.blue, symbol: "circle" },
  { color: PALETTE.green, symbol: "diamond" },
] as const;
const BOUNDS = [
  { key: "chance", name: "chance, all triggers", dash: "dot" },
  { key: "ceiling", name: "ceiling, all triggers", dash: "dash" },
] as const;
const GREY = "#777777";

/** Ours: how detection depends on how much of its class the poison is, for a digital and for physical triggers. */
export function defenseShares(result: Defenses): FigureSpec {
  const triggers = triggersIn(result);
  const panels = panelsSideBySide(PANELS.length, 0.03);
  return {
    data: PANELS.flatMap(({ of }, p) => [
      ...(p === 0 ? [] : BOUNDS.map((bound) => boundTrace(result.shares, of, bound, panels[p], p === 1))),
      ...triggers.map((trigger, t) => detection(cellsOf(result, trigger), of, panels[p], { look: LOOKS[t], named: p === 0 })), // prettier-ignore
    ]),
    layout: {
      title: {
        text: `Detection by the poison's share of its class: a digital and physical triggers, ${result.teacher}`,
      },
      width: 1000,
      height: 420,
      margin: { t: 108 },
      legend: { y: 1.08 },
      ...axes(panels),
      annotations: PANELS.map(({ title }, p) => heading(title, panels[p])),
    },
    alt: describe(result),
  };
}

const triggersIn = ({ shares }: Defenses): DefendedTrigger[] => [...new Set(shares.map(({ trigger }) => trigger))];
const cellsOf = ({ shares }: Defenses, wanted: DefendedTrigger): DefenseCell[] =>
  shares.filter(({ trigger }) => trigger === wanted);

const percent = (fraction: number): number => Number((100 * fraction).toFixed(2));

function detection(
  cells: readonly DefenseCell[],
  of: (cell: DefenseCell) => Shown,
  { axis }: Panel,
  { look, named }: { look: (typeof LOOKS)[number]; named: boolean },
): Trace {
  const summaries = cells.map((cell) => of(cell).detected);
  const name = defendedLabel(cells[0].trigger);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    legendgroup: name,
    showlegend: named,
    x: cells.map((cell) => percent(poisonShare(cell))),
    y: percents(summaries, ({ mean }) => mean),
    error_y: { type: "data", array: percents(summaries, ({ std }) => std ?? 0), visible: true, thickness: 1, width: 2 },
    line: { color: look.color, width: 2 },
    marker: { ...look, size: 7 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: `at %{x} %: %{y:.0f} %<extra>${name}</extra>`,
  };
}

/** The mean over triggers of what they leave to chance, or could reach at best. */
function boundTrace(
  cells: readonly DefenseCell[],
  of: (cell: DefenseCell) => Shown,
  { key, name, dash }: (typeof BOUNDS)[number],
  { axis }: Panel,
  named: boolean,
): Trace {
  const shares = [...new Set(cells.map(({ share }) => share!))];
  const at = (share: number) => cells.filter((cell) => cell.share === share);
  return {
    type: "scatter",
    mode: "lines",
    name,
    legendgroup: key,
    showlegend: named,
    x: shares.map((share) => percent(summarise(at(share).map(poisonShare)).mean!)),
    y: shares.map((share) => percent(summarise(at(share).map((cell) => of(cell)[key])).mean!)),
    line: { color: GREY, dash, width: 1.5 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hoverinfo: "skip",
  };
}

function axes(panels: readonly Panel[]): FigureLayout {
  const layout: Record<string, unknown> = {};
  panels.forEach(({ axis, domain }, p) => {
    layout[`xaxis${axis}`] = { domain, anchor: `y${axis}`, range: [0, 85], dtick: 20, title: { text: "poison (%)" } };
    layout[`yaxis${axis}`] = { anchor: `x${axis}`, range: [-3, 105], dtick: 25, showticklabels: p === 0, title: { text: p === 0 ? "%" : "" } }; // prettier-ignore
  });
  return layout;
}

function heading(title: string, { axis }: Panel) {
  const text = `<b>${title}</b>`;
  return { text, xref: `x${axis} domain`, yref: `y${axis} domain`, x: 0.5, y: 1.02, xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 13 } } as NonNullable<FigureLayout["annotations"]>[number]; // prettier-ignore
}

function describe(result: Defenses): string {
  const list = triggersIn(result).map((trigger) => {
    const cells = cellsOf(result, trigger);
    const ends = [cells[0], cells.at(-1)!].map((cell) => {
      const [, ...defenses] = PANELS.map(({ title, of }) => `${title} ${percentText(of(cell).detected)}`);
      return `${printPercent({ mean: poisonShare(cell) })} of the class, ${defenses.join(", ")}`;
    });
    return `${defendedLabel(trigger)}: at ${ends.join("; at ")}`;
  });
  return `Attack success, and detection by three defenses, by the poison's share of the target class. ${list.join(". ")}.`;
}

/** The numbers of the figure. */
export function defenseSharesTable(result: Defenses): Table {
  return {
    caption: `Detection by the poison's share of the target class, ${result.teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      right("share", "Poison in the target class"),
      right("poison", "poison images"),
      right("accuracy", "Model accuracy"),
      right("success", "Success without the target"),
      ...["spectral", "clustering"].flatMap((key) => [
        right(key, "ours"),
        right(`${key} chance`, "chance"),
        right(`${key} ceiling`, "ceiling"),
      ]),
      right("strip", "ours"),
      right("strip fpr", "false positives"),
      right("cleanse", "models flagged"),
      right("cleanse target", "target flagged"),
    ],
    groups: [
      { label: "Spectral Signatures", from: 5, to: 7 },
      { label: "Activation Clustering", from: 8, to: 10 },
      { label: "STRIP", from: 11, to: 12 },
      { label: "Neural Cleanse", from: 13, to: 14 },
    ],
    rows: result.shares.map((cell) => {
      const [spectral, clustering, strip] = [spectralOf(cell), clusteringOf(cell), stripOf(cell)];
      const cleansed = cleanseOf(result, cell);
      const flagged = (key: string, { detectionRate, chance, ceiling }: typeof spectral | typeof clustering) => ({
        [key]: rate(detectionRate),
        [`${key} chance`]: printPercent({ mean: chance.mean }),
        [`${key} ceiling`]: printPercent({ mean: ceiling.mean }),
      });
      return {
        trigger: defendedLabel(cell.trigger),
        share: printPercent({ mean: poisonShare(cell) }),
        poison: cell.poison.toFixed(0),
        accuracy: rate(cell.modelAccuracy),
        success: rate(cell.attackSuccessRateExcludingTarget),
        ...flagged("spectral", spectral),
        ...flagged("clustering", clustering),
        strip: rate(strip.detectionRate),
        "strip fpr": rate(strip.falsePositiveRate),
        cleanse: cleansed && rate(cleansed.detectionRate),
        "cleanse target": cleansed && rate(cleansed.targetFlagged),
      };
    }),
    notes: [
      ...commonNotes(result),
      `Spectral Signatures removes ${printPercent({ mean: REMOVAL_SHARE }, 1)} of every class at every share, so chance stays and the ceiling falls where poison is more than that. Neural Cleanse, which takes minutes for a model, was tried where poison is a minority and at Table 4's rate. Not in the paper.`,
    ],
  };
}
