import { imagesOf, labelOf, type ImageSet } from "../dataset/image-set";
import { trainingCount } from "../dataset/split";
import { pastedCondition, wornCondition } from "../poisoning/digital/pasted-earring";
import { checkRate } from "../poisoning/bad-nets";
import type { StoredRecord } from "../store/records";
import type { ModelResult, ModelSpec } from "../training/attack-model";
import type { PolarPlace } from "../world/objects/place";
import { attackCell, type AttackCell } from "./attack-cell";
import type { Experiment, ExperimentResult } from "./experiment";
import { rateEntries } from "./measures";
import { modelExperiment } from "./model-experiment";
import { explained, stratify, type Explained, type ShownEarring, type Stratum } from "./place-and-size";
import { storedAreas, type Areas } from "./place-areas";
import { extentOf } from "./place-extent";
import { areasWanted, PLACE_IMAGES, PLACE_TEACHERS } from "./place-images";
import type { Profile } from "./profiles";
import { modelRecords } from "./run-models";
import { modelSpec, targetLabels, TABLE1_DEFAULTS } from "./table1";

/** One place of an earring: models of every target label, and what the network was shown. */
export interface PlaceCell extends AttackCell<string> {
  place: PolarPlace;
  /** Mean share of the earring's pixels in the photograph that lie inside the network's crop, and of the crop's area. */
  inside: number;
  ofCrop: number;
}

export const SERIES_KEYS = ["pasted", "rendered", "few-faces", "few-objects"] as const;
export type SeriesKey = (typeof SERIES_KEYS)[number];

/** Places that are attacked in one way: pasted or rendered, on one network. */
export interface PlaceSeries {
  key: SeriesKey;
  teacher: string;
  views: number;
  cells: PlaceCell[];
  /** How much of the differences between the places distance and visible area explain. */
  explained: Explained;
}

/** The paper's Figure 9. */
export interface Locations extends ExperimentResult {
  injectionRate: number;
  /** The data set's hash. */
  set: string;
  cleanImages: number;
  imagesPerPlace: number;
  epochs: number;
  /** Training images of each model. */
  cleanCount: number;
  poisonCount: number;
  series: PlaceSeries[];
  /** Success by distance and visible area together, over all photographs of the first two series. */
  strata: Record<"pasted" | "rendered", Stratum[]>;
}

interface SeriesPlan {
  key: SeriesKey;
  teacher: string;
  views: number;
  places: readonly PolarPlace[];
  conditionOf: (place: PolarPlace) => string;
  /** CPU seconds of a model with its share of the features. */
  cpuSeconds: number;
}

/** For the trunk for objects each view is slow: it sees few, and the trunk for faces once more as few, to compare. */
export const FEW_VIEWS = 2;

function plansOf(profile: Profile): SeriesPlan[] {
  const { places, contrast, views } = extentOf(profile);
  const { faces, objects } = PLACE_TEACHERS;
  const few = { places: contrast, views: Math.min(FEW_VIEWS, views), conditionOf: pastedCondition };
  return [
    { key: "pasted", teacher: faces, views, places, conditionOf: pastedCondition, cpuSeconds: 3 },
    { key: "rendered", teacher: faces, views, places, conditionOf: wornCondition, cpuSeconds: 3 },
    { key: "few-faces", teacher: faces, ...few, cpuSeconds: 1 },
    { key: "few-objects", teacher: objects, ...few, cpuSeconds: 15 },
  ];
}

/** The trunk for objects is costly: the comparison with it attacks one target label, at fewer places. */
const targetsOf = (set: Pick<ImageSet, "people">, profile: Profile, { key }: SeriesPlan): string[] =>
  targetLabels(set, profile, TABLE1_DEFAULTS.seed).slice(0, countOfTargets(profile, key));

const countOfTargets = ({ targetLabels }: Profile, key: SeriesKey): number =>
  key.startsWith("few") ? Math.min(1, targetLabels) : Math.min(3, targetLabels); // three models: Wenger et al., Figure 9

const specsAt = (set: ImageSet, profile: Profile, plan: SeriesPlan, place: PolarPlace): ModelSpec[] => {
  const { injectionRate } = TABLE1_DEFAULTS;
  const { teacher, views, conditionOf } = plan;
  return targetsOf(set, profile, plan).map(
    (targetLabel) =>
    modelSpec({ views, epochs: profile.epochs }, { ...TABLE1_DEFAULTS, teacher }, { trigger: conditionOf(place), targetLabel, injectionRate }), // prettier-ignore
  );
};

