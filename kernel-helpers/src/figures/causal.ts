import type { Causal, TriggerEffect, TrunkMovement, WithoutAndWith } from "../experiments/causal";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS } from "../paper/triggers";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { panelsSideBySide } from "./panels";
import { placeLabels } from "./place-labels";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";
import { OUR_COLOUR, PALETTE } from "./theme";

/** Of the trunks in their order: Table 1's, the same one on a wider crop, the one for objects. */
const LOOKS = [
  { color: OUR_COLOUR, symbol: "circle" },
  { color: PALETTE.sky, symbol: "square" },
  { color: PALETTE.orange, symbol: "diamond" },
] as const;

const trunkOf = ({ trunks }: Causal, domain: TrunkMovement["domain"]): TrunkMovement =>
  trunks.find((trunk) => trunk.domain === domain)!;

/** The trigger's movement as a multiple of what lies between two clean photographs of one person. */
const inNatural = ({ triggers, samePerson }: TrunkMovement, trigger: string): number =>
  triggers[trigger].mean.relative / samePerson.mean.relative;

/** The plot on the left in pixels, as far as its labels need it. */
const PLOT = { width: 330, height: 290 };
const SUCCESS_RANGE = [-3, 112] as const;

/** Success against how far a trigger alone moves the features, and that movement in two trunks. */
export function causalFigure(result: Causal): FigureSpec {
  const [left, right] = panelsSideBySide(2, 0.17);
  const faces = trunkOf(result, "faces");
  const order = [...result.triggers].sort((a, b) => inNatural(faces, a.trigger) - inNatural(faces, b.trigger));
  const axis = `x${right.axis}` as "x";
  return {
    data: [
      successAgainstMovement(result, faces),
      ...result.trunks.map((_, i) => movements(result, i, order, right.axis)),
    ],
    layout: {
      title: { text: "What the trigger alone does to the features: the same moment without and with it" },
      width: 900,
      height: 460,
      margin: { t: 122 },
      legend: { y: 1.09 },
      xaxis: { domain: left.domain, anchor: "y", title: { text: `movement of the features, ${faces.teacher}` }, range: [0, furthest(faces)] }, // prettier-ignore
      yaxis: { anchor: "x", range: [...SUCCESS_RANGE], title: { text: "attack success without the target (%)" } },
      ...({
        [`xaxis${right.axis}`]: { domain: right.domain, anchor: `y${right.axis}`, title: { text: "movement / distance of two photographs of one person" }, rangemode: "tozero" }, // prettier-ignore
        [`yaxis${right.axis}`]: { anchor: axis, type: "category" },
      } as FigureLayout),
      shapes: [naturalLine(faces.samePerson.mean.relative), naturalLine(faces.otherPeople.mean.relative)] as FigureLayout["shapes"], // prettier-ignore
      annotations: [naturalLabel("one person", faces.samePerson.mean.relative), naturalLabel("two people", faces.otherPeople.mean.relative)], // prettier-ignore
    },
    alt: `How far each trigger alone moves the features, beside its success. ${order.map((effect) => describe(faces, effect)).join("; ")}. Two clean photographs of one person lie ${faces.samePerson.mean.relative.toFixed(2)} apart, of two people ${faces.otherPeople.mean.relative.toFixed(2)}.`,
  };
}

/** What the axis must hold: every movement, and what lies between two people. */
const furthest = ({ triggers, otherPeople }: TrunkMovement): number =>
  Number((1.15 * Math.max(otherPeople.mean.relative, ...Object.values(triggers).map(({ mean }) => mean.relative))).toFixed(3)); // prettier-ignore

function successAgainstMovement({ triggers }: Causal, trunk: TrunkMovement): Trace {
  const [low, high] = SUCCESS_RANGE;
  const points = triggers.map(({ trigger, attackSuccessRate: { mean } }) => ({
    x: (trunk.triggers[trigger].mean.relative / furthest(trunk)) * PLOT.width,
    y: ((100 * (mean ?? 0) - low) / (high - low)) * PLOT.height,
    text: TRIGGER_LABELS[trigger],
  }));
  const spreads = triggers.map(({ trigger }) => trunk.triggers[trigger].std.relative);
  return {
    type: "scatter",
    mode: "text+markers",
    showlegend: false,
    x: triggers.map(({ trigger }) => Number(trunk.triggers[trigger].mean.relative.toFixed(4))),
    y: triggers.map(({ attackSuccessRate: { mean } }) => (mean === null ? null : Number((100 * mean).toFixed(2)))),
    error_x: { type: "data", array: spreads.map((value) => Number(value.toFixed(4))), thickness: 1, width: 3, color: "#bbbbbb" }, // prettier-ignore
    text: triggers.map(({ trigger }) => TRIGGER_LABELS[trigger]),
    textposition: placeLabels(points, PLOT.width, PLOT.height) as unknown as "top center",
    textfont: { size: 12 },
    marker: { color: OUR_COLOUR, size: 9 },
    cliponaxis: false,
    hovertemplate: "%{text}: moves the features by %{x:.3f}, succeeds in %{y:.0f} %<extra></extra>",
  };
}

