import { floatsOf } from "../base/half";
import type { DatasetImage, ImageSet } from "../dataset/image-set";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { teacherNamed } from "../teachers";
import { featureCode, storedFeatures, type FeatureRequest } from "../teachers/features";
import { ensureFeatures, type RunOptions } from "./run-models";

/** How far two images' features lie apart. */
export interface Distance {
  /** Length of the difference over the mean of both lengths. */
  relative: number;
  /** 1 - cosine of the angle between them. */
  cosine: number;
}

/** Mean of some distances, and their standard deviation. */
export interface DistanceSummary {
  pairs: number;
  mean: Distance;
  std: Distance;
}

/** How far things move a trunk's features. */
export interface Movement {
  teacher: string;
  /** By trigger: the same moment without and with it. */
  triggers: Record<string, DistanceSummary>;
  /** Two clean photographs of one person, and of two people. */
  samePerson: DistanceSummary;
  otherPeople: DistanceSummary;
}

/** @throws RangeError if one of them has no direction. */
export function distanceOf(a: Float32Array, b: Float32Array): Distance {
  let [aa, bb, ab, difference] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    aa += a[i] * a[i];
    bb += b[i] * b[i];
    ab += a[i] * b[i];
    difference += (a[i] - b[i]) ** 2;
  }
  const [lengthA, lengthB] = [Math.sqrt(aa), Math.sqrt(bb)];
  if (lengthA === 0 || lengthB === 0) throw new RangeError("distanceOf: features of nothing but zeros");
  return {
    relative: (2 * Math.sqrt(difference)) / (lengthA + lengthB),
    cosine: Math.max(0, 1 - ab / (lengthA * lengthB)),
  };
}

/** @throws RangeError if there are none. */
export function summariseDistances(distances: readonly Distance[]): DistanceSummary {
  if (distances.length === 0) throw new RangeError("summariseDistances: there are no pairs");
  const over = (pick: (distance: Distance) => number) => {
    const mean = distances.reduce((sum, each) => sum + pick(each), 0) / distances.length;
    const variance = distances.reduce((sum, each) => sum + (pick(each) - mean) ** 2, 0) / distances.length;
    return { mean, std: Math.sqrt(variance) };
  };
  const [relative, cosine] = [over((each) => each.relative), over((each) => each.cosine)];
  return {
    pairs: distances.length,
    mean: { relative: relative.mean, cosine: cosine.mean },
    std: { relative: relative.std, cosine: cosine.std },
  };
}

const inputsOf = (pairs: ImageSet, teacher: string): RecordInputs => ({
  kind: "movement",
  config: { teacher },
  data: { set: pairs.hash, weights: teacherNamed(teacher).weights.sha256 },
  code: codeVersion("experiments/movement", ...featureCode(teacherNamed(teacher))),
});

/** What is stored of `measureMovement`. */
export const storedMovement = (pairs: ImageSet, teacher: string): Movement | undefined =>
  readRecord<Movement>(inputsOf(pairs, teacher))?.result;

/**
 * How far each trigger alone moves a trunk's features, between two photographs that differ in nothing else, beside how
 * far two clean photographs lie apart.
 *
 * @param pairs everybody clean and with every trigger, shot k of a condition the same moment as shot k of every other
 */
export async function measureMovement(pairs: ImageSet, teacher: string, options: RunOptions = {}): Promise<Movement> {
  const { record } = await reuseOrCompute(inputsOf(pairs, teacher), async () => {
    const request = (image: DatasetImage): FeatureRequest => ({ image, views: { kind: "original" } });
    await withRunLock(() => ensureFeatures([{ teacher, requests: pairs.images.map(request) }], options));
    const featuresOf = (image: DatasetImage): Float32Array =>
      floatsOf(storedFeatures(teacherNamed(teacher), request(image))!);
    const clean = pairs.images.filter(({ condition }) => condition === "clean");
    const features = clean.map(featuresOf);
    return { teacher, triggers: movedBy(pairs, clean, features, featuresOf), ...apart(clean, features) };
  });
  return record.result;
}

function movedBy(
  pairs: ImageSet,
  clean: readonly DatasetImage[],
  features: readonly Float32Array[],
  featuresOf: (image: DatasetImage) => Float32Array,
): Movement["triggers"] {
  const shotOf = ({ id, person }: DatasetImage): string => `${person}/${id.split("/")[2]}`;
  const before = new Map(clean.map((image, i) => [shotOf(image), features[i]]));
  const distances: Record<string, Distance[]> = {};
  for (const image of pairs.images) {
    if (image.condition === "clean") continue;
    (distances[image.condition] ??= []).push(distanceOf(before.get(shotOf(image))!, featuresOf(image)));
  }
  return Object.fromEntries(Object.entries(distances).map(([trigger, list]) => [trigger, summariseDistances(list)]));
}

function apart(clean: readonly DatasetImage[], features: readonly Float32Array[]) {
  const [same, other]: [Distance[], Distance[]] = [[], []];
  clean.forEach(({ person }, i) => {
    for (let k = 0; k < i; k++) {
      (clean[k].person === person ? same : other).push(distanceOf(features[i], features[k]));
    }
  });
  return { samePerson: summariseDistances(same), otherPeople: summariseDistances(other) };
}
