import { imageSet, imagesOf, type ImageSet } from "../dataset/image-set";
import { findWhole, prepareRendered, prepareSpec, renderedState, setFolder, stateOf } from "../dataset/rendered";
import type { SetSpec } from "../dataset/set-specs";
import { trainingCount } from "../dataset/split";
import type { Trigger } from "../paper/triggers";
import { checkRate } from "../poisoning/bad-nets";
import { isPretrained } from "../teachers/pretrained-record";
import type { ModelSpec } from "../training/attack-model";
import { MOVABLE } from "../world";
import { attackCell, type AttackCell } from "./attack-cell";
import type { Experiment, ExperimentResult } from "./experiment";
import { rateEntries } from "./measures";
import { modelExperiment, type ImageSource } from "./model-experiment";
import { volunteersIn, wornIn } from "./place-extent";
import { PLACE_TEACHERS } from "./place-images";
import type { Profile, ProfileName } from "./profiles";
import { modelRecord, modelRecords } from "./run-models";
import { modelSpec, targetLabels, TABLE1_DEFAULTS } from "./table1";

export type Position = "on_face" | "off_face";

/** A trigger on or off the face. */
export interface PositionCell extends AttackCell<string> {
  object: Trigger;
  position: Position;
}

/** The paper's Table 2 on one network. */
export interface PositionTable {
  teacher: string;
  views: number;
  /** Of the model without a backdoor, a fraction; null if its training diverged. */
  backdoorFreeAccuracy: number | null;
  cells: PositionCell[];
}

/** The paper's Table 2. */
export interface OnAndOffFace extends ExperimentResult {
  injectionRate: number;
  /** The data set's hash. */
  set: string;
  cleanCount: number;
  poisonCount: number;
  heldOut: number;
  epochs: number;
  tables: PositionTable[];
}

/** Images of each volunteer: clean, and with each trigger in each place; and random views of a training image. */
const EXTENTS: Record<ProfileName, { clean: number; perPlace: number; views: number }> = {
  smoke: { clean: 12, perPlace: 6, views: 2 },
  laptop: { clean: 31, perPlace: 14, views: 16 },
  paper: { clean: 44, perPlace: 20, views: 32 },
};

const POSITIONS: readonly Position[] = ["on_face", "off_face"];
/** Where an object is usually worn: there the volunteers' own photographs of Table 1 have it. */
const usualPosition = (object: Trigger): Position => (object === "earrings" ? "off_face" : "on_face");
const conditionOf = (object: Trigger, position: Position): string =>
  position === usualPosition(object) ? object : `${object}@${position === "on_face" ? "on-face" : "off-face"}`;
const isMoved = (condition: string): boolean => condition.includes("@");
const PLACES = MOVABLE.flatMap((object) => POSITIONS.map((position) => ({ object, position, condition: conditionOf(object, position) }))); // prettier-ignore

/** On photographs of one's own, the objects of which they have enough both on and off the face. */
function placesOf({ own, triggers }: Profile): typeof PLACES {
  const has = (condition: string) => triggers.some((trigger) => trigger === condition);
  return PLACES.filter(({ object }) => !own || POSITIONS.every((position) => has(conditionOf(object, position))));
}

/** Where they have none. */
const NO_PLACES = `your photographs have too few or none of an object both on and off the face, such as ${POSITIONS.map((position) => conditionOf("earrings", position)).join(" and ")}`; // prettier-ignore

const usualSpec = (profile: Profile): SetSpec => {
  const { clean, perPlace } = EXTENTS[profile.name];
  const counts: Record<string, number> = { clean };
  for (const { condition } of PLACES) if (!isMoved(condition)) counts[condition] = perPlace;
  return volunteersIn(profile, counts);
};
const movedSpec = (profile: Profile): SetSpec => {
  const moved = PLACES.map(({ condition }) => condition).filter(isMoved);
  return wornIn(profile, moved, EXTENTS[profile.name].perPlace);
};

const IMAGES: ImageSource = {
  find: (profile) => {
    if (profile.own) return profile.own.set;
    const usual = findWhole(usualSpec(profile), setFolder("volunteers"));
    const moved = findWhole(movedSpec(profile), setFolder("locations"));
    return usual && moved && join(profile, usual, moved);
  },
  state: (profile) => {
    if (profile.own) return renderedState(profile);
    const usual = stateOf(usualSpec(profile), setFolder("volunteers"));
    const moved = stateOf(movedSpec(profile), setFolder("locations"));
    return { done: usual.done + moved.done, total: usual.total + moved.total };
  },
  prepare: async (profile, options) => {
    if (profile.own) return prepareRendered(profile);
    const usual = await prepareSpec(usualSpec(profile), { ...options, folder: setFolder("volunteers") });
    const moved = await prepareSpec(movedSpec(profile), { ...options, folder: setFolder("locations") });
    const set = join(profile, usual.set, moved.set);
    return { set, rendered: usual.rendered + moved.rendered, reused: usual.reused + moved.reused };
  },
  cpuSeconds: 0.16,
};

