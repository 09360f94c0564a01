import { checkRates } from "./check-rates";
import type { Experiment } from "./experiment";
import { table1Entries } from "./measures";
import { modelExperiment, VOLUNTEERS } from "./model-experiment";
import { planTable1, readTable1, TABLE1_DEFAULTS, type Table1, type Table1Settings } from "./table1";

/** CPU seconds of a model with its share of the features. */
export const TABLE1_MODEL_SECONDS = 18;

/** Table 1 and Figure 1, from the volunteers' photographs to the rates of every model. */
export const table1Experiment = (settings: Table1Settings = TABLE1_DEFAULTS): Experiment<Table1> =>
  modelExperiment({
    id: "table1",
    images: VOLUNTEERS,
    check: (profile) => checkRates(profile, [settings.injectionRate]),
    groups: (profile) => [
      {
        what: "models",
        total: 1 + profile.triggers.length * profile.targetLabels,
        cpuSeconds: TABLE1_MODEL_SECONDS,
        specs: (set) => planTable1(set, profile, settings).flatMap(({ specs }) => specs),
      },
    ],
    resultOf: (set, profile) => readTable1(set, profile, settings),
    measures: table1Entries,
  });
