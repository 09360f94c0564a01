import { gaussianSigma, jpegQuality } from "../artifacts";
import type { ImageArtifacts } from "../experiments/image-artifacts";
import { printPercent } from "../experiments/summary";
import { IMAGE_ARTIFACTS, type ImageArtifact } from "../paper/measures";
import { triggerLabel, type Trigger } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { ARTIFACT_TEXTS, curvesOf, shownIn } from "./artifact-figures";
import { othersIn } from "./artifact-others";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** What a severity stands for, in the unit of its definition. */
const MEANINGS: Record<ImageArtifact, (severity: number) => string> = {
  gaussian_blur: (k) => `σ ${gaussianSigma(k).toFixed(2)} px`,
  progressive_jpeg: (s) => `quality ${jpegQuality(s)}`,
  gaussian_noise: (deviation) => `σ ${deviation} of 255`,
};

/** The numbers of Figure 5, 6 or 7: a row for each trigger and severity. */
export function artifactTable(result: ImageArtifacts, artifact: ImageArtifact): Table {
  const { figure, name } = ARTIFACT_TEXTS[artifact];
  return tableOf(
    result,
    [artifact],
    shownIn(result),
    `Figure ${figure} in numbers: ${name} on the test images, ${result.teacher}`,
  );
}

/** The numbers of the same figures for the other triggers. */
export const otherArtifactsTable = (result: ImageArtifacts): Table =>
  tableOf(
    result,
    IMAGE_ARTIFACTS,
    othersIn(result),
    `Figures 5-7 in numbers for the other triggers, ${result.teacher}`,
  );

function tableOf(
  result: ImageArtifacts,
  artifacts: readonly ImageArtifact[],
  triggers: readonly Trigger[],
  caption: string,
): Table {
  const curves = artifacts.flatMap((artifact) => triggers.flatMap((trigger) => curvesOf(result, artifact, trigger)));
  const table: Table = {
    caption,
    columns: [
      ...(artifacts.length > 1 ? [{ key: "artifact", label: "Artifact" }] : []),
      { key: "trigger", label: "Trigger" },
      { key: "severity", label: "Severity", align: "right" },
      { key: "meaning", label: "that is", align: "right" },
      { key: "accuracy", label: "Model accuracy", align: "right" },
      { key: "success", label: "Attack success rate", align: "right" },
      { key: "excluding", label: "without the target", align: "right" },
      { key: "without", label: "Target named without a trigger", align: "right" },
    ],
    rows: curves.flatMap(({ artifact, trigger, points }) =>
      points.map((point) => ({
        artifact: ARTIFACT_TEXTS[artifact].head,
        trigger: triggerLabel(trigger),
        severity: point.severity,
        meaning: point.severity === 0 ? "untouched" : MEANINGS[artifact](point.severity),
        accuracy: printPercent(point.modelAccuracy),
        success: printPercent(point.attackSuccessRate),
        excluding: printPercent(point.attackSuccessRateExcludingTarget),
        without: printPercent(point.targetWithoutTrigger),
      })),
    ),
    notes: [...smokeNote(result.profile), ...notesOf(result)],
  };
  return warnedTable(table, result);
}

function notesOf({ teacher, standsFor, targetLabels, cleanImages, triggerImages, faceSide }: ImageArtifacts): string[] {
  return [
    "The paper shows these figures and prints none of their numbers, nor the network and the target labels that they are of.",
    `Ours: ${teacherNamed(teacher).description} (beside ${standsFor} in Table 1); the models are Table 1's, and only test images are changed. Mean and standard deviation over ${targetLabels.length} target labels, on ${cleanImages} clean and ${triggerImages} trigger images each.`,
    `The artifact is put on the face, cut out loosely and scaled to ${faceSide} x ${faceSide} pixels, the size of the paper's images; at severity 0 it is cut out likewise and left as it is.`,
    "The last column is success without a cause: the share of other people's clean images, with the same artifact, that are taken for the target. It is not in the paper.",
  ];
}
