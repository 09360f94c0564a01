import type { ArtifactCurve } from "../experiments/artifact-curves";
import type { ImageArtifacts } from "../experiments/image-artifacts";
import { printPercent } from "../experiments/summary";
import { triggerLabel } from "../paper/triggers";
import { ARTIFACT_TEXTS } from "./artifact-figures";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** From this loss on, a fraction, accuracy counts as broken: the threshold of claim C28. */
const BROKEN = 0.1;

/**
 * Whether the attack outlives the recognition: for each trigger and artifact the lowest tested severity at which the
 * accuracy is ten points below that of untouched faces, and what is left of the attack there.
 */
export function breakingTable(result: ImageArtifacts): Table {
  const table: Table = {
    caption: `Where accuracy breaks, and what is left of the attack there: ${result.teacher}`,
    columns: [
      { key: "artifact", label: "Artifact" },
      { key: "trigger", label: "Trigger" },
      { key: "severity", label: "Severity", align: "right" },
      { key: "accuracy", label: "Model accuracy", align: "right" },
      { key: "before", label: "untouched", align: "right" },
      { key: "success", label: "there", align: "right" },
      { key: "without", label: "Target named without a trigger", align: "right" },
    ],
    groups: [{ label: "Attack success rate", from: 4, to: 5 }],
    rows: [...result.curves].sort(byArtifact).map(({ artifact, trigger, points }) => {
      const at = breakingPoint(points);
      return {
        artifact: ARTIFACT_TEXTS[artifact].head,
        trigger: triggerLabel(trigger),
        severity: at?.severity ?? "none",
        accuracy: printPercent((at ?? points.at(-1)!).modelAccuracy),
        before: printPercent(points[0].attackSuccessRate),
        success: printPercent((at ?? points.at(-1)!).attackSuccessRate),
        without: printPercent((at ?? points.at(-1)!).targetWithoutTrigger),
      };
    }),
    notes: [
      ...smokeNote(result.profile),
      `Not in the paper. The lowest tested severity at which the accuracy is ${100 * BROKEN} points below that of untouched faces; "none" where it never is, with the numbers of the highest severity.`,
    ],
  };
  return warnedTable(table, result);
}

/** The first point whose accuracy is broken; undefined where none is, or the trainings diverged. */
export function breakingPoint(points: ArtifactCurve["points"]): ArtifactCurve["points"][number] | undefined {
  const before = points[0].modelAccuracy.mean;
  return points.find(
    ({ modelAccuracy: { mean } }) => before !== null && mean !== null && before - mean >= BROKEN - 1e-9,
  );
}

const ORDER = Object.keys(ARTIFACT_TEXTS);
const byArtifact = (a: ArtifactCurve, b: ArtifactCurve): number =>
  ORDER.indexOf(a.artifact) - ORDER.indexOf(b.artifact);
