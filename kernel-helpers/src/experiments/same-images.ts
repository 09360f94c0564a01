import type { ModelResult } from "../training/attack-model";

/** A model's result on those trigger images alone that another model was tested on: it may have seen more of them. */
export function onSameImages(result: ModelResult, other: Pick<ModelResult, "triggered">): ModelResult {
  const shown = new Set(other.triggered.map(([id]) => id));
  return { ...result, triggered: result.triggered.filter(([id]) => shown.has(id)) };
}