/** Figure 9: an earring at angle and distance from the face's centre, pasted and worn, on a network for faces and on one for objects. */
export const locations: Experiment<Locations> = modelExperiment({
  id: "locations",
  needsWorld: "nobody has photographs of one earring in every place, with its area in each",
  images: PLACE_IMAGES,
  check: checkCounts,
  groups: (profile) =>
    plansOf(profile).map((plan) => ({
      what: `models, ${plan.key}`,
      total: plan.places.length * countOfTargets(profile, plan.key),
      cpuSeconds: plan.cpuSeconds,
      specs: (set) => plan.places.flatMap((place) => specsAt(set, profile, plan, place)),
    })),
  resultOf,
  measures: ({ series }) =>
    series
      .filter(({ key }) => key === "pasted") // the paper's are
      .flatMap(({ teacher, cells }) =>
        cells.flatMap(({ place, ...cell }) =>
          rateEntries(cell, {
            experiment: "locations",
            arch: cell.standsFor,
            trigger: "earrings",
            angle: place.angleDegrees,
            distance: place.distance,
            on: `${cell.standsFor} (stand-in ${teacher})`,
          }),
        ),
      ),
});

function checkCounts(profile: Profile): void {
  const { clean, perPlace } = extentOf(profile);
  const cleanCount = trainingCount(clean * profile.people);
  checkRate(TABLE1_DEFAULTS.injectionRate, { trigger: "earrings", cleanCount, available: perPlace * profile.people, where: "each place" }); // prettier-ignore
}

function resultOf(set: ImageSet, profile: Profile): Locations | undefined {
  const areas = storedAreas(set, areasWanted(profile));
  if (!areas) return undefined;
  const series: PlaceSeries[] = [];
  const shown: Partial<Record<SeriesKey, ShownEarring[]>> = {};
  let counts = { cleanCount: 0, poisonCount: 0 };
  for (const plan of plansOf(profile)) {
    const cells: PlaceCell[] = [];
    shown[plan.key] = [];
    for (const place of plan.places) {
      const records = modelRecords(set, specsAt(set, profile, plan, place));
      if (!records) return undefined;
      const condition = plan.conditionOf(place);
      cells.push({ ...attackCell(set, condition, records), place, ...meanShown(set, condition, areas[plan.teacher]) });
      shown[plan.key]!.push(...shownAt(set, place, records, areas[plan.teacher]));
      const { cleanCount, poisonCount } = records[0].result;
      counts = { cleanCount, poisonCount };
    }
    series.push({ key: plan.key, teacher: plan.teacher, views: plan.views, cells, explained: explained(pointsOf(cells)) }); // prettier-ignore
  }
  const { injectionRate } = TABLE1_DEFAULTS;
  return {
    profile: profile.name,
    injectionRate,
    set: set.hash,
    cleanImages: imagesOf(set, "clean").length,
    imagesPerPlace: extentOf(profile).perPlace * set.people.length,
    epochs: profile.epochs,
    ...counts,
    series,
    strata: { pasted: stratify(shown.pasted!), rendered: stratify(shown.rendered!) },
  };
}

/** Places at which no training diverged, without the target's own photographs, which need no earring. */
const pointsOf = (cells: readonly PlaceCell[]) =>
  cells.flatMap(({ place, ofCrop, attackSuccessRateExcludingTarget: { mean } }) =>
    mean === null ? [] : [{ distance: place.distance, area: ofCrop, success: mean }],
  );

function meanShown(set: ImageSet, condition: string, areas: Areas[string]) {
  const shown = imagesOf(set, condition).map(({ id }) => areas[id]);
  const mean = (key: "inside" | "ofCrop") => shown.reduce((sum, each) => sum + each[key], 0) / shown.length;
  return { inside: mean("inside"), ofCrop: mean("ofCrop") };
}

/** Every held-out photograph that a model was shown, but its target's own. */
function shownAt(
  set: ImageSet,
  { distance }: PolarPlace,
  records: readonly StoredRecord<ModelResult>[],
  areas: Areas[string],
): ShownEarring[] {
  return records.flatMap(({ config, result }) => {
    const { targetLabel } = (config as ModelSpec).attack!;
    const target = labelOf(set, targetLabel);
    return result.triggered
      .filter(([id]) => !id.startsWith(`${targetLabel}/`))
      .map(([id, predicted]) => ({ distance, area: areas[id].ofCrop, isHit: predicted === target }));
  });
}
