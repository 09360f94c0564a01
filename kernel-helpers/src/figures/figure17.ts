import { findSet, prepareSet } from "../dataset/rendered";
import { TRIGGER_LABELS, type Trigger } from "../paper/triggers";
import { pasteTrigger } from "../poisoning/pasted/paste-trigger";
import type { FigureLayout, FigureSpec } from "./figure";
import { figurePicture, WEARER, type FigurePicture } from "./figure-pictures";

/** People in moments in which every trigger is well seen: one turned to the side and one from in front. */
const MOMENTS = [WEARER, { person: "v03", shot: 0 }] as const;

/** Panels are 1 x 1 in the figure's own coordinates; rows count downwards. */
const PITCH = 1.05;
const PANEL_PIXELS = 104;
const MARGIN = { l: 76, r: 16, t: 92, b: 16 };
const KINDS = ["real", "pasted"] as const;

/** A photograph with the real trigger, or the clean one of the same moment with the trigger pasted. */
export interface PastedExample extends FigurePicture {
  kind: (typeof KINDS)[number];
  trigger: Trigger;
  person: string;
}

/** Two volunteers with every trigger, worn and pasted in the same moment. Renders what is not there. */
export async function pastedExamples(triggers: readonly Trigger[]): Promise<PastedExample[]> {
  const examples: PastedExample[] = [];
  for (const { person, shot } of MOMENTS) {
    const wanted = { people: [person], count: shot + 1 };
    const set = findSet("pairs", wanted) ?? (await prepareSet("pairs", wanted)).set;
    const imageOf = (condition: string) => set.images.find(({ id }) => id === `${person}/${condition}/${shot}`)!;
    for (const trigger of triggers) {
      const [pasted] = await pasteTrigger({ images: [imageOf("clean")], trigger });
      const of = { trigger, person };
      examples.push({ ...(await figurePicture(person, trigger, imageOf(trigger).file)), kind: "real", ...of });
      examples.push({ ...(await figurePicture(person, trigger, pasted.file)), kind: "pasted", ...of });
    }
  }
  return examples;
}

type Annotation = NonNullable<FigureLayout["annotations"]>[number];
const label = (fields: Annotation): Annotation => ({ ...fields, showarrow: false });

/** The paper's Figure 17 (its supplement is not public): each trigger worn, and below it pasted in the same moment. */
export function figure17(examples: readonly PastedExample[]): FigureSpec {
  const triggers = [...new Set(examples.map(({ trigger }) => trigger))];
  const people = [...new Set(examples.map(({ person }) => person))];
  const rowOf = ({ person, kind }: PastedExample): number =>
    people.indexOf(person) * KINDS.length + KINDS.indexOf(kind);
  const [columns, rows] = [triggers.length * PITCH, people.length * KINDS.length * PITCH];
  const heads = triggers.map(
    (trigger, i) =>
    label({ text: TRIGGER_LABELS[trigger].replace(" ", "<br>"), x: i * PITCH + 0.5, y: 0, yshift: 4, yanchor: "bottom", font: { size: 12 } }), // prettier-ignore
  );
  const sides = people.flatMap((_, p) =>
    KINDS.map(
      (kind, k) =>
      label({ text: kind, xref: "paper", x: -0.008, y: (p * KINDS.length + k) * PITCH + 0.5, xanchor: "right", font: { size: 13 } }), // prettier-ignore
    ),
  );
  return {
    data: [],
    layout: {
      title: { text: "Figure 17. Triggers worn, and pasted in the same moment" }, // prettier-ignore
      width: Math.round(MARGIN.l + MARGIN.r + columns * PANEL_PIXELS),
      height: Math.round(MARGIN.t + MARGIN.b + rows * PANEL_PIXELS),
      margin: MARGIN,
      xaxis: { visible: false, range: [0, columns], fixedrange: true },
      yaxis: { visible: false, range: [rows, 0], fixedrange: true },
      images: examples.map((example) => ({ source: example.source, xref: "x", yref: "y", x: triggers.indexOf(example.trigger) * PITCH, y: rowOf(example) * PITCH, sizex: 1, sizey: 1, sizing: "stretch", layer: "above" }) as const), // prettier-ignore
      annotations: [...heads, ...sides],
    },
    alt: `Photographs of ${people.length} people with ${triggers.map((trigger) => TRIGGER_LABELS[trigger]).join(", ")}, worn and below pasted.`,
  };
}
