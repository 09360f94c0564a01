import { printPercent } from "../experiments/summary";
import { WHOLE, type TriggerVisibility } from "../experiments/trigger-visibility";
import type { VisibilityResult } from "../experiments/visibility-experiment";
import { TRIGGER_LABELS } from "../paper/triggers";
import type { Table, TableValue } from "./table";

const COLUMNS = [
  { key: "meanInside", label: "inside", digits: 0 },
  { key: "whole", label: "whole", digits: 0 },
  { key: "meanOfCrop", label: "of the crop", digits: 1 },
] as const;

/** How much of each trigger every teacher's crop shows: a row for each trigger. */
export function visibilityTable({ teachers, profile }: VisibilityResult): Table {
  const triggers = teachers[0].triggers.map(({ trigger }) => trigger);
  const rows = triggers.map((trigger, row) => {
    const values: Record<string, TableValue> = { trigger: TRIGGER_LABELS[trigger] };
    for (const { teacher, triggers: seen } of teachers) {
      for (const { key, digits } of COLUMNS) values[`${teacher} ${key}`] = percent(seen[row][key], digits);
    }
    return values;
  });
  return {
    caption: "How much of each trigger the networks are shown",
    columns: [
      { key: "trigger", label: "Trigger" },
      ...teachers.flatMap(({ teacher }) =>
        COLUMNS.map(({ key, label }) => ({ key: `${teacher} ${key}`, label, align: "right" as const })),
      ),
    ],
    groups: teachers.map(({ teacher }, i) => ({ label: teacher, from: 1 + 3 * i, to: 3 + 3 * i })),
    rows,
    notes: [
      ...(profile === "smoke" ? ["Smoke profile: a part of the photographs."] : []),
      `Over all photographs of people who wear the trigger. “Inside”: mean share of the trigger's pixels in the photograph that lie inside the network's crop; “whole”: photographs with at least ${100 * WHOLE} % of them inside; “of the crop”: the trigger's mean share of the crop's area.`,
      ...teachers.flatMap(({ teacher, triggers: seen }) => nothingNote(teacher, seen)),
      "Not in the paper, which says nothing of crops. vgg16-imagenet takes the loose crop of mobilenet-vggface2, networks that are pretrained here the same one as each other. resnet-dlib-wide is our control, with more around the face.",
    ],
  };
}

function nothingNote(teacher: string, seen: readonly TriggerVisibility[]): string[] {
  const missing = seen.filter(({ nothing }) => nothing > 0);
  if (missing.length === 0) return [];
  const list = missing.map(({ trigger, nothing }) => `${TRIGGER_LABELS[trigger]} ${percent(nothing, 1)}`);
  return [`Photographs whose crop for ${teacher} shows nothing of the trigger: ${list.join(", ")}.`];
}

const percent = (share: number, digits: number): string => printPercent({ mean: share }, digits);
