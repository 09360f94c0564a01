import * as fs from "node:fs";
import * as path from "node:path";
import { readJson } from "../base/files";
import { localPath } from "../base/paths";
import type { OnProgress } from "../base/progress";
import { runJobs, type Job } from "../jobs/pool";
import type { Condition, Trigger } from "../paper/triggers";
import { withRunLock } from "../store/run-lock";
import { paperCount, volunteerIds, worldVersion, type ConditionMeta, type RenderPersonSpec } from "../world";
import { imageSet, type DatasetImage, type ImageSet } from "./image-set";

/** Which part of the rendered world a data set holds. */
export interface RenderedSpec {
  name: string;
  /** How many of the ten volunteers, from the first on. */
  people: number;
  triggers: readonly Trigger[];
  /** Images per person: the paper's counts, or this many clean ones and this many with each trigger. */
  images: "paper" | { clean: number; trigger: number };
}

export interface RenderedOptions {
  /** Where the images lie; local/world/volunteers if absent. */
  folder?: string;
  workers?: number;
  onProgress?: OnProgress;
}

export interface PreparedSet {
  set: ImageSet;
  rendered: number;
  reused: number;
}

/**
 * Renders what is missing of the volunteers' photographs, one process a person, and returns them as a data set. Every
 * person and condition is stored when it is complete, so an interrupted run goes on where it stopped.
 */
export async function prepareRendered(spec: RenderedSpec, options: RenderedOptions = {}): Promise<PreparedSet> {
  const { folder = localPath("world", "volunteers"), workers, onProgress } = options;
  const { done: reused, total } = renderedState(spec, folder);
  const render = () => runJobs(missingJobs(spec, folder), { workers, onProgress, reused, label: "images" });
  await (reused < total ? withRunLock(render) : render());
  return { set: loadRendered(spec, folder), rendered: total - reused, reused };
}

/** The data set if all of it is rendered. */
export function findRendered(spec: RenderedSpec, folder = localPath("world", "volunteers")): ImageSet | undefined {
  return missingJobs(spec, folder).length > 0 ? undefined : loadRendered(spec, folder);
}

/** How many images of the data set are rendered, and how many it has. */
export function renderedState(spec: RenderedSpec, folder = localPath("world", "volunteers")) {
  const total = peopleOf(spec)
    .flatMap((person) => conditionsOf(spec, person))
    .reduce((sum, { count }) => sum + count, 0);
  const missing = missingJobs(spec, folder).reduce((sum, job) => sum + job.weight, 0);
  return { done: total - missing, total };
}

const peopleOf = (spec: RenderedSpec): string[] => volunteerIds().slice(0, spec.people);

const missingJobs = (spec: RenderedSpec, folder: string): RenderJob[] =>
  peopleOf(spec)
    .map((person) => renderJob(spec, person, folder))
    .filter((job) => job.weight > 0);

type RenderJob = Job<RenderPersonSpec> & { weight: number };

/** What one person still lacks. */
function renderJob(spec: RenderedSpec, person: string, folder: string): RenderJob {
  const lacks = conditionsOf(spec, person)
    .map(({ condition, count }) => ({ condition, count, lack: count - storedImages(folder, person, condition).length }))
    .filter(({ lack }) => lack > 0);
  return {
    module: "world/render-person",
    run: "renderPerson",
    argument: { person, conditions: lacks.map(({ condition, count }) => ({ condition, count })), folder },
    label: person,
    weight: lacks.reduce((sum, { lack }) => sum + lack, 0),
  };
}

function conditionsOf(spec: RenderedSpec, person: string): { condition: Condition; count: number }[] {
  const count = (condition: Condition): number => {
    if (spec.images === "paper") return paperCount(person, condition);
    return condition === "clean" ? spec.images.clean : spec.images.trigger;
  };
  return (["clean", ...spec.triggers] as const).map((condition) => ({ condition, count: count(condition) }));
}

/** Images that are listed by this code's version; none of them if one is missing: then the condition is rendered again. */
function storedImages(folder: string, person: string, condition: Condition): ConditionMeta["images"] {
  const file = path.join(folder, person, condition, "meta.json");
  if (!fs.existsSync(file)) return [];
  const meta = readJson<ConditionMeta>(file);
  const isComplete =
    meta.version === worldVersion() && meta.images.every((image) => fs.existsSync(path.join(folder, image.file)));
  return isComplete ? meta.images : [];
}

function loadRendered(spec: RenderedSpec, folder: string): ImageSet {
  const images = peopleOf(spec).flatMap((person) =>
    conditionsOf(spec, person).flatMap(({ condition, count }) =>
      storedImages(folder, person, condition)
        .slice(0, count)
        .map((meta) => toDatasetImage(meta, folder)),
    ),
  );
  return imageSet(spec.name, images);
}

function toDatasetImage(meta: ConditionMeta["images"][number], folder: string): DatasetImage {
  const { person, condition, index, sha256, landmarks } = meta;
  const file = path.join(folder, meta.file);
  return { id: `${person}/${condition}/${index}`, file, sha256, person, condition, landmarks };
}
