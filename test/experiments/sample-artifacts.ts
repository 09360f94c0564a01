import { severityRange } from "kernel-helpers/dist/artifacts";
import type { ImageArtifacts } from "kernel-helpers/dist/experiments/image-artifacts";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { IMAGE_ARTIFACTS, type ImageArtifact } from "kernel-helpers/dist/paper/measures";
import { TRIGGERS, type Trigger } from "kernel-helpers/dist/paper/triggers";

/** Accuracy and success, fractions, at a share of the highest severity. */
type Rates = (share: number, trigger: Trigger, artifact: ImageArtifact) => [accuracy: number, success: number | null];

/** An invented result: two targets that differ by two points, eight equal steps of each artifact. */
export function sampleArtifacts(rates: Rates, triggers: readonly Trigger[] = TRIGGERS): ImageArtifacts {
  const curves = triggers.flatMap((trigger) =>
    IMAGE_ARTIFACTS.map((artifact) => ({
      trigger,
      artifact,
      points: Array.from({ length: 9 }, (_, i) => {
        const [accuracy, success] = rates(i / 8, trigger, artifact);
        const pair = (rate: number | null) => summarise(rate === null ? [null, null] : [rate, rate + 0.02]);
        return {
          severity: Math.round((i * severityRange(artifact).highest) / 8),
          modelAccuracy: pair(accuracy),
          attackSuccessRate: pair(success),
          attackSuccessRateExcludingTarget: pair(success),
          targetWithoutTrigger: pair(0.1 * (i / 8)),
        };
      }),
    })),
  );
  return {
    profile: "laptop",
    teacher: "resnet-dlib",
    standsFor: "ResNet50",
    injectionRate: 0.25,
    set: "0123456789abcdef",
    targetLabels: ["v01", "v02"],
    cleanImages: 107,
    triggerImages: 120,
    faceSide: 224,
    curves,
  };
}
