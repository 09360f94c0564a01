import { findRendered, prepareRendered, renderedState } from "../dataset/rendered";
import { checkRates } from "./check-rates";
import type { Experiment, ExperimentOptions } from "./experiment";
import { table1Entries } from "./measures";
import type { Profile } from "./profiles";
import { modelRecord } from "./run-models";
import { planTable1, readTable1, runTable1, TABLE1_DEFAULTS, type Table1, type Table1Settings } from "./table1";
import { IMAGE_SECONDS, workDone } from "./work";

/** CPU seconds of a model with its share of the features. */
const MODEL_SECONDS = 18;

/** Table 1 and Figure 1, from the volunteers' photographs to the rates of every model. */
export function table1Experiment(settings: Table1Settings = TABLE1_DEFAULTS): Experiment<Table1> {
  return {
    id: "table1",
    work: (profile) => workOf(profile, settings),
    run: (profile, options) => run(profile, settings, options),
    read: (profile) => {
      const set = findRendered(profile);
      return set && readTable1(set, profile, settings);
    },
    measures: table1Entries,
  };
}

function workOf(profile: Profile, settings: Table1Settings) {
  const set = findRendered(profile);
  const total = 1 + profile.triggers.length * profile.targetLabels;
  const specs = set ? planTable1(set, profile, settings).flatMap((cell) => cell.specs) : [];
  const done = specs.filter((spec) => modelRecord(set!, spec)).length;
  return [
    { what: "images", ...renderedState(profile), cpuSeconds: IMAGE_SECONDS },
    { what: "models", done, total, cpuSeconds: MODEL_SECONDS },
  ];
}

async function run(profile: Profile, settings: Table1Settings, options: ExperimentOptions = {}) {
  checkRates(profile, [settings.injectionRate]);
  const images = await prepareRendered(profile, options);
  const { table, report } = await runTable1(images.set, profile, { settings, ...options });
  return { result: table, work: workDone(images, report) };
}