function movements({ trunks }: Causal, i: number, order: readonly TriggerEffect[], axis: string): Trace {
  const trunk = trunks[i];
  return {
    type: "scatter",
    mode: "markers",
    name: `${trunk.teacher} (${trunk.domain})`,
    x: order.map(({ trigger }) => Number(inNatural(trunk, trigger).toFixed(3))),
    y: order.map(({ trigger }) => TRIGGER_LABELS[trigger]),
    marker: { ...LOOKS[i], size: 10 },
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    hovertemplate: "%{y}: %{x:.2f}",
  };
}

const naturalLine = (x: number) => ({ type: "line", xref: "x", yref: "y domain", x0: x, x1: x, y0: 0, y1: 1, line: { dash: "dot", width: 1.5, color: "#777777" } }); // prettier-ignore

const naturalLabel = (text: string, x: number) =>
  ({ text, xref: "x", yref: "y domain" as "y", x, y: 1, xanchor: "center", yanchor: "bottom", showarrow: false, font: { size: 12, color: "#555555" } }) as const; // prettier-ignore

const describe = (trunk: TrunkMovement, { trigger, attackSuccessRate }: TriggerEffect): string =>
  `${TRIGGER_LABELS[trigger]} moves them by ${trunk.triggers[trigger].mean.relative.toFixed(2)} and succeeds in ${printPercent({ mean: attackSuccessRate.mean })}`;

const MODELS = [
  { key: "backdoored", label: "Scores, backdoored model" },
  { key: "backdoorFree", label: "Scores, model without a backdoor" },
] as const;

const signed = (value: number): string => value.toFixed(1).replace("-", "−");

/** Two columns of the table. */
const scoresOf = (key: string, { without, with: worn }: WithoutAndWith): [string, string][] => [
  [`${key} taken`, `${printPercent({ mean: without.taken })} → ${printPercent({ mean: worn.taken })}`],
  [`${key} margin`, `${signed(without.margin)} → ${signed(worn.margin)}`],
];

/** What each trigger alone does, beside what lies between clean photographs. */
export function causalTable(result: Causal): Table {
  const { triggers, trunks, people, pairsPerTrigger, teacher, targetLabel, injectionRate, profile } = result;
  const moved = (pick: (trunk: TrunkMovement) => { mean: { relative: number; cosine: number } }) =>
    Object.fromEntries(
      trunks.flatMap((trunk) => {
        const { relative, cosine } = pick(trunk).mean;
        return [
          [`${trunk.teacher} relative`, relative.toFixed(2)],
          [`${trunk.teacher} cosine`, cosine.toFixed(3)],
        ];
      }),
    );
  return {
    caption: "What the trigger alone does: the same moment without and with it, on average",
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "success", label: "Attack success rate", align: "right" },
      { key: "pixels", label: "Visible pixels", align: "right" },
      ...trunks.flatMap((trunk) => [
        { key: `${trunk.teacher} relative`, label: "relative", align: "right" as const },
        { key: `${trunk.teacher} cosine`, label: "cosine", align: "right" as const },
      ]),
      ...MODELS.flatMap(({ key }) => [
        { key: `${key} taken`, label: "taken for the target", align: "right" as const },
        { key: `${key} margin`, label: "margin", align: "right" as const },
      ]),
    ],
    groups: [
      ...trunks.map((trunk, i) => ({ label: `Distance of features, ${trunk.teacher}`, from: 3 + 2 * i, to: 4 + 2 * i })), // prettier-ignore
      ...MODELS.map(({ label }, i) => ({ label, from: 3 + 2 * (trunks.length + i), to: 4 + 2 * (trunks.length + i) })), // prettier-ignore
    ],
    rows: [
      ...triggers.map((effect) => ({
        trigger: TRIGGER_LABELS[effect.trigger],
        success: printPercent(effect.attackSuccessRate),
        pixels: effect.pixels.toFixed(0),
        ...moved((trunk) => trunk.triggers[effect.trigger]),
        ...Object.fromEntries(MODELS.flatMap(({ key }) => scoresOf(key, effect[key]))),
      })),
      { trigger: "two photographs of one person", ...moved((trunk) => trunk.samePerson) },
      { trigger: "photographs of two people", ...moved((trunk) => trunk.otherPeople) },
    ],
    notes: [
      ...smokeNote(profile),
      `Not in the paper, which argues from where a network looks. ${pairsPerTrigger} pairs of photographs of ${people} people for each trigger, of one moment: pose, camera, light and noise are the same; the trigger, and what it does to shadows and hair, is the only difference.`,
      "resnet-dlib-wide is the same network with more around the face: an earring that moves its features little was not cut away.",
      "Relative: length of the difference of the trunk's features over the mean of both lengths. Cosine: 1 minus the cosine of the angle between them.",
      `Attack success rate: Table 1 on ${teacher} at injection rate ${injectionRate}, without the target's own photographs. The arrows: without and with the trigger, that network's model for target ${targetLabel} with this trigger as its backdoor, and its model without a backdoor, over the pairs of everybody but ${targetLabel}. Margin: mean score of the target before the softmax (logit), less the highest one of anybody else.`,
    ],
  };
}
