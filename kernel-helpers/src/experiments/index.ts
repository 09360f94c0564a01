import { attention, attentionTeachers } from "./attention-experiments";
import { causal } from "./causal";
import { cleanseLength } from "./cleanse-length";
import { defenses } from "./defenses";
import { digitalInjection } from "./digital-injection";
import { isComplete, type Experiment } from "./experiment";
import { imageArtifacts } from "./image-artifacts";
import { injectionRatesExperiment } from "./injection-rates";
import { learningRateChoice } from "./learning-rate-choice";
import { learningRates } from "./learning-rates";
import { locations } from "./locations";
import { missesExperiment } from "./misses-experiment";
import { objects } from "./objects";
import { partialControl } from "./partial-control";
import { pretrainingExperiment } from "./pretraining-experiment";
import { onAndOffFace } from "./on-and-off-face";
import type { Profile } from "./profiles";
import { realismExperiment } from "./realism-experiment";
import { removalControl } from "./removal-control";
import { table1Experiment } from "./table1-experiment";
import { table1Teachers } from "./table1-teachers";
import { visibilityExperiment } from "./visibility-experiment";
import { widerCrop } from "./wider-crop";

/** All experiments with the paper's own settings, in the order in which they run. */
export const EXPERIMENTS: readonly Experiment[] = [
  realismExperiment,
  pretrainingExperiment(),
  learningRateChoice,
  table1Experiment(),
  learningRates,
  injectionRatesExperiment(),
  objects,
  visibilityExperiment,
  missesExperiment,
  widerCrop,
  imageArtifacts,
  attention,
  table1Teachers,
  attentionTeachers,
  locations,
  onAndOffFace,
  causal,
  partialControl,
  digitalInjection,
  defenses,
  removalControl,
  cleanseLength,
];

/**
 * What runs unless something is asked for by name: all but the long ones on demand that are not stored, and those that
 * cannot be done on photographs of one's own.
 */
export const usualExperiments = (profile: Profile): Experiment[] =>
  EXPERIMENTS.filter((experiment) => !experiment.needsWorld?.(profile)).filter(
    (experiment) => !experiment.onDemand || isComplete(experiment.work(profile)),
  );

/** What cannot be done on photographs of one's own, and why: a sentence for each. */
export const skippedOn = (profile: Profile, experiments: readonly Experiment[] = EXPERIMENTS): string[] =>
  experiments.flatMap((experiment) => experiment.needsWorld?.(profile) ?? []);
