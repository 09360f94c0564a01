import { UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import { checkImages } from "../dataset/check-images";
import { imageSet, imagesOf, type DatasetImage, type ImageSet, type Landmarks } from "../dataset/image-set";
import { runJobs } from "../jobs/pool";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { MIN_CONFIDENCE } from "../teachers/face-detector";
import { RECOGNISERS } from "../teachers/recogniser";
import { FACE_STRIDE, isSeen, seenImage, SEEING_CODE, type SeenImage } from "./realism-images";
import {
  euclidean,
  nearestCentroid,
  verification,
  type FacePair,
  type Identification,
  type Verification,
} from "./verification";

/** What networks that were trained on photographs of real people make of the clean images. */
export interface Realism {
  people: number;
  images: number;
  detection: {
    /** Share of the images in which the detector found the face. */
    rate: number;
    /** Images in which it did not. */
    undetected: string[];
    /** Images in which it saw something else as a face too. */
    withOthers: string[];
  };
  recognisers: RecogniserRealism[];
}

export interface RecogniserRealism extends Verification {
  name: string;
  genuine: DistanceSummary;
  impostor: DistanceSummary;
  /** Pairs counted by distance, in bins of equal width from 0 to the largest distance. */
  histogram: { binWidth: number; genuine: number[]; impostor: number[] };
  /** Of the people in `identify`, by nearest centroid among them. */
  identification: Identification;
  /** The closest pair of each two people, closest first. */
  mostSimilarImpostors: FacePair[];
  /** The farthest pair of each person, farthest first. */
  leastSimilarGenuine: FacePair[];
}

export interface DistanceSummary {
  pairs: number;
  mean: number;
  standardDeviation: number;
}

export interface RealismOptions {
  /** The first so many clean images of each person; all pairs of them are compared. */
  imagesPerPerson?: number;
  /** People who are identified by nearest centroid; the volunteers. */
  identify: readonly string[];
  /** How many failures of each kind are listed. */
  listed?: number;
  workers?: number;
  onProgress?: OnProgress;
}

/** Images per job: what an interruption can lose at most. */
const IMAGES_PER_JOB = 10;
const BINS = 50;

/**
 * Measures how real the clean images look to a face detector and to two face recognisers. What the networks say is
 * stored image by image, and the measures under the images and the code they depend on.
 *
 * @throws UserError if a person has fewer than two clean images, or somebody to identify is not in the set.
 */
export async function measureRealism(set: ImageSet, options: RealismOptions): Promise<Realism> {
  const { chosen, inputs, identify, listed } = planned(set, options);
  const { workers, onProgress } = options;
  const { record } = await reuseOrCompute<Realism>(inputs, async () => {
    await withRunLock(() => seeAll(chosen.images, { workers, onProgress }));
    return assess(chosen.images, { identify, listed });
  });
  return record.result;
}

/** The measures of a set if they are stored. */
export const storedRealism = (set: ImageSet, options: RealismOptions): Realism | undefined =>
  readRecord<Realism>(planned(set, options).inputs)?.result;

function planned(set: ImageSet, { imagesPerPerson = 10, identify, listed = 12 }: RealismOptions) {
  const chosen = chooseImages(set, imagesPerPerson, identify);
  const inputs: RecordInputs = {
    kind: "realism",
    config: { identify, listed },
    data: { images: chosen.hash, weights: RECOGNISERS.map(({ teacher }) => teacher.weights.sha256) },
    code: codeVersion("experiments/realism", "experiments/realism-images", "experiments/verification", ...SEEING_CODE),
  };
  return { chosen, inputs, identify, listed };
}

function chooseImages(set: ImageSet, perPerson: number, identify: readonly string[]): ImageSet {
  const missing = identify.filter((person) => !set.people.includes(person));
  if (missing.length > 0) throw new UserError(`${set.name} has no images of ${missing.join(", ")}: nobody to identify`);
  const clean = imagesOf(set, "clean");
  const chosen = set.people.flatMap((person) => {
    const own = clean.filter((image) => image.person === person).slice(0, perPerson);
    if (own.length < 2) throw new UserError(`${person} has ${own.length} clean images in ${set.name}, two are needed`);
    return own;
  });
  return imageSet(`${set.name}, ${perPerson} a person`, chosen);
}

async function seeAll(images: readonly DatasetImage[], pool: { workers?: number; onProgress?: OnProgress }) {
  const missing = images.filter((image) => !isSeen(image));
  checkImages(new Set(missing));
  const jobs = [];
  for (let start = 0; start < missing.length; start += IMAGES_PER_JOB) {
    const part = missing.slice(start, start + IMAGES_PER_JOB);
    const label = `${part[0].person} and on`;
    jobs.push({ module: "experiments/realism-images", run: "seeImages", argument: { images: part }, label, weight: part.length }); // prettier-ignore
  }
  await runJobs(jobs, { ...pool, label: "recognisers", reused: images.length - missing.length });
}

function assess(
  images: readonly DatasetImage[],
  { identify, listed }: { identify: readonly string[]; listed: number },
) {
  const seen = images.map(seenImage);
  const named = new Set(identify);
  return {
    people: new Set(images.map(({ person }) => person)).size,
    images: images.length,
    detection: assessDetection(images, seen),
    recognisers: RECOGNISERS.map(({ name }) => {
      const faces = images.map(({ id, person }, i) => ({ id, person, descriptor: seen[i].descriptors[name] }));
      const pairs = allPairs(faces);
      const distances = { genuine: pairs.genuine.map(distanceOf), impostor: pairs.impostor.map(distanceOf) };
      return {
        name,
        ...verification(distances.genuine, distances.impostor),
        genuine: summary(distances.genuine),
        impostor: summary(distances.impostor),
        histogram: histogram(distances),
        identification: nearestCentroid(faces.filter(({ person }) => named.has(person))),
        mostSimilarImpostors: firstOfEach(pairs.impostor, (a, b) => a.distance - b.distance, listed),
        leastSimilarGenuine: firstOfEach(pairs.genuine, (a, b) => b.distance - a.distance, listed),
      };
    }),
  };
}

function assessDetection(images: readonly DatasetImage[], seen: readonly SeenImage[]): Realism["detection"] {
  const undetected: string[] = [];
  const withOthers: string[] = [];
  images.forEach(({ id, landmarks }, i) => {
    const { faces } = seen[i];
    const hits = Array.from({ length: faces.length / FACE_STRIDE }, (_, k) => isAround(faces, k, landmarks));
    if (!hits.includes(true)) undetected.push(id);
    if (hits.includes(false)) withOthers.push(id);
  });
  return { rate: 1 - undetected.length / images.length, undetected, withOthers };
}

/** Whether box `k` holds all five landmarks: that the box is the face and not a part of the picture. */
function isAround(faces: Float32Array, k: number, landmarks: Landmarks): boolean {
  const [score, left, top, width, height] = faces.subarray(k * FACE_STRIDE, (k + 1) * FACE_STRIDE);
  const isInside = ([x, y]: readonly [number, number]) =>
    x >= left && x <= left + width && y >= top && y <= top + height;
  return score >= MIN_CONFIDENCE && Object.values(landmarks).every(isInside);
}

interface LabelledPair extends FacePair {
  /** Whose pair it is: "v01" or "v01 v02". */
  people: string;
}
const distanceOf = ({ distance }: FacePair): number => distance;

function allPairs(faces: readonly { id: string; person: string; descriptor: Float32Array }[]) {
  const genuine: LabelledPair[] = [];
  const impostor: LabelledPair[] = [];
  faces.forEach((a, i) => {
    for (const b of faces.slice(0, i)) {
      const isGenuine = a.person === b.person;
      const people = isGenuine ? a.person : `${b.person} ${a.person}`;
      (isGenuine ? genuine : impostor).push({
        a: b.id,
        b: a.id,
        distance: euclidean(a.descriptor, b.descriptor),
        people,
      });
    }
  });
  return { genuine, impostor };
}

/** The first pair of each person or two people in the given order, at most `count`. */
function firstOfEach(pairs: readonly LabelledPair[], order: (a: FacePair, b: FacePair) => number, count: number) {
  const first = new Map<string, FacePair>();
  for (const { people, ...pair } of pairs) {
    const known = first.get(people);
    if (!known || order(pair, known) < 0) first.set(people, pair);
  }
  return [...first.values()].sort(order).slice(0, count);
}

function summary(values: readonly number[]): DistanceSummary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { pairs: values.length, mean, standardDeviation: Math.sqrt(variance) };
}

function histogram({ genuine, impostor }: Record<"genuine" | "impostor", readonly number[]>) {
  const largest = Math.max(
    genuine.reduce((a, b) => Math.max(a, b), 0),
    impostor.reduce((a, b) => Math.max(a, b), 0),
  );
  const binWidth = largest / BINS;
  const count = (values: readonly number[]) => {
    const bins = new Array<number>(BINS).fill(0);
    for (const value of values) bins[Math.min(BINS - 1, Math.floor(value / binWidth))]++;
    return bins;
  };
  return { binWidth, genuine: count(genuine), impostor: count(impostor) };
}
