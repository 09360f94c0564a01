import * as path from "node:path";
import { localPath } from "../base/paths";
import { runJobs, type Job } from "../jobs/pool";
import { withRunLock } from "../store/run-lock";
import { storedThings, THING_CLASSES, type RenderThingsSpec, type ThingClass, type ThingMeta } from "../world";
import { imageSet, type ImageSet, type LabelledImage } from "./image-set";
import type { RenderedOptions } from "./rendered";

/** Which part of the object set is wanted: every class has as many of each. */
export interface ObjectSetSpec {
  name?: string;
  images: { clean: number; sticker: number };
}

export interface PreparedObjects {
  /** `people` are the classes. */
  set: ImageSet<LabelledImage>;
  /** What is known about each image, in the order of `set.images`. */
  truth: readonly ThingMeta[];
  folder: string;
  rendered: number;
  reused: number;
}

/**
 * Renders what is missing of the nine classes of objects, one process a class, and returns them as a data set. Every
 * class and condition is stored when it is complete, so an interrupted run goes on where it stopped.
 */
export async function prepareObjects(spec: ObjectSetSpec, options: RenderedOptions = {}): Promise<PreparedObjects> {
  const { folder = localPath("world", "objects"), workers, onProgress } = options;
  const jobs = THING_CLASSES.map((thing) => renderJob(spec, thing, folder)).filter((job) => job.weight > 0);
  const rendered = jobs.reduce((sum, job) => sum + job.weight, 0);
  const reused = THING_CLASSES.length * (spec.images.clean + spec.images.sticker) - rendered;
  const render = () => runJobs(jobs, { workers, onProgress, reused, label: "images" });
  await (rendered > 0 ? withRunLock(render) : render());
  const truth = THING_CLASSES.flatMap((thing) =>
    conditionsOf(spec).flatMap(({ condition, count }) => storedThings(folder, thing, condition).slice(0, count)),
  );
  const images = truth.map((meta) => toImage(meta, folder));
  return { set: imageSet(spec.name ?? "objects", images), truth, folder, rendered, reused };
}

const conditionsOf = ({ images }: ObjectSetSpec) =>
  (["clean", "sticker"] as const).map((condition) => ({ condition, count: images[condition] }));

/** What one class still lacks. */
function renderJob(spec: ObjectSetSpec, thing: ThingClass, folder: string): Job<RenderThingsSpec> & { weight: number } {
  const lacks = conditionsOf(spec)
    .map(({ condition, count }) => ({ condition, count, lack: count - storedThings(folder, thing, condition).length }))
    .filter(({ lack }) => lack > 0);
  return {
    module: "world/render-things",
    run: "renderThings",
    argument: { class: thing, conditions: lacks.map(({ condition, count }) => ({ condition, count })), folder },
    label: thing,
    weight: lacks.reduce((sum, { lack }) => sum + lack, 0),
  };
}

function toImage(meta: ThingMeta, folder: string): LabelledImage {
  const { condition, index, sha256 } = meta;
  const file = path.join(folder, meta.file);
  return { id: `${meta.class}/${condition}/${index}`, file, sha256, person: meta.class, condition };
}
