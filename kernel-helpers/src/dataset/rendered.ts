import * as path from "node:path";
import { localPath } from "../base/paths";
import { checkPinned } from "../base/pinned-files";
import type { OnProgress } from "../base/progress";
import { isToBeMade } from "../jobs/planner";
import { runJobs, type Job } from "../jobs/pool";
import { withRunLock } from "../store/run-lock";
import { metaPath, readMeta, storedImages, type ConditionCount, type ImageMeta, type RenderPersonSpec } from "../world";
import { checkImages } from "./check-images";
import { removeDamaged, removeDamagedList, wholeTruth } from "./damaged-images";
import { imageSet, type DatasetImage, type ImageSet } from "./image-set";
import { selectFrom, setNamed, volunteersFor, type RenderedSpec, type SetSelection, type SetSpec } from "./set-specs";

export type { RenderedSpec } from "./set-specs";

export interface RenderedOptions {
  /** Where the images lie; local/world/<set> if absent. */
  folder?: string;
  workers?: number;
  onProgress?: OnProgress;
}

export interface PreparedSet {
  set: ImageSet;
  /** What is known about each image, in the order of `set.images`. */
  truth: readonly ImageMeta[];
  folder: string;
  rendered: number;
  reused: number;
}

/** Where a set lies unless it is said otherwise. */
export const setFolder = (name: string): string => localPath("world", name);
const VOLUNTEERS = "volunteers";
/** Of progress. */
const LABEL = "images";

/**
 * Renders what is missing of a set of people (`SET_NAMES`), one process a person, and returns it. Every person and
 * condition is stored when it is complete, so an interrupted run goes on where it stopped. What is damaged is rendered
 * again.
 */
export function prepareSet(name: string, options: RenderedOptions & SetSelection = {}): Promise<PreparedSet> {
  const { folder = setFolder(name), workers, onProgress, ...selection } = options;
  return prepareSpec(selectFrom(setNamed(name), selection), { folder, workers, onProgress });
}

/**
 * The same for the part of the volunteers' photographs that a profile uses. Photographs of one's own are there already,
 * and nobody knows more of them than they show: they have no truth.
 */
export async function prepareRendered(
  spec: RenderedSpec,
  { folder = setFolder(VOLUNTEERS), ...options }: RenderedOptions = {},
): Promise<PreparedSet> {
  if (!spec.own) return await prepareSpec(volunteersFor(spec), { ...options, folder });
  const { set, folder: own } = spec.own;
  checkImages(set.images);
  return { set, truth: [], folder: own, rendered: 0, reused: set.images.length };
}

/** A profile's part of the volunteers' photographs if all of it is rendered; one's own in their place. */
export const findRendered = (spec: RenderedSpec, folder = setFolder(VOLUNTEERS)): ImageSet | undefined =>
  spec.own ? spec.own.set : findWhole(volunteersFor(spec), folder);

/** How many images of a profile's part are rendered, and how many it has. */
export function renderedState(spec: RenderedSpec, folder = setFolder(VOLUNTEERS)): { done: number; total: number } {
  const own = spec.own?.set.images.length;
  return own === undefined ? stateOf(volunteersFor(spec), folder) : { done: own, total: own };
}

/** A set, or a selection from it, if all of it is rendered. */
export const findSet = (name: string, selection: SetSelection = {}, folder = setFolder(name)): ImageSet | undefined =>
  findWhole(selectFrom(setNamed(name), selection), folder);

/** How many images of a set, or of a selection from it, are rendered, and how many it has. */
export const setState = (name: string, selection: SetSelection = {}, folder = setFolder(name)) =>
  stateOf(selectFrom(setNamed(name), selection), folder);

