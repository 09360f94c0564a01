import type { Experiment } from "./experiment";
import { injectionRatesExperiment } from "./injection-rates";
import { learningRates } from "./learning-rates";
import { realismExperiment } from "./realism-experiment";
import { table1Experiment } from "./table1-experiment";
import { visibilityExperiment } from "./visibility-experiment";
import { widerCrop } from "./wider-crop";

/** All experiments with the paper's own settings, in the order in which `paper all` runs them. */
export const EXPERIMENTS: readonly Experiment[] = [
  realismExperiment,
  table1Experiment(),
  learningRates,
  injectionRatesExperiment(),
  visibilityExperiment,
  widerCrop,
];
