import type { ImageSet } from "../dataset/image-set";
import type { Trigger } from "../paper/triggers";
import { resnetDlib } from "../teachers/resnet-dlib";
import { resnetDlibWide } from "../teachers/resnet-dlib-wide";
import type { Experiment, ExperimentResult } from "./experiment";
import { modelExperiment, VOLUNTEERS } from "./model-experiment";
import type { Profile } from "./profiles";
import { planTable1, readTable1, TABLE1_DEFAULTS, type Table1 } from "./table1";

/** The trigger at the edge of the usual crop, and one in its middle, for which more around the face is no gain. */
const TRIGGERS: readonly Trigger[] = ["earrings", "dots"];
/** CPU seconds of a model with its share of the features. */
const MODEL_SECONDS = 20;

/** The same attacks with the usual crop and with a wider one. */
export interface WiderCrop extends ExperimentResult {
  usual: Table1;
  wide: Table1;
}

/** Whether earrings fail because they were cut away. Not in the paper. */
export const widerCrop: Experiment<WiderCrop> = modelExperiment({
  id: "wider-crop",
  needsWorld: (profile) =>
    triggersOf(profile).length > 0 ? undefined : "your photographs have neither earrings nor dots",
  images: VOLUNTEERS,
  groups: (profile) => [
    {
      what: "models",
      total: 2 * (1 + triggersOf(profile).length * profile.targetLabels),
      cpuSeconds: MODEL_SECONDS,
      specs: (set) => specsOf(set, profile),
    },
  ],
  resultOf,
  measures: () => [],
});

const triggersOf = ({ triggers }: Profile): Trigger[] => TRIGGERS.filter((trigger) => triggers.includes(trigger));

/** Table 1 of these triggers alone, on one teacher. */
const partOf = (profile: Profile, teacher: string) => ({
  profile: { ...profile, triggers: triggersOf(profile) },
  settings: { ...TABLE1_DEFAULTS, teacher },
});

const specsOf = (set: ImageSet, whole: Profile) =>
  [resnetDlib, resnetDlibWide].flatMap(({ name }) => {
    const { profile, settings } = partOf(whole, name);
    return planTable1(set, profile, settings).flatMap(({ specs }) => specs);
  });

function resultOf(set: ImageSet, whole: Profile): WiderCrop | undefined {
  const [usual, wide] = [resnetDlib, resnetDlibWide].map(({ name }) => {
    const { profile, settings } = partOf(whole, name);
    return readTable1(set, profile, settings);
  });
  return usual && wide && { profile: whole.name, usual, wide };
}
