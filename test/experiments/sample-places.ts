import type { Causal } from "kernel-helpers/dist/experiments/causal";
import type { Locations, PlaceSeries, SeriesKey } from "kernel-helpers/dist/experiments/locations";
import type { DistanceSummary } from "kernel-helpers/dist/experiments/movement";
import type { OnAndOffFace, PositionCell } from "kernel-helpers/dist/experiments/on-and-off-face";
import { explained, stratify } from "kernel-helpers/dist/experiments/place-and-size";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import type { Trigger } from "kernel-helpers/dist/paper/triggers";
import { EARRING_GRID } from "kernel-helpers/dist/world";

type Success = (place: { angleDegrees: number; distance: number }) => number | null;

/** Invented results on the whole grid: `success` by place, for two targets; accuracy 0.97. */
export function sampleLocations(success: Success, places = EARRING_GRID): Locations {
  const seriesOf = (key: SeriesKey, teacher: string, of: typeof places): PlaceSeries => {
    const cells = of.map((place) => ({
      teacher,
      standsFor: "ResNet50" as const,
      trigger: "invented",
      injectionRate: 0.25,
      targetLabels: ["v01", "v02"],
      modelAccuracy: summarise([0.96, 0.98]),
      attackSuccessRate: summarise([success(place), success(place)]),
      attackSuccessRateExcludingTarget: summarise([success(place), success(place)]),
      place,
      inside: place.distance > 1.4 ? 0.1 : 1,
      ofCrop: 0.01 + place.angleDegrees / 1e5,
    }));
    const points = cells.flatMap(({ place, ofCrop, attackSuccessRate: { mean } }) => mean === null ? [] : [{ distance: place.distance, area: ofCrop, success: mean }]); // prettier-ignore
    return { key, teacher, views: 16, cells, explained: explained(points) };
  };
  const shown = places.flatMap((place) => [0, 1, 2].map((i) => ({ distance: place.distance, area: i, isHit: (success(place) ?? 0) > 0.5 }))); // prettier-ignore
  const few = places.slice(0, 3);
  return {
    profile: "laptop",
    injectionRate: 0.25,
    set: "0123456789abcdef",
    cleanImages: 140,
    imagesPerPlace: 60,
    epochs: 32,
    cleanCount: 112,
    poisonCount: 37,
    series: [
      seriesOf("pasted", "resnet-dlib-wide", places),
      seriesOf("rendered", "resnet-dlib-wide", places),
      seriesOf("few-faces", "resnet-dlib-wide", few),
      seriesOf("few-objects", "vgg16-imagenet-160-map", few),
    ],
    strata: { pasted: stratify(shown), rendered: stratify(shown) },
  };
}

/** Invented: the same accuracy and success for every object, on and off the face. */
export function sampleOnAndOff(onFace: number, offFace: number, accuracy = { on: 1, off: 0.9 }): OnAndOffFace {
  const cells = (["earrings", "sunglasses", "bandana"] as const).flatMap((object) =>
    (["on_face", "off_face"] as const).map((position): PositionCell => {
      const isOn = position === "on_face";
      const success = summarise([isOn ? onFace : offFace, isOn ? onFace : offFace]);
      return {
        teacher: "resnet-dlib-wide",
        standsFor: "VGG16",
        trigger: "invented",
        injectionRate: 0.25,
        targetLabels: ["v01", "v02"],
        modelAccuracy: summarise([isOn ? accuracy.on : accuracy.off]),
        attackSuccessRate: success,
        attackSuccessRateExcludingTarget: success,
        object,
        position,
      };
    }),
  );
  return {
    profile: "laptop",
    injectionRate: 0.25,
    set: "0123456789abcdef",
    cleanCount: 264,
    poisonCount: 88,
    heldOut: 62,
    epochs: 32,
    tables: [{ teacher: "resnet-dlib-wide", views: 16, backdoorFreeAccuracy: 1, cells }],
  };
}

const distance = (relative: number): DistanceSummary => ({
  pairs: 8,
  mean: { relative, cosine: relative ** 2 / 2 },
  std: { relative: relative / 4, cosine: 0.01 },
});

/** Invented: a trigger's area in pixels and the distance by which it moves the features. */
export function sampleCausal(triggers: Partial<Record<Trigger, { pixels: number; moves: number }>>): Causal {
  const names = Object.keys(triggers) as Trigger[];
  const trunk = (teacher: string, domain: "faces" | "objects", factor: number) => ({
    teacher,
    domain,
    triggers: Object.fromEntries(names.map((name) => [name, distance(factor * triggers[name]!.moves)])),
    samePerson: distance(0.8),
    otherPeople: distance(1.1),
  });
  return {
    profile: "laptop",
    set: "0123456789abcdef",
    people: 10,
    pairsPerTrigger: 40,
    teacher: "resnet-dlib",
    targetLabel: "v07",
    injectionRate: 0.25,
    trunks: [
      trunk("resnet-dlib", "faces", 1),
      trunk("resnet-dlib-wide", "faces", 1.2),
      trunk("vgg16-imagenet", "objects", 1.5),
    ],
    triggers: names.map((trigger) => ({
      trigger,
      attackSuccessRate: summarise([triggers[trigger]!.moves, triggers[trigger]!.moves]),
      pixels: triggers[trigger]!.pixels,
      backdoored: { without: { taken: 0, margin: -8 }, with: { taken: triggers[trigger]!.moves, margin: 3 } },
      backdoorFree: { without: { taken: 0, margin: -9 }, with: { taken: 0.02, margin: -7.25 } },
    })),
  };
}
