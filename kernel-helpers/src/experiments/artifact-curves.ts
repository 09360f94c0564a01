import { labelOf, type ImageSet } from "../dataset/image-set";
import type { ImageArtifact } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import { ratesOf, type Prediction, type Rates } from "../training/attack-model";
import { predictionsIn, type DistortedAnswers, type DistortedTest } from "./distorted-models";
import { isUnder } from "./image-artifacts-plan";
import { summarise, type Summary } from "./summary";

/** One severity, over the target labels. */
export interface ArtifactPoint extends Record<keyof Rates, Summary> {
  /** 0 is the untouched face. */
  severity: number;
  /** Share of the clean test images of other people that are taken for the target: success without any trigger. */
  targetWithoutTrigger: Summary;
}

/** What an artifact does to the models of one trigger. */
export interface ArtifactCurve {
  trigger: Trigger;
  artifact: ImageArtifact;
  /** By severity, from 0. */
  points: ArtifactPoint[];
}

/** A model's test, and its answers. */
export interface TestedModel {
  test: DistortedTest;
  answers: DistortedAnswers;
}

/** The curve of several models, one for each target label, tested under the same conditions. */
export function artifactCurve(
  set: ImageSet,
  { trigger, artifact }: Pick<ArtifactCurve, "trigger" | "artifact">,
  models: readonly TestedModel[],
): ArtifactCurve {
  const { conditions } = models[0].test;
  const points = conditions.flatMap((condition, at): ArtifactPoint[] =>
    isUnder(artifact, condition) ? [{ severity: condition?.severity ?? 0, ...pointOf(set, models, at) }] : [],
  );
  return { trigger, artifact, points };
}

function pointOf(set: ImageSet, models: readonly TestedModel[], condition: number): Omit<ArtifactPoint, "severity"> {
  const rates = models.map(({ test, answers }) => {
    const { targetLabel } = test.spec.attack!;
    const predictions = predictionsIn(test, answers, condition);
    return { ...ratesOf(set, predictions, targetLabel), without: takenFor(set, targetLabel, predictions.clean) };
  });
  return {
    modelAccuracy: summarise(rates.map((r) => r.modelAccuracy)),
    attackSuccessRate: summarise(rates.map((r) => r.attackSuccessRate)),
    attackSuccessRateExcludingTarget: summarise(rates.map((r) => r.attackSuccessRateExcludingTarget)),
    targetWithoutTrigger: summarise(rates.map((r) => r.without)),
  };
}

/** Share of other people's images that are taken for the target; null where there are none, or the training diverged. */
function takenFor(set: ImageSet, targetLabel: string, predictions: readonly Prediction[]): number | null {
  const target = labelOf(set, targetLabel);
  const others = predictions.filter(([id]) => !id.startsWith(`${targetLabel}/`));
  return others.length > 0 ? others.filter(([, predicted]) => predicted === target).length / others.length : null;
}
