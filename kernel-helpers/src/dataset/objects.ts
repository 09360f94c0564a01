import * as path from "node:path";
import { checkPinned } from "../base/pinned-files";
import type { OnProgress } from "../base/progress";
import { runJobs, type Job } from "../jobs/pool";
import { withRunLock } from "../store/run-lock";
import {
  readThings,
  storedThings,
  THING_CLASSES,
  thingName,
  thingsMetaPath,
  worldVersion,
  type RenderThingsSpec,
  type ThingMeta,
} from "../world";
import { removeDamaged, removeDamagedList, wholeTruth } from "./damaged-images";
import { imageSet, type ImageSet, type LabelledImage } from "./image-set";
import { manifestPath, writeManifest } from "./manifest";
import { setFolder } from "./rendered";
import { verifyImages, type Verification, type VerifyOptions } from "./verify-set";

/** The set of everyday objects, with and without a smile sticker. */
export const OBJECTS = "objects";
/** Images of each class in each condition. */
const COUNTS = { clean: 120, sticker: 60 } as const;
/** The condition of images with the trigger. */
export const STICKER = "sticker";
const CONDITIONS = ["clean", STICKER] as const;
/** Of progress. */
const LABEL = "images";

export interface ObjectsOptions {
  /** Where the images lie; local/world/objects if absent. */
  folder?: string;
  /** This many images of each class in each condition. Image k is the same whatever their number. */
  count?: number;
  workers?: number;
  onProgress?: OnProgress;
}

export interface PreparedObjects {
  set: ObjectSet;
  /** What is known about each image, in the order of `set.images`. */
  truth: readonly ThingMeta[];
  folder: string;
  rendered: number;
  reused: number;
}

/**
 * Renders what is missing, or damaged, of the objects, one process a class, and returns them as a data set. Every class
 * and condition is stored when it is complete, so an interrupted run goes on where it stopped.
 */
export async function prepareObjects(options: ObjectsOptions = {}): Promise<PreparedObjects> {
  const { folder = setFolder(OBJECTS), count, workers, onProgress } = options;
  const truth = wholeTruth(folder, sizeOf(count), () => storedTruth(folder, count));
  if (truth) {
    await runJobs([], { onProgress, reused: truth.length, label: LABEL });
    return { set: toSet(truth, folder), truth, folder, rendered: 0, reused: truth.length };
  }
  return withRunLock(async () => {
    checkPinned("light");
    mend(folder, count);
    const jobs = THING_CLASSES.map((thing) => thingJob(thing, folder, count)).filter(({ weight }) => weight > 0);
    const rendered = jobs.reduce((sum, { weight }) => sum + weight, 0);
    const reused = sizeOf(count) - rendered;
    await runJobs(jobs, { workers, onProgress, reused, label: LABEL });
    const truth = storedTruth(folder, count);
    return { set: toSet(truth, folder), truth, folder, rendered, reused };
  });
}

/** Removes what is damaged. */
function mend(folder: string, count?: number): void {
  for (const thing of THING_CLASSES) {
    for (const condition of CONDITIONS) {
      removeDamagedList(thingsMetaPath(folder, thing, condition), () => readThings(folder, thing, condition));
    }
  }
  removeDamaged(storedTruth(folder, count), folder);
}

/** The objects if all of them, or `count` of each class in each condition, are rendered. */
export function findObjects({ folder = setFolder(OBJECTS), count }: FindOptions = {}): ObjectSet | undefined {
  const truth = storedTruth(folder, count);
  return truth.length === sizeOf(count) ? toSet(truth, folder) : undefined;
}

/** How many of them are rendered, and how many there are. */
export const objectsState = ({ folder = setFolder(OBJECTS), count }: FindOptions = {}) => ({
  done: storedTruth(folder, count).length,
  total: sizeOf(count),
});

type FindOptions = Pick<ObjectsOptions, "folder" | "count">;
/** `people` are the classes. */
export type ObjectSet = ImageSet<LabelledImage>;

const sizeOf = (count?: number): number =>
  THING_CLASSES.length * CONDITIONS.reduce((sum, condition) => sum + (count ?? COUNTS[condition]), 0);

const storedTruth = (folder: string, count?: number): ThingMeta[] =>
  THING_CLASSES.flatMap((thing) =>
    CONDITIONS.flatMap((condition) => storedThings(folder, thing, condition).slice(0, count ?? COUNTS[condition])),
  );

const toSet = (truth: readonly ThingMeta[], folder: string): ObjectSet =>
  imageSet(OBJECTS, truth.map((meta) => toImage(meta, folder))); // prettier-ignore

function toImage(meta: ThingMeta, folder: string): LabelledImage {
  const { condition, index, sha256 } = meta;
  const file = path.join(folder, meta.file);
  return { id: `${meta.class}/${condition}/${index}`, file, sha256, person: meta.class, condition };
}

/** What one class still lacks. */
function thingJob(
  thing: RenderThingsSpec["class"],
  folder: string,
  count?: number,
): Job<RenderThingsSpec> & { weight: number } {
  const conditions = CONDITIONS.map((condition) => ({ condition, count: count ?? COUNTS[condition] }));
  const weight = conditions.reduce(
    (sum, wanted) => sum + Math.max(0, wanted.count - storedThings(folder, thing, wanted.condition).length),
    0,
  );
  return {
    module: "world/render-things",
    run: "renderThings",
    argument: { class: thing, conditions, folder },
    label: thing,
    weight,
  };
}

/** Compares every stored image of the objects with the committed manifest. Renders nothing. */
export function verifyObjects({
  folder = setFolder(OBJECTS),
  count,
  manifest,
}: Pick<ObjectsOptions, "count"> & VerifyOptions = {}): Verification {
  const images = THING_CLASSES.flatMap((thing) =>
    CONDITIONS.flatMap((condition) => {
      const version = readThings(folder, thing, condition)?.version;
      return Array.from({ length: count ?? COUNTS[condition] }, (_, index) => {
        const file = path.join(folder, `${thingName(thing, condition, index)}.jpg`);
        return { person: thing, condition, index, file, version };
      });
    }),
  );
  return verifyImages(OBJECTS, images, { folder, manifest });
}

/** Writes the hashes of all objects into the manifest. */
export const writeObjectsManifest = (truth: readonly ThingMeta[], file = manifestPath()): void =>
  writeManifest(
    OBJECTS,
    truth.map((image) => ({ ...image, person: image.class })),
    { file, version: worldVersion("things") },
  );
