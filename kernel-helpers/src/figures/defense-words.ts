import { CONTROL_SHARE, type DefendedTrigger } from "../experiments/defenses-plan";
import type { Defenses } from "../experiments/defenses-result";
import type { DefenseCell } from "../experiments/defenses-summary";
import { printPercent, type Summary } from "../experiments/summary";
import { TRIGGER_LABELS } from "../paper/triggers";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import { teacherNamed } from "../teachers";
import { smokeNote } from "./smoke-note";

/** Names of triggers, the digital one among them. */
export const defendedLabel = (trigger: DefendedTrigger): string =>
  trigger === DIGITAL_PATCH ? "Digital patch" : TRIGGER_LABELS[trigger];

/** A trigger and, where it was asked for, the poison's share of its target class. */
export const cellLabel = ({ trigger, share }: Pick<DefenseCell, "trigger" | "share">): string =>
  share === null ? defendedLabel(trigger) : `${defendedLabel(trigger)}, ${printPercent({ mean: share })} poison`;

/** Over models that all trained: nothing diverges here, so an absent number is one that is undefined. */
export const rate = (summary: Summary): string | null => (summary.mean === null ? null : printPercent(summary));

/** Percent points with a sign. */
export function points({ mean, std }: Summary): string | null {
  if (mean === null) return null;
  const text = (100 * mean).toFixed(0).replace(/^-0$/, "0").replace("-", "−");
  return std === null ? text : `${text}±${(100 * std).toFixed(0)}`;
}

/** The poison's share of the target class, a fraction. */
export const poisonShare = ({ cleanInTarget, poison }: DefenseCell): number => poison / (cleanInTarget + poison);

/** What stands under every table of section 8. */
export function commonNotes({ teacher, profile, table, people, cleanCount, injectionRate }: Defenses): string[] {
  const { standsFor } = teacherNamed(teacher);
  const [first] = table;
  const targets = first.targetLabels.length;
  return [
    ...smokeNote(profile),
    `Ours: students on ${teacher} (in ${standsFor}'s place in Table 1), Table 1's models at injection rate ${injectionRate}, mean and standard deviation over ${targets} of ${people} target labels; the paper's are over ten, on a network that it does not name.`,
    `${first.poison.toFixed(0)} of the ${(first.poison + first.cleanInTarget).toFixed(0)} training images that are labelled as the target are poison, ${printPercent({ mean: poisonShare(first) })}, beside ${cleanCount} clean ones in all. Chance is what as many images of that class, flagged at random, would find; the ceiling is what no choice of as many could exceed: our analysis, not the paper's.`,
    `Digital patch: a white square in the middle of the aligned face (in a corner this network hardly learns it), at the same rate and at ${printPercent({ mean: CONTROL_SHARE })} of its target class, where the defenses should succeed.`,
  ];
}