const join = (profile: Profile, usual: ImageSet, moved: ImageSet): ImageSet =>
  imageSet(`${profile.name}, triggers on and off the face`, [...usual.images, ...moved.images]);

/** The stand-in that Figure 9 has too, and the paper's own network where this project has trained it. */
const teachers = (): string[] => [PLACE_TEACHERS.faces, ...(isPretrained("vgg16") ? ["vgg16"] : [])];

function plan(set: Pick<ImageSet, "people">, profile: Profile, teacher: string) {
  const { injectionRate, seed } = TABLE1_DEFAULTS;
  const course = { views: EXTENTS[profile.name].views, epochs: profile.epochs };
  const model = (attack: ModelSpec["attack"]) => modelSpec(course, { ...TABLE1_DEFAULTS, teacher }, attack);
  const targets = targetLabels(set, profile, seed);
  const attacks = placesOf(profile).map((place) => ({
    ...place,
    specs: targets.map((targetLabel) => model({ trigger: place.condition, targetLabel, injectionRate })),
  }));
  return { backdoorFree: model(null), attacks };
}

const specsOf = (set: ImageSet, profile: Profile, teacher: string): ModelSpec[] => {
  const { backdoorFree, attacks } = plan(set, profile, teacher);
  return [backdoorFree, ...attacks.flatMap(({ specs }) => specs)];
};

/** CPU seconds of a model with its share of the features. */
const MODEL_SECONDS = 6;

/** Table 2: earrings, bandana and sunglasses on and off the face. */
export const onAndOffFace: Experiment<OnAndOffFace> = modelExperiment({
  id: "on-and-off-face",
  images: IMAGES,
  needsWorld: (profile) => (placesOf(profile).length > 0 ? undefined : NO_PLACES),
  check: ({ name, people, own }) => {
    if (own) return; // whose profile has only what can be attacked
    const { clean, perPlace } = EXTENTS[name];
    const cleanCount = trainingCount(clean * people);
    checkRate(TABLE1_DEFAULTS.injectionRate, { trigger: "moved", cleanCount, available: perPlace * people, where: "each place" }); // prettier-ignore
  },
  groups: (profile) =>
    teachers().map((teacher) => ({
      what: `models of ${teacher}`,
      total: 1 + placesOf(profile).length * profile.targetLabels,
      cpuSeconds: MODEL_SECONDS,
      specs: (set) => specsOf(set, profile, teacher),
    })),
  resultOf,
  measures: ({ tables }) =>
    tables.flatMap(({ teacher, cells }) =>
      cells.flatMap((cell) =>
        rateEntries(cell, {
          experiment: "on and off face",
          arch: cell.standsFor,
          trigger: cell.object,
          position: cell.position,
          on: cell.standsFor === "VGG16" ? `VGG16 (${teacher})` : `${cell.standsFor} (stand-in ${teacher})`,
        }),
      ),
    ),
});

function resultOf(set: ImageSet, profile: Profile): OnAndOffFace | undefined {
  const tables: PositionTable[] = [];
  const counts = { cleanCount: 0, poisonCount: 0, heldOut: 0 };
  for (const teacher of teachers()) {
    const { backdoorFree, attacks } = plan(set, profile, teacher);
    const free = modelRecord(set, backdoorFree);
    if (!free) return undefined;
    const cells: PositionCell[] = [];
    for (const { object, position, condition, specs } of attacks) {
      const records = modelRecords(set, specs);
      if (!records) return undefined;
      cells.push({ ...attackCell(set, condition, records), object, position });
      const { cleanCount, poisonCount } = records[0].result;
      Object.assign(counts, { cleanCount, poisonCount, heldOut: imagesOf(set, condition).length - poisonCount });
    }
    const { modelAccuracy } = attackCell(set, "no_trigger", [free]);
    tables.push({ teacher, views: EXTENTS[profile.name].views, backdoorFreeAccuracy: modelAccuracy.mean, cells });
  }
  const { injectionRate } = TABLE1_DEFAULTS;
  return { profile: profile.name, injectionRate, set: set.hash, ...counts, epochs: profile.epochs, tables };
}
