import * as fs from "node:fs";
import type { OnProgress } from "../base/progress";
import { checkImages } from "../dataset/check-images";
import { labelOf, type ImageSet, type LabelledImage } from "../dataset/image-set";
import { currentPlanner, isToBeMade } from "../jobs/planner";
import { runJobs, workerCount, type Job } from "../jobs/pool";
import { readRecord, recordKey, type StoredRecord } from "../store/records";
import { teacherNamed } from "../teachers";
import { featureFile, type FeatureRequest } from "../teachers/features";
import { featuresNeeded, modelInputs, type ModelResult, type ModelSpec } from "../training/attack-model";

export interface RunOptions {
  workers?: number;
  onProgress?: OnProgress;
}

export interface RunReport {
  /** In the order of the specs. */
  records: StoredRecord<ModelResult>[];
  trained: number;
  reused: number;
  /** Images whose features were computed in this run. */
  extracted: number;
}

/** Images per job: the unit that an interruption can lose is one image, that a worker takes at a time this many. */
const IMAGES_PER_JOB = 24;
/** Images per unit of a plan, which starts a process, and may wait for a machine, to do them. */
const IMAGES_PER_UNIT = 240;

export const modelRecord = (set: ImageSet<LabelledImage>, spec: ModelSpec): StoredRecord<ModelResult> | undefined =>
  readRecord<ModelResult>(modelInputs(set, spec));

/** Of all of them; undefined while one is missing. */
export function modelRecords(
  set: ImageSet<LabelledImage>,
  specs: readonly ModelSpec[],
): StoredRecord<ModelResult>[] | undefined {
  const records: StoredRecord<ModelResult>[] = [];
  for (const spec of specs) {
    const record = modelRecord(set, spec);
    if (!record) return undefined;
    records.push(record);
  }
  return records;
}

/**
 * Trains every model that is not stored yet. The trunk first sees each image and view that some model needs and that
 * is not stored; then the heads train on the shared features.
 */
export async function runModels(
  set: ImageSet<LabelledImage>,
  specs: readonly ModelSpec[],
  options: RunOptions = {},
): Promise<RunReport> {
  const missing = specs.filter((spec) => !modelRecord(set, spec));
  const extracted = await ensureFeatures(wantedFeatures(set, missing), options);
  const done = specs.length - missing.length;
  const open = missing.filter((spec) => isToBeMade(recordKey(modelInputs(set, spec))));
  await runJobs(modelJobs(set, open, options.workers), { ...options, label: "models", reused: done });
  return {
    records: specs.map((spec) => modelRecord(set, spec)!),
    trained: missing.length,
    reused: specs.length - missing.length,
    extracted,
  };
}

/** Models that a worker trains at most in one go, on features that it reads once. */
const MODELS_PER_JOB = 8;

/** Models of one trigger together: they share most of their images. Small enough parts for all workers to have some. */
function modelJobs(
  set: ImageSet<LabelledImage>,
  specs: readonly ModelSpec[],
  workers = workerCount(),
): Job<{ set: ImageSet<LabelledImage>; specs: ModelSpec[] }>[] {
  const groups = new Map<string, ModelSpec[]>();
  for (const spec of specs) {
    const { teacher, seed, views, attack } = spec;
    const shared = JSON.stringify([teacher, seed, views, attack?.trigger]);
    const group = groups.get(shared);
    if (group) group.push(spec);
    else groups.set(shared, [spec]);
  }
  const most = Math.min(MODELS_PER_JOB, Math.ceil(specs.length / (2 * workers)));
  const jobs = [...groups.values()].flatMap((group) => inParts(group, most));
  return jobs.map((part) => ({
    module: "training/attack-model",
    run: "trainModels",
    argument: { set, specs: part },
    label: part[0].attack?.trigger ?? "backdoor-free",
    weight: part.length,
  }));
}

/** The items in order, in parts of `size`; the last may be smaller. */
export function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** What a teacher's trunk is to see. */
export interface WantedFeatures {
  teacher: string;
  requests: readonly FeatureRequest[];
}

/**
 * What the trunks must have seen before models can be trained and tested. Models that differ in target label or head alone
 * want the same, which is listed once.
 */
export function* wantedFeatures(
  set: ImageSet<LabelledImage>,
  specs: readonly ModelSpec[],
): Generator<WantedFeatures, void> {
  const listed = new Set<string>();
  for (const spec of specs) {
    const { teacher, attack, views, seed } = spec;
    if (attack) labelOf(set, attack.targetLabel); // refuses one that there is not
    const name = JSON.stringify([teacher, attack && [attack.trigger, attack.injectionRate], views, seed]);
    if (listed.has(name)) continue;
    listed.add(name);
    yield { teacher, requests: featuresNeeded(set, spec) };
  }
}

/**
 * Passes what is not stored through the trunks, after a look at the files; returns how many images that were. What is
 * wanted may come bit by bit: each request is kept once, however often it comes.
 */
export async function ensureFeatures(wanted: Iterable<WantedFeatures>, options: RunOptions = {}): Promise<number> {
  const missing = missingFeatures(wanted);
  checkImages(new Set(missing.flatMap(({ list }) => list.map(({ image }) => image))));
  await runJobs(missing.flatMap(featureJobs), { ...options, label: "features" });
  return missing.reduce((sum, { list }) => sum + list.length, 0);
}

interface TeacherRequests {
  teacherName: string;
  list: FeatureRequest[];
}

function missingFeatures(wanted: Iterable<WantedFeatures>): TeacherRequests[] {
  const byTeacher = new Map<string, Map<string, FeatureRequest>>();
  for (const { teacher, requests } of wanted) {
    const known = byTeacher.get(teacher) ?? new Map<string, FeatureRequest>();
    byTeacher.set(teacher, known);
    for (const request of requests) {
      known.set(JSON.stringify([request.image.sha256, request.image.id, request.views]), request);
    }
  }
  return [...byTeacher].map(([teacherName, requests]) => {
    const isMissing = (request: FeatureRequest): boolean => {
      const file = featureFile(teacherNamed(teacherName), request);
      return !fs.existsSync(file) && isToBeMade(file);
    };
    return { teacherName, list: [...requests.values()].filter(isMissing) };
  });
}

function featureJobs({
  teacherName,
  list,
}: TeacherRequests): Job<{ teacherName: string; requests: FeatureRequest[] }>[] {
  return inParts(list, currentPlanner() ? IMAGES_PER_UNIT : IMAGES_PER_JOB).map((requests) => ({
    module: "teachers/features",
    run: "extractFeatures",
    argument: { teacherName, requests },
    label: teacherName,
    weight: requests.length,
  }));
}
