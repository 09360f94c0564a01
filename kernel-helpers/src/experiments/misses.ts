import { labelOf, type ImageSet } from "../dataset/image-set";
import type { Trigger } from "../paper/triggers";
import type { ModelResult, ModelSpec } from "../training/attack-model";

/** What of a photograph may hide a trigger. */
export const VARIABLES = ["yawDegrees", "distanceMetres", "triggerPixels"] as const;
export type Variable = (typeof VARIABLES)[number];
export type ViewOfTrigger = Record<Variable, number>;

/** Photographs with about the same value of a variable. */
export interface Bin {
  /** Mean of the variable over them. */
  value: number;
  /** How many times one of them was shown to a model. */
  shown: number;
  /** Share of these times in which the model named its target, a fraction. */
  success: number;
}

/** When the attack succeeds with one trigger, over the photographs that its models never saw. */
export interface SuccessByView {
  trigger: Trigger;
  shown: number;
  success: number;
  /** As many photographs in each bin, ascending. */
  bins: Record<Variable, Bin[]>;
}

/** Bins of each variable, where there are photographs enough for them. */
const BINS = 5;

interface Shown {
  view: ViewOfTrigger;
  isHit: boolean;
}

/**
 * Every held-out photograph that a model of this trigger was shown, but those of the model's own target, whom it names
 * without any trigger.
 */
export function shownTo(
  set: ImageSet,
  models: readonly { spec: ModelSpec; result: ModelResult }[],
  viewOf: (imageId: string) => ViewOfTrigger,
): Shown[] {
  return models.flatMap(({ spec, result }) => {
    const { targetLabel } = spec.attack!;
    const target = labelOf(set, targetLabel);
    const others = result.triggered.filter(([id]) => !id.startsWith(`${targetLabel}/`));
    return others.map(([id, predicted]) => ({ view: viewOf(id), isHit: predicted === target }));
  });
}

/** Success by each variable; undefined where no photograph was shown, since every training diverged. */
export function successByView(trigger: Trigger, shown: readonly Shown[]): SuccessByView | undefined {
  if (shown.length === 0) return undefined;
  const bins = Object.fromEntries(
    VARIABLES.map((variable) => [
      variable,
      equalBins(shown.map(({ view, isHit }) => ({ value: view[variable], isHit }))),
    ]),
  ) as Record<Variable, Bin[]>;
  return { trigger, shown: shown.length, success: shareOf(shown), bins };
}

/** Equal numbers of photographs by ascending value; fewer bins than `BINS` where there are few photographs. */
function equalBins(items: readonly { value: number; isHit: boolean }[]): Bin[] {
  const sorted = [...items].sort((a, b) => a.value - b.value);
  const count = Math.min(BINS, sorted.length);
  return Array.from({ length: count }, (_, i) => {
    const part = sorted.slice(Math.round((i * sorted.length) / count), Math.round(((i + 1) * sorted.length) / count));
    const value = part.reduce((sum, item) => sum + item.value, 0) / part.length;
    return { value, shown: part.length, success: shareOf(part) };
  });
}

const shareOf = (items: readonly { isHit: boolean }[]): number =>
  items.filter(({ isHit }) => isHit).length / items.length;