/** Renders what is missing, or damaged, of any set of people. */
export async function prepareSpec(
  spec: SetSpec,
  { folder, workers, onProgress }: RenderedOptions & { folder: string },
): Promise<PreparedSet> {
  const truth = wholeTruth(folder, sizeOf(spec), () => storedTruth(spec, folder));
  if (truth) {
    await runJobs([], { onProgress, reused: truth.length, label: LABEL });
    return { set: toSet(spec, truth, folder), truth, folder, rendered: 0, reused: truth.length };
  }
  return withRunLock(async () => {
    checkPinned("light");
    const reused = mendedTruth(spec, folder).length; // another run may have rendered them while this one waited
    await runJobs(missingJobs(spec, folder), { workers, onProgress, reused, label: LABEL });
    const truth = storedTruth(spec, folder);
    return { set: toSet(spec, truth, folder), truth, folder, rendered: sizeOf(spec) - reused, reused };
  });
}

/** What is known of those that are rendered, after what is damaged was removed. */
function mendedTruth(spec: SetSpec, folder: string): ImageMeta[] {
  for (const person of spec.people) {
    for (const { condition } of spec.conditionsOf(person)) {
      removeDamagedList(metaPath(folder, person, condition), () => readMeta(folder, person, condition));
    }
  }
  removeDamaged(storedTruth(spec, folder), folder);
  return storedTruth(spec, folder);
}

/** How many images of any set of people are rendered, and how many it has. */
export const stateOf = (spec: SetSpec, folder: string): { done: number; total: number } => ({
  done: storedTruth(spec, folder).length,
  total: sizeOf(spec),
});

const sizeOf = (spec: SetSpec): number =>
  spec.people.flatMap((person) => spec.conditionsOf(person)).reduce((sum, { count }) => sum + count, 0);

/** Any set of people if all of it is rendered. */
export function findWhole(spec: SetSpec, folder: string): ImageSet | undefined {
  const truth = storedTruth(spec, folder);
  return truth.length === sizeOf(spec) ? toSet(spec, truth, folder) : undefined;
}

type RenderJob = Job<RenderPersonSpec> & { weight: number };

const missingJobs = (spec: SetSpec, folder: string): RenderJob[] =>
  spec.people
    .map((person) => renderJob(spec, person, folder))
    .filter(({ weight }) => weight > 0)
    .filter(({ argument: { person } }) => isToBeMade(path.join(folder, person)));

/** What one person still lacks. Conditions that share their shots are rendered together. */
function renderJob(spec: SetSpec, person: string, folder: string): RenderJob {
  const conditions = spec.conditionsOf(person);
  const lackOf = ({ condition, count }: ConditionCount): number =>
    Math.max(0, count - storedImages(folder, person, condition).length);
  const lacks = conditions.map((wanted) => ({ ...wanted, lack: lackOf(wanted) }));
  const isPart = ({ lack, shots }: (typeof lacks)[number]): boolean =>
    lack > 0 || (shots !== undefined && lacks.some((other) => other.shots === shots && other.lack > 0));
  return {
    module: "world/render-person",
    run: "renderPerson",
    argument: {
      person,
      conditions: conditions.filter((_, i) => isPart(lacks[i])),
      folder,
    },
    label: person,
    weight: lacks.reduce((sum, { lack }) => sum + lack, 0),
  };
}

/** What is known of the images that are rendered, each list read once. */
const storedTruth = (spec: SetSpec, folder: string): ImageMeta[] =>
  spec.people.flatMap((person) =>
    spec
      .conditionsOf(person)
      .flatMap(({ condition, count }) => storedImages(folder, person, condition).slice(0, count)),
  );

const toSet = ({ name }: SetSpec, truth: readonly ImageMeta[], folder: string): ImageSet =>
  imageSet(name, truth.map((meta) => toDatasetImage(meta, folder))); // prettier-ignore

function toDatasetImage(meta: ImageMeta, folder: string): DatasetImage {
  const { person, condition, index, sha256, landmarks } = meta;
  const file = path.join(folder, meta.file);
  return { id: `${person}/${condition}/${index}`, file, sha256, person, condition, landmarks };
}
