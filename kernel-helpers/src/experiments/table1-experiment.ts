import type { ImageSet } from "../dataset/image-set";
import { trainingCount } from "../dataset/split";
import { poisonCount } from "../poisoning/bad-nets";
import { checkRates, countOf } from "./check-rates";
import { costsOf } from "./costs";
import type { Experiment } from "./experiment";
import { networksEntries } from "./measures";
import { modelExperiment, VOLUNTEERS, type ModelGroup } from "./model-experiment";
import { judgedTeachers } from "./networks";
import type { Profile } from "./profiles";
import { planTable1, readTable1, settingsFor, type Table1, type Table1Networks, type Table1Settings } from "./table1"; // prettier-ignore

/** Table 1 on one teacher: the profile with the views that its training images have. */
export interface Table1Part {
  profile: Profile;
  settings: Table1Settings;
}

/** What may be asked for instead of the paper's. */
export type Table1Choice = Partial<Pick<Table1Settings, "injectionRate" | "seed">> & {
  /** By name; default: the networks that the claims are judged on. */
  teachers?: readonly string[];
};

/** Table 1 and Figure 1, from the volunteers' photographs to the rates of every model on each network. */
export const table1Experiment = ({ teachers, ...changes }: Table1Choice = {}): Experiment<Table1Networks> =>
  networksExperiment({
    id: "table1",
    parts: (profile) =>
      (teachers ?? judgedTeachers()).map((teacher) => ({ profile, settings: settingsFor(teacher, changes) })),
    measures: networksEntries,
  });

interface NetworksPlan extends Pick<Experiment<Table1Networks>, "id" | "onDemand" | "measures"> {
  parts: (profile: Profile) => readonly Table1Part[];
}

/** Table 1 on several networks. */
export function networksExperiment({ parts, ...plan }: NetworksPlan): Experiment<Table1Networks> {
  return modelExperiment({
    ...plan,
    images: VOLUNTEERS,
    check: (profile) => checkRates(profile, [...new Set(parts(profile).map(({ settings }) => settings.injectionRate))]),
    groups: (profile) => parts(profile).map(modelsOf),
    resultOf: (set, profile) => resultOf(set, profile, parts(profile)),
  });
}

/** The tables from stored records; undefined while a model is missing. */
function resultOf(set: ImageSet, { name }: Profile, parts: readonly Table1Part[]): Table1Networks | undefined {
  const tables: Table1[] = [];
  for (const { profile, settings } of parts) {
    const table = readTable1(set, profile, settings);
    if (!table) return undefined;
    tables.push(table);
  }
  return { profile: name, tables };
}

/** A teacher's models, with what its trunk takes for all of them. */
function modelsOf({ profile, settings }: Table1Part): ModelGroup {
  const total = 1 + profile.triggers.length * profile.targetLabels;
  const clean = trainingCount(countOf(profile, (condition) => condition === "clean"));
  const trained = clean + profile.triggers.length * poisonCount(clean, settings.injectionRate);
  const views = trained * profile.views + countOf(profile, () => true);
  const { view, head } = costsOf(settings.teacher);
  return {
    what: `models of ${settings.teacher}`,
    total,
    cpuSeconds: head + (views * view) / total,
    specs: (set) => planTable1(set, profile, settings).flatMap(({ specs }) => specs),
  };
}

/** CPU seconds of a model of the default teacher with its share of the features. */
export const TABLE1_MODEL_SECONDS = 18;
